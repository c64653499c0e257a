/// Bytes for a client that its socket has not accepted yet.
struct OutputBuffer {
    var bytes: [UInt8] = []
    private var sent = 0

    /// Above this size no more output is produced until the client has read: no further request is started, no feed
    /// pulled.
    private static let highWater = 65_536
    private static let keptCapacity = 8192

    var isEmpty: Bool { sent == bytes.count }

    var isFull: Bool { bytes.count - sent >= OutputBuffer.highWater }

    /// The number of unsent bytes.
    var count: Int { bytes.count - sent }

    /// Passes the unsent bytes to `send`.
    func withUnsent<Result>(_ send: (Span<UInt8>) -> Result) -> Result {
        send(bytes.span.extracting(sent..<bytes.count))
    }

    /// Removes the first `count` of the unsent bytes, which the socket has accepted.
    mutating func drop(_ count: Int) {
        sent += count
        if isEmpty {
            bytes.removeAll(keepingCapacity: bytes.capacity <= OutputBuffer.keptCapacity)
            sent = 0
        }
    }
}
