import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing

/// How the scheme and host of URLs in answers are determined.
package struct URLOptions: Hashable, Sendable {
    /// The scheme, host and port of all URLs; nil takes them from each request's `Host`.
    package var base: String?
    /// With `base`: the scheme, host and port of endpoints that other servers call, as opposed to browsers.
    package var backChannel: String?
    /// Whether to trust a proxy's fields about the client's request (`Forwarded`, `X-Forwarded-…`).
    package var trustsProxy: Bool

    package init(base: String? = nil, backChannel: String? = nil, trustsProxy: Bool = false) {
        self.base = base
        self.backChannel = backChannel
        self.trustsProxy = trustsProxy
    }

    /// The base URLs of the main org.
    ///
    /// - Parameters:
    ///   - request: its `Host` is used where no base URL is configured.
    ///   - port: the port of the org, where it differs from the port of the request.
    /// - Returns: the configured URLs, else the request's origin with that port.
    package func base(for request: HTTPRequest, port: UInt16? = nil) -> BaseURLs {
        guard let base else { return BaseURLs(front: origin(of: request, port: port)) }
        return BaseURLs(front: base, back: backChannel)
    }

    /// Whether an authority names the host of the configured base URL, which is the main org's.
    func isPinned(_ authority: String?) -> Bool {
        guard let base, let authority, let host = URIParts(base).host else { return false }
        return host.lowercased().utf8.elementsEqual(HostAndPort(authority).host.lowercased().utf8)
    }

    /// The scheme and host of the request, with its port or the given one.
    package func origin(of request: HTTPRequest, port: UInt16? = nil) -> String {
        let authority = request.authority ?? "localhost"
        guard let port else { return request.scheme.prefix + authority }
        return "\(request.scheme.prefix)\(HostAndPort(authority).host):\(port)"
    }
}
