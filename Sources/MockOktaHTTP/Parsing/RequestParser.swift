import MockOktaFormats

/// The result of a parsing step; framing errors are thrown.
package enum ParseOutcome: Sendable {
    /// The parser has consumed this many bytes, which the caller drops, and needs more.
    case needsMore(consumed: Int)
    case complete(ParsedRequest, consumed: Int)
}

/// Parses requests from a growing buffer (RFC 9112), one line or one piece of body at a time.
///
/// It keeps what it has parsed, so that no byte is examined twice, however small the pieces are; only an unfinished
/// line stays in the caller's buffer.
package struct RequestParser: Sendable {
    /// The part of a request that is being parsed, for the connection's time limits.
    package enum Phase: Sendable {
        case start, header, body
    }

    private enum State: Sendable {
        case requestLine
        case fields
        case body(remaining: Int)
        case chunkSize
        case chunkData(remaining: Int)
        case chunkEnd
        case trailers
    }

    /// The capacity for the header that most clients send; it grows for longer ones.
    private static let usualHeader = 448
    private static let usualFields = 12

    private let limits: HTTPLimits
    private let scheme: HTTPRequest.Scheme
    private let peer: String?
    private var state = State.requestLine
    /// The number of bytes of the unfinished line that are known to contain no line feed.
    private var scanned = 0
    private var skippedEmptyLine = false
    private var message = PartialRequest()

    /// Whether the client waits for 100 (Continue) before it sends the body (RFC 9110 §10.1.1).
    package private(set) var awaitsContinue = false

    package init(limits: HTTPLimits = HTTPLimits(), scheme: HTTPRequest.Scheme = .http, peer: String? = nil) {
        self.limits = limits
        self.scheme = scheme
        self.peer = peer
    }

    package var phase: Phase {
        switch state {
        case .requestLine: scanned > 0 ? .header : .start
        case .fields: .header
        default: .body
        }
    }

    /// The number of bytes that the parser keeps of an unfinished request.
    package var heldBytes: Int { message.fieldBytes + message.body.count }

    /// Frees what has been parsed of a request that is refused; the parser must not be used again.
    package mutating func discard() { message = PartialRequest() }

    /// Call it when 100 (Continue) has been sent, or the body arrived without it.
    package mutating func continueWasSent() { awaitsContinue = false }

    /// Continues after the bytes that the last call consumed.
    ///
    /// After an error the parser must not be used again.
    package mutating func parse(_ bytes: Span<UInt8>) throws(HTTPParseError) -> ParseOutcome {
        var position = 0
        while true {
            switch state {
            case .requestLine, .fields, .chunkSize, .trailers, .chunkEnd:
                guard let end = try lineEnd(bytes, from: position) else { return .needsMore(consumed: position) }
                let content = bytes.extracting(position..<end - 2)
                position = end
                if try take(line: content) { return try complete(consumed: position) }
            case .body(let remaining):
                let taken = takeBody(bytes, from: &position, remaining)
                if taken < remaining {
                    state = .body(remaining: remaining - taken)
                    return .needsMore(consumed: position)
                }
                return try complete(consumed: position)
            case .chunkData(let remaining):
                let taken = takeBody(bytes, from: &position, remaining)
                if taken < remaining {
                    state = .chunkData(remaining: remaining - taken)
                    return .needsMore(consumed: position)
                }
                state = .chunkEnd
            }
        }
    }

    private mutating func takeBody(_ bytes: Span<UInt8>, from position: inout Int, _ remaining: Int) -> Int {
        let count = min(remaining, bytes.count - position)
        if count > 0 {
            awaitsContinue = false
            let piece = bytes.extracting(position..<position + count)
            unsafe piece.withUnsafeBufferPointer { unsafe message.body.append(contentsOf: $0) }
            position += count
        }
        return count
    }
}

extension RequestParser {
    /// The index after the line's CR LF; nil while the line is incomplete.
    ///
    /// A bare line feed is rejected (RFC 9112 §2.2 permits a server to accept it, but intermediaries may not), and so
    /// is a line that exceeds its limit, complete or not.
    private mutating func lineEnd(_ bytes: Span<UInt8>, from start: Int) throws(HTTPParseError) -> Int? {
        let lineFeed = bytes.firstIndex(of: .lineFeed, from: start + scanned)
        let isEnded = lineFeed != nil
        let index = lineFeed ?? bytes.count
        let length = index - start
        if length > 0 { try checkBeginning(bytes[start]) }
        let endsInReturn = length > 0 && bytes[index - 1] == .carriageReturn
        try checkLength(endsInReturn ? length - 1 : length)
        guard isEnded else {
            scanned = length
            return nil
        }
        guard endsInReturn else { throw .badLineEnd }
        scanned = 0
        return index + 1
    }

    /// Rejects a first byte that cannot begin a method: otherwise a client that speaks TLS here and the server would
    /// both wait.
    private func checkBeginning(_ byte: UInt8) throws(HTTPParseError) {
        guard case .requestLine = state, !byte.isTokenCharacter, byte != .carriageReturn else { return }
        throw .malformedRequestLine
    }

    private func checkLength(_ length: Int) throws(HTTPParseError) {
        switch state {
        case .requestLine where length > limits.requestLine: throw .requestLineTooLong
        case .fields where length > 0 && message.fieldBytes + length + 2 > limits.headerBytes,
            .trailers where length > 0 && message.fieldBytes + length + 2 > limits.headerBytes:
            throw .headerTooLarge
        case .chunkSize where message.ballast + length > limits.headerBytes: throw .malformedChunk
        case .chunkEnd where length > 0: throw .malformedChunk
        default: break
        }
    }

    /// Parses one line without its line end; returns true when it was the last one of the request.
    private mutating func take(line content: Span<UInt8>) throws(HTTPParseError) -> Bool {
        switch state {
        case .requestLine:
            try takeRequestLine(content)
        case .fields where content.count == 0:
            return try endHeader()
        case .fields:
            let field = try message.take(field: content, limits)
            message.fields.append(content, field)
        case .chunkSize:
            try takeChunkSize(content)
        case .chunkEnd:
            state = .chunkSize
        case .trailers where content.count == 0:
            return true
        case .trailers:
            // RFC 9110 §6.5.1: a trailer is dropped unless its definition allows merging; none here does.
            _ = try message.take(field: content, limits)
        case .body, .chunkData:
            break
        }
        return false
    }

    /// Skips one empty line before a request: old clients end a body with one (RFC 9112 §2.2).
    private mutating func takeRequestLine(_ content: Span<UInt8>) throws(HTTPParseError) {
        if content.count == 0, !skippedEmptyLine {
            skippedEmptyLine = true
            return
        }
        message.line = try RequestLine(content)
        message.fields.reserveCapacity(Self.usualHeader, lines: Self.usualFields)
        state = .fields
    }

    private mutating func takeChunkSize(_ content: Span<UInt8>) throws(HTTPParseError) {
        let size = try ChunkSize(content)
        awaitsContinue = false
        // All characters of the line beyond a plain size count as overhead, whose sum is limited.
        message.ballast += max(0, content.count - 8)
        if size.bytes > limits.body - message.body.count { throw .bodyTooLarge }
        state = size.bytes == 0 ? .trailers : .chunkData(remaining: size.bytes)
    }
}

extension RequestParser {
    /// Validates the framing; returns true when no body follows.
    private mutating func endHeader() throws(HTTPParseError) -> Bool {
        guard let version = message.line?.minorVersion else { throw .malformedRequestLine }
        let semantics = try RequestSemantics(message.fields, minorVersion: version)
        message.semantics = semantics
        switch semantics.framing {
        case .none, .length(0):
            return true
        case .length(let length):
            if length > limits.body { throw .bodyTooLarge }
            message.body.reserveCapacity(min(length, 65536))
            state = .body(remaining: length)
        case .chunked:
            state = .chunkSize
        }
        awaitsContinue = semantics.expectsContinue
        return false
    }

    /// Returns the request and resets the parser for the next one.
    private mutating func complete(consumed: Int) throws(HTTPParseError) -> ParseOutcome {
        let message = message
        self.message = PartialRequest()
        state = .requestLine
        skippedEmptyLine = false
        awaitsContinue = false
        return .complete(try message.complete(scheme: scheme, peer: peer), consumed: consumed)
    }
}
