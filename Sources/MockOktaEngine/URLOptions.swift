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

    package func base(for request: HTTPRequest) -> BaseURLs {
        guard let base else { return BaseURLs(front: origin(of: request)) }
        return BaseURLs(front: base, back: backChannel)
    }

    /// Scheme and host as the client used them.
    package func origin(of request: HTTPRequest) -> String {
        "\(request.scheme.rawValue)://\(request.authority ?? "localhost")"
    }
}
