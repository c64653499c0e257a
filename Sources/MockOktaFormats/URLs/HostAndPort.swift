/// An authority without user information, split into host and port (RFC 3986 §3.2).
package struct HostAndPort: Sendable {
    /// A name, an IPv4 address, or an IPv6 address in its brackets.
    package let host: Substring
    /// Nil for the default port of the scheme.
    package let port: Substring?

    package init(_ authority: some StringProtocol) {
        let authority = Substring(authority)
        // The last colon precedes the port, unless it is part of an IPv6 address ([::1]).
        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        host = authority[..<(colon ?? authority.endIndex)]
        port = colon.map { authority[$0...].dropFirst() }
    }
}
