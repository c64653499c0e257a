/// The parts of a URI reference, split at its delimiters and otherwise as written (RFC 3986 §3, appendix B).
///
/// `scheme://userInfo@host:port/path?query#fragment`; parts that are absent are nil.
package struct URIParts: Sendable {
    package let scheme: Substring?
    package let authority: Substring?
    package let userInfo: Substring?
    /// The host without the port; an IPv6 address keeps its brackets.
    package let host: Substring?
    package let port: Substring?
    package let path: Substring
    package let query: Substring?
    package let fragment: Substring?

    package init(_ text: String) {
        var rest = Substring(text)
        fragment = Self.cut(&rest, after: UInt8(ascii: "#"))
        query = Self.cut(&rest, after: UInt8(ascii: "?"))
        if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")), Self.isScheme(rest[..<colon]) {
            scheme = rest[..<colon]
            rest = rest[rest.utf8.index(after: colon)...]
        } else {
            scheme = nil
        }
        guard rest.utf8.starts(with: "//".utf8) else {
            (authority, userInfo, host, port) = (nil, nil, nil, nil)
            path = rest
            return
        }
        rest = Substring(rest.utf8.dropFirst(2))
        let authority = rest[..<(rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex)]
        path = rest[authority.endIndex...]
        self.authority = authority
        var location = authority
        if let at = authority.utf8.lastIndex(of: UInt8(ascii: "@")) {
            userInfo = authority[..<at]
            location = authority[authority.utf8.index(after: at)...]
        } else {
            userInfo = nil
        }
        let place = HostAndPort(location)
        (host, port) = (place.host, place.port)
    }

    /// The host; an IPv6 address without its brackets.
    package var hostName: Substring? {
        host.map { $0.hasPrefix("[") && $0.hasSuffix("]") ? $0.dropFirst().dropLast() : $0 }
    }

    /// Whether the URI has a scheme and something after it.
    package var isAbsolute: Bool { scheme != nil && !((authority ?? "").isEmpty && path.isEmpty && query == nil) }

    /// Whether the URI has a scheme and an authority, followed by at most a slash.
    package var isOrigin: Bool {
        scheme != nil && authority?.isEmpty == false && (path.isEmpty || path == "/") && query == nil && fragment == nil
    }

    /// Whether the URI is an origin as browsers send it, `scheme://host[:port]`, with the characters of host names and
    /// addresses only (RFC 6454 §6.2).
    package var isBareOrigin: Bool {
        guard isOrigin, path.isEmpty, userInfo == nil, let host, !host.isEmpty else { return false }
        let isAddress = host.utf8.first == UInt8(ascii: "[") && host.utf8.last == UInt8(ascii: "]")
        let isHost = host.utf8.allSatisfy {
            ASCII.isLetterOrDigit($0) || (isAddress ? "[]:." : "-._").utf8.contains($0)
        }
        return isHost && (port.map { !$0.isEmpty && $0.utf8.count <= 5 && $0.utf8.allSatisfy(ASCII.isDigit) } ?? true)
    }

    /// The parts of the path between slashes.
    package var segments: [Substring] { path.split(separator: "/") }

    /// Removes and returns the part after the first delimiter; nil when there is none.
    private static func cut(_ text: inout Substring, after mark: UInt8) -> Substring? {
        guard let place = text.utf8.firstIndex(of: mark) else { return nil }
        defer { text = text[..<place] }
        return text[text.utf8.index(after: place)...]
    }

    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
        return text.utf8.allSatisfy { ASCII.isLetterOrDigit($0) || "+-.".utf8.contains($0) }
    }
}
