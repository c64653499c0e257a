/// An authority without user information, split into host and port (RFC 3986 §3.2).
package struct HostAndPort: Sendable {
    /// A name, an IPv4 address, or an IPv6 address in its brackets.
    package let host: Substring
    /// Nil for the default port of the scheme.
    package let port: Substring?

    package init(_ authority: some StringProtocol) {
        let authority = Substring(authority)
        // The last colon precedes the port, unless it is part of an IPv6 address ([::1]).
        let colon = authority.utf8.lastIndex(of: UInt8(ascii: ":")).flatMap {
            authority.utf8[$0...].contains(UInt8(ascii: "]")) ? nil : $0
        }
        host = authority[..<(colon ?? authority.endIndex)]
        port = colon.map { authority[authority.utf8.index(after: $0)...] }
    }
}
