package import MockOktaHTTP

/// Reads one HTTP/1.1 response from the bytes of a connection (RFC 9112).
///
/// The body ends by `Content-Length`, by the last chunk, or at the end of the connection; a proxy may keep it open.
package struct ResponseReader {
    package struct Answer: Hashable {
        package let status: Int
        package let fields: HTTPFields
        package fileprivate(set) var body: [UInt8]
    }

    private enum State {
        case head
        /// The number of bytes left to read; nil means until the end of the connection.
        case body(Int?)
        case chunkSize
        case chunk(Int)
        case chunkEnd
        case trailer
        case complete
    }

    private static let longestHead = 65_536
    private let longestBody: Int
    private var state = State.head
    private var answer = Answer(status: 0, fields: [:], body: [])
    /// Received bytes that have not been parsed.
    private var rest: [UInt8] = []

    package init(longestBody: Int = 1 << 28) {
        self.longestBody = longestBody
    }

    /// Adds received bytes; returns the response when it is complete.
    package mutating func read(_ bytes: some Sequence<UInt8>) throws(HTTPClientError) -> Answer? {
        rest += bytes
        while try step() {}
        guard case .complete = state else { return nil }
        return answer
    }

    /// Returns the response at the end of the connection.
    package mutating func end() throws(HTTPClientError) -> Answer {
        switch state {
        case .complete, .body(nil): return answer
        case .head: throw .noHTTP
        default: throw .truncated
        }
    }

    /// Performs one step; false where more bytes are needed or the response is complete.
    private mutating func step() throws(HTTPClientError) -> Bool {
        switch state {
        case .complete: return false
        case .head: return try readHead()
        case .body(let length):
            let count = min(length ?? .max, rest.count)
            try take(count)
            guard let length else { return false }
            state = length == count ? .complete : .body(length - count)
            return length == count
        case .chunkSize:
            guard let line = try line() else { return false }
            guard let size = Int(line.prefix { $0 != ";" && $0 != " " }, radix: 16), size >= 0 else { throw .noHTTP }
            state = size == 0 ? .trailer : .chunk(size)
            return true
        case .chunk(let size):
            let count = min(size, rest.count)
            try take(count)
            state = size == count ? .chunkEnd : .chunk(size - count)
            return size == count
        case .chunkEnd:
            guard let line = try line() else { return false }
            guard line.isEmpty else { throw .noHTTP }
            state = .chunkSize
            return true
        case .trailer:
            guard let line = try line() else { return false }
            if line.isEmpty { state = .complete }
            return true
        }
    }

    private mutating func readHead() throws(HTTPClientError) -> Bool {
        let end: [UInt8] = Array("\r\n\r\n".utf8)
        guard let head = rest.firstRange(of: end) else {
            guard rest.count <= Self.longestHead else { throw .noHTTP }
            return false
        }
        let lines = String(decoding: rest[..<head.lowerBound], as: UTF8.self).split(separator: "\r\n")
        rest.removeFirst(head.upperBound)
        let words = (lines.first ?? "").split(separator: " ")
        guard words.count > 1, words[0].hasPrefix("HTTP/1."), let status = Int(words[1]) else { throw .noHTTP }
        // An interim response precedes the final one (RFC 9110 §15.2).
        guard status >= 200 else { return true }
        let fields = try Self.fields(lines.dropFirst())
        answer = Answer(status: status, fields: fields, body: [])
        state = try Self.framing(status, fields)
        return true
    }

    private static func fields(_ lines: ArraySlice<Substring>) throws(HTTPClientError) -> HTTPFields {
        var fields = HTTPFields()
        for line in lines {
            guard let colon = line.firstIndex(of: ":") else { throw .noHTTP }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let end = value.lastIndex { $0 != " " && $0 != "\t" }.map(value.index(after:)) ?? value.startIndex
            fields.append(String(line[..<colon]), String(value[..<end]))
        }
        return fields
    }

    private static func framing(_ status: Int, _ fields: HTTPFields) throws(HTTPClientError) -> State {
        if status == 204 || status == 304 { return .complete }
        if fields["Transfer-Encoding"]?.lowercased().hasSuffix("chunked") == true { return .chunkSize }
        guard let length = fields["Content-Length"] else { return .body(nil) }
        guard let number = Int(length), number >= 0 else { throw .noHTTP }
        return number == 0 ? .complete : .body(number)
    }

    private mutating func take(_ count: Int) throws(HTTPClientError) {
        guard answer.body.count + count <= longestBody else { throw .tooLong(longestBody) }
        answer.body += rest.prefix(count)
        rest.removeFirst(count)
    }

    /// The next line without its end; nil where it is incomplete.
    private mutating func line() throws(HTTPClientError) -> String? {
        guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
            guard rest.count <= Self.longestHead else { throw .noHTTP }
            return nil
        }
        let line = rest[..<end].last == UInt8(ascii: "\r") ? rest[..<(end - 1)] : rest[..<end]
        let text = String(decoding: line, as: UTF8.self)
        rest.removeFirst(end + 1)
        return text
    }
}
