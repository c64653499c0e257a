/// Bytes for a client that its socket has not accepted yet.
package struct OutputBuffer {
    package var bytes: [UInt8] = []
    private var sent = 0

    /// Above this size no more output is produced until the client has read: no further request is started, no feed
    /// pulled.
    private static let highWater = 65_536
    private static let keptCapacity = 8192

    package init() {}

    var isEmpty: Bool { sent == bytes.count }

    var isFull: Bool { bytes.count - sent >= OutputBuffer.highWater }

    /// The number of unsent bytes.
    package var count: Int { bytes.count - sent }

    /// Passes the unsent bytes to `send`.
    package func withUnsent<Result>(_ send: (Span<UInt8>) -> Result) -> Result {
        send(bytes.span.extracting(sent..<bytes.count))
    }

    /// Removes the first `count` of the unsent bytes, which the socket has accepted.
    ///
    /// The rest moves to the front only when it is the smaller part: a client that reads slowly while more is written
    /// would otherwise leave everything that was ever sent to it in the buffer.
    package mutating func drop(_ count: Int) {
        sent += count
        if isEmpty {
            bytes.removeAll(keepingCapacity: bytes.capacity <= OutputBuffer.keptCapacity)
            sent = 0
        } else if sent > bytes.count / 2 {
            bytes.removeFirst(sent)
            sent = 0
        }
    }
}
