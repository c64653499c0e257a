package import MockOktaHTTP
package import MockOktaIssuing

/// Where the scheme and host of URLs in answers come from.
package struct URLOptions: Hashable, Sendable {
    /// Pins scheme, host and port; nil follows each request's `Host`.
    package var base: String?
    /// With `base`: what other servers, as opposed to browsers, reach the double by.
    package var backChannel: String?
    /// Believes what proxies say of the client's request (`Forwarded`, `X-Forwarded-…`).
    package var trustsProxy: Bool

    package init(base: String? = nil, backChannel: String? = nil, trustsProxy: Bool = false) {
        self.base = base
        self.backChannel = backChannel
        self.trustsProxy = trustsProxy
    }

    /// How the URLs of the main org begin.
    ///
    /// - Parameters:
    ///   - request: whose `Host` is followed where nothing is pinned.
    ///   - port: where the org is, when that is another port than the request came to.
    /// - Returns: what is pinned, or the request's origin at that port.
    package func base(for request: HTTPRequest, port: UInt16? = nil) -> BaseURLs {
        guard let base else { return BaseURLs(front: origin(of: request, port: port)) }
        return BaseURLs(front: base, back: backChannel)
    }

    /// Whether an authority names the host of the pinned URL, which is the main org's.
    func isPinned(_ authority: String?) -> Bool {
        guard let base, let authority, let host = HostAndPort(url: base)?.host else { return false }
        return host.lowercased().utf8.elementsEqual(HostAndPort(authority).host.lowercased().utf8)
    }

    /// Scheme and host as the client used them, and the port too unless another is given.
    package func origin(of request: HTTPRequest, port: UInt16? = nil) -> String {
        let authority = request.authority ?? "localhost"
        guard let port else { return request.scheme.prefix + authority }
        return "\(request.scheme.prefix)\(HostAndPort(authority).host):\(port)"
    }
}
