/// Scheme, host and port of a URL (RFC 6454 §4), in lower case.
package struct WebOrigin: Hashable, Sendable {
    package let text: String

    /// Nil for URIs without an authority, such as custom-scheme URIs of native apps.
    package init?(of url: String) {
        guard let separator = url.firstRange(of: "://") else { return nil }
        let rest = url[separator.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.isEmpty else { return nil }
        text = (url[..<separator.upperBound] + authority).lowercased()
    }
}
