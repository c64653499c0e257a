/// Bytes for a client that its socket has not taken yet.
struct OutputBuffer {
    var bytes: [UInt8] = []
    private var sent = 0

    /// Beyond this nothing more is produced until the client has read: no further request is begun, no feed pulled.
    private static let highWater = 65536
    private static let keptCapacity = 8192

    var isEmpty: Bool { sent == bytes.count }

    var isFull: Bool { bytes.count - sent >= OutputBuffer.highWater }

    /// Hands the unsent bytes to the client's channel, which takes what it can.
    mutating func send(to channel: inout Channel) -> Channel.Progress {
        let progress = channel.send(bytes.span.extracting(sent..<bytes.count))
        if case .bytes(let taken) = progress { sent += taken }
        if isEmpty {
            bytes.removeAll(keepingCapacity: bytes.capacity <= OutputBuffer.keptCapacity)
            sent = 0
        }
        return progress
    }
}
