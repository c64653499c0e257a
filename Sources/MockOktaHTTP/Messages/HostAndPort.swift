/// An authority split into host and port (RFC 3986 §3.2); the value of a `Host` field has no user information.
package struct HostAndPort: Sendable {
    /// A name, an IPv4 address, or an IPv6 address in its brackets.
    package let host: Substring
    /// Nil for the default port of the scheme.
    package let port: Substring?

    package init(_ authority: String) {
        // The last colon precedes the port, unless it is part of an IPv6 address ([::1]).
        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        host = authority[..<(colon ?? authority.endIndex)]
        port = colon.map { authority[$0...].dropFirst() }
    }

    /// The authority of a URL; nil when it has none.
    package init?(url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        self.init(String(url[scheme.upperBound...].prefix { !"/?#".contains($0) }))
    }
}
