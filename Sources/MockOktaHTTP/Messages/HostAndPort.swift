/// An authority taken apart (RFC 3986 §3.2); what stands in a `Host` field has no user information.
package struct HostAndPort: Sendable {
    /// A name, an IPv4 address, or an IPv6 address in its brackets.
    package let host: Substring
    /// Nil where the scheme's own is meant.
    package let port: Substring?

    package init(_ authority: String) {
        // The last colon belongs to the port, unless it stands inside an IPv6 address ([::1]).
        let colon = authority.lastIndex(of: ":").flatMap { authority[$0...].contains("]") ? nil : $0 }
        host = authority[..<(colon ?? authority.endIndex)]
        port = colon.map { authority[$0...].dropFirst() }
    }

    /// Of a URL; nil when it has no authority.
    package init?(url: String) {
        guard let scheme = url.firstRange(of: "://") else { return nil }
        self.init(String(url[scheme.upperBound...].prefix { !"/?#".contains($0) }))
    }
}
