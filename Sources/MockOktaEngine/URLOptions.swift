import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing

/// How the scheme and host of URLs in answers are determined.
package struct URLOptions: Hashable, Sendable {
    /// The scheme, host, port and path of all URLs; nil takes them from each request's `Host`.
    package let base: String?
    /// With `base`: the same of endpoints that other servers call, as opposed to browsers.
    package let backChannel: String?
    /// Whether to trust a proxy's fields about the client's request (`Forwarded`, `X-Forwarded-…`).
    package let trustsProxy: Bool
    /// The paths of both URLs, where they have one.
    private let paths: [String]

    package init(base: String? = nil, backChannel: String? = nil, trustsProxy: Bool = false) {
        self.base = base
        self.backChannel = backChannel
        self.trustsProxy = trustsProxy
        paths = [base, backChannel].compactMap { url in
            let path = url.map { String(BaseURLs(front: $0).path) } ?? ""
            return path.isEmpty ? nil : path
        }
    }

    /// The path of a request below the configured URL; as it is where it is not below it, because a proxy may have
    /// removed the path already.
    func relative(_ path: String) -> String {
        for prefix in paths {
            if let rest = Self.rest(of: path, behind: prefix) { return rest.isEmpty ? "/" : rest }
            // RFC 8414 §3.1 puts the issuer's path behind the well-known one.
            if let issuer = Self.rest(of: path, behind: Self.wellKnown),
                let rest = Self.rest(of: issuer, behind: prefix)
            {
                return Self.wellKnown + rest
            }
        }
        return path
    }

    private static let wellKnown = "/.well-known/oauth-authorization-server"

    /// What follows a prefix that ends where a segment ends.
    private static func rest(of path: String, behind prefix: String) -> String? {
        guard path.utf8.starts(with: prefix.utf8) else { return nil }
        let rest = path.utf8.dropFirst(prefix.utf8.count)
        guard rest.isEmpty || rest.first == UInt8(ascii: "/") else { return nil }
        return String(Substring(rest))
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
        return host.asciiLowercased.utf8.elementsEqual(HostAndPort(authority).host.asciiLowercased.utf8)
    }

    /// The scheme and host of the request, with its port or the given one.
    package func origin(of request: HTTPRequest, port: UInt16? = nil) -> String {
        let authority = request.authority ?? "localhost"
        guard let port else { return request.scheme.prefix + authority }
        return "\(request.scheme.prefix)\(HostAndPort(authority).host):\(port)"
    }
}
