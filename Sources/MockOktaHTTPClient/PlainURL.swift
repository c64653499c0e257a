import MockOktaFormats

/// The parts of an `http` or `https` URL.
package struct PlainURL: Hashable, Sendable {
    package let isSecure: Bool
    /// The host; an IPv6 address without its brackets.
    package let name: String
    package let port: UInt16
    /// The path and query; at least `/`.
    package let path: String
    /// `host:port` as written, for the `Host` field.
    package let authority: String

    package init?(_ text: String) {
        let parts = URIParts(text)
        guard let scheme = parts.scheme?.asciiLowercased, ["http", "https"].contains(scheme),
            let authority = parts.authority, parts.userInfo == nil, let name = parts.hostName, !name.isEmpty,
            let port = parts.port.map({ UInt16($0) }) ?? (scheme == "https" ? 443 : 80),
            text.utf8.allSatisfy(ASCII.isVisible)
        else { return nil }
        isSecure = scheme == "https"
        self.name = String(name)
        self.port = port
        path = (parts.path.isEmpty ? "/" : String(parts.path)) + (parts.query.map { "?" + $0 } ?? "")
        self.authority = String(authority)
    }
}
