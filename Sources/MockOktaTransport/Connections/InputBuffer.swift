import MockOktaHTTP

/// Bytes received from a client that no request has consumed yet.
struct InputBuffer {
    private var bytes: [UInt8] = []
    private var start = 0

    /// The capacity kept for the next request; any excess is freed, because most connections are idle most of the time.
    private static let keptCapacity = 4096
    /// Above this size no more input is read while no request is parsed.
    private static let highWater = 65_536

    var isEmpty: Bool { start == bytes.count }

    var count: Int { bytes.count - start }

    var isFull: Bool { count >= InputBuffer.highWater }

    mutating func append(_ received: ArraySlice<UInt8>) {
        bytes.append(contentsOf: received)
    }

    /// The next complete request; nil while it is incomplete.
    mutating func nextRequest(
        _ parser: inout RequestParser
    ) throws(HTTPParseError) -> ParsedRequest? {
        let outcome = try parser.parse(bytes.span.extracting(start..<bytes.count))
        switch outcome {
        case .complete(let parsed, let consumed):
            drop(consumed)
            return parsed
        case .needsMore(let consumed):
            drop(consumed)
            return nil
        }
    }

    /// Removes consumed bytes; the rest moves to the front only when it is the smaller part.
    private mutating func drop(_ count: Int) {
        start += count
        if isEmpty {
            bytes.removeAll(keepingCapacity: bytes.capacity <= InputBuffer.keptCapacity)
            start = 0
        } else if start > bytes.count / 2 {
            bytes.removeFirst(start)
            start = 0
        }
    }
}
