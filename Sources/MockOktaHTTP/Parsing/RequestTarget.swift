import MockOktaFormats

/// The request target, in three of the four forms of RFC 9112 §3.2; authority-form is only used with CONNECT.
struct RequestTarget: Sendable {
    /// Set only in absolute-form, where it takes precedence over the `Host` field.
    let authority: String?
    let path: String
    let query: String?

    init(_ target: Span<UInt8>, isOptions: Bool) throws(HTTPParseError) {
        var queryMark: Int?
        for index in target.indices {
            let byte = target[index]
            guard byte.isTargetCharacter else { throw .malformedTarget }
            if byte == UInt8(ascii: "?"), queryMark == nil { queryMark = index }
        }
        let end = queryMark ?? target.count
        query = queryMark.map { String(ascii: target.extracting($0 + 1..<target.count)) }
        if target[0] == UInt8(ascii: "/") {
            authority = nil
            path = String(ascii: target.extracting(0..<end))
        } else if target.count == 1, target[0] == UInt8(ascii: "*"), isOptions {
            authority = nil
            path = "*"
        } else {
            (authority, path) = try RequestTarget.absolute(String(ascii: target.extracting(0..<end)))
        }
    }

    /// Parses `http://authority/path`; an empty path means `/` (RFC 9110 §4.2.3).
    private static func absolute(_ url: String) throws(HTTPParseError) -> (String, String) {
        let parts = URIParts(url)
        guard let scheme = parts.scheme?.asciiLowercased, ["http", "https"].contains(scheme),
            let authority = parts.authority.flatMap({ Authority.normalized(String($0)) })
        else { throw .malformedTarget }
        return (authority, parts.path.isEmpty ? "/" : String(parts.path))
    }
}
