/// Scheme, host and port of a URL (RFC 6454 §4), in lower case.
package struct WebOrigin: Hashable, Sendable, CustomStringConvertible {
    package let scheme: String
    /// The host, with the port if the URL names one.
    package let authority: String

    /// Nil for URIs without an authority, such as custom-scheme URIs of native apps.
    package init?(of url: String) {
        let parts = URIParts(url)
        guard let scheme = parts.scheme, let authority = parts.authority, !authority.isEmpty else { return nil }
        self.scheme = scheme.asciiLowercased
        self.authority = authority.asciiLowercased
    }

    /// The form that browsers send: `https://app.example:8443`.
    package var description: String { "\(scheme)://\(authority)" }
}
