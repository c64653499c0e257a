import MockOktaFormats

/// The first line of a request (RFC 9112 §3): method, target and version.
struct RequestLine: Sendable {
    let method: HTTPMethod
    let target: RequestTarget
    /// The minor version of HTTP/1; versions above 1.1 are treated as 1.1 (RFC 9110 §6.2).
    let minorVersion: Int

    init(_ line: Span<UInt8>) throws(HTTPParseError) {
        guard let methodEnd = line.firstIndex(of: 0x20), methodEnd > 0,
            let targetEnd = line.firstIndex(of: 0x20, from: methodEnd + 1), targetEnd > methodEnd + 1
        else { throw .malformedRequestLine }
        minorVersion = try RequestLine.minorVersion(line.extracting(targetEnd + 1..<line.count))
        method = try RequestLine.method(line.extracting(0..<methodEnd))
        target = try RequestTarget(line.extracting(methodEnd + 1..<targetEnd), isOptions: method == .options)
    }

    /// Any token: the router rejects unknown methods, but CONNECT is rejected here, because it changes how the
    /// following bytes are interpreted.
    private static func method(_ token: Span<UInt8>) throws(HTTPParseError) -> HTTPMethod {
        for index in token.indices where !token[index].isTokenCharacter { throw .malformedRequestLine }
        let method = HTTPMethod(rawValue: String(ascii: token))
        if method.rawValue == "CONNECT" { throw .methodNotImplemented }
        return method
    }

    private static let protocolName = Array("HTTP/".utf8)

    /// `HTTP/` digit `.` digit (RFC 9112 §2.3); well-formed versions other than 1.x are answered with 505.
    private static func minorVersion(_ text: Span<UInt8>) throws(HTTPParseError) -> Int {
        guard text.count == 8, ASCII.isDigit(text[5]), text[6] == UInt8(ascii: "."), ASCII.isDigit(text[7]),
            text.extracting(0..<5).equals(protocolName.span)
        else { throw .malformedRequestLine }
        guard text[5] == UInt8(ascii: "1") else { throw .unsupportedVersion }
        return min(Int(text[7]) - 0x30, 1)
    }
}

/// One header or trailer line, `name: value` (RFC 9112 §5).
struct FieldLine: Sendable {
    let name: Range<Int>
    let value: Range<Int>

    /// Rejects lines that intermediaries interpret differently: folded lines, white space before the colon, control
    /// characters.
    init(_ line: Span<UInt8>) throws(HTTPParseError) {
        var colon = 0
        while colon < line.count, line[colon].isTokenCharacter { colon += 1 }
        guard colon > 0, colon < line.count, line[colon] == UInt8(ascii: ":") else { throw .malformedField }
        var start = colon + 1
        var end = line.count
        while start < end, line[start].isBlank { start += 1 }
        while end > start, line[end - 1].isBlank { end -= 1 }
        var index = start
        while index < end {
            guard line[index].isFieldContent else { throw .malformedField }
            index += 1
        }
        name = 0..<colon
        value = start..<end
    }
}
