/// A request whose framing has been judged: what an endpoint sees.
package struct HTTPRequest: Sendable {
    package enum Scheme: String, Sendable {
        case http, https
    }

    package var method: HTTPMethod
    package var scheme: Scheme
    /// `host` or `host:port` from the target or the `Host` field; nil when an HTTP/1.0 client sent neither.
    package var authority: String?
    /// As sent, still percent-encoded; begins with `/`, or is `*`.
    package var path: String
    /// As sent, without the `?`; nil when there is none.
    package var query: String?
    package var fields: HTTPFields
    package var body: [UInt8]
    /// Whether a `Content-Length` or `Transfer-Encoding` field announced a body, be it empty.
    package var hasBodyFraming: Bool
    /// Address of the peer without its port; nil where no socket is involved.
    package var peer: String?

    package init(
        method: HTTPMethod,
        scheme: Scheme = .http,
        authority: String? = nil,
        path: String,
        query: String? = nil,
        fields: HTTPFields = [:],
        body: [UInt8] = [],
        hasBodyFraming: Bool = false,
        peer: String? = nil
    ) {
        self.method = method
        self.scheme = scheme
        self.authority = authority
        self.path = path
        self.query = query
        self.fields = fields
        self.body = body
        self.hasBodyFraming = hasBodyFraming
        self.peer = peer
    }
}
