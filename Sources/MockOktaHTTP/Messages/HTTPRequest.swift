/// A request whose framing has been validated, as an endpoint receives it.
///
/// Its parts are stored in an immutable object, so passing a request on, as every processing step does, costs one
/// reference; changing a part creates another object.
package struct HTTPRequest: Sendable {
    package enum Scheme: String, Sendable {
        case http, https

        /// The prefix of a URL with the scheme.
        package var prefix: String { self == .http ? "http://" : "https://" }
    }

    private struct Parts: Sendable {
        var method: HTTPMethod
        var scheme: Scheme
        var authority: String?
        var path: String
        var query: String?
        var fields: HTTPFields
        var body: [UInt8]
        var hasBodyFraming: Bool
        var peer: String?
    }

    private final class Box: Sendable {
        let parts: Parts

        init(_ parts: Parts) {
            self.parts = parts
        }
    }

    private var box: Box

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
        box = Box(
            Parts(
                method: method,
                scheme: scheme,
                authority: authority,
                path: path,
                query: query,
                fields: fields,
                body: body,
                hasBodyFraming: hasBodyFraming,
                peer: peer
            )
        )
    }

    private mutating func change(_ change: (inout Parts) -> Void) {
        var parts = box.parts
        change(&parts)
        box = Box(parts)
    }
}

extension HTTPRequest {
    package var method: HTTPMethod {
        get { box.parts.method }
        set { change { $0.method = newValue } }
    }

    package var scheme: Scheme {
        get { box.parts.scheme }
        set { change { $0.scheme = newValue } }
    }

    /// `host` or `host:port` from the target or the `Host` field; nil when an HTTP/1.0 client sent neither.
    package var authority: String? {
        get { box.parts.authority }
        set { change { $0.authority = newValue } }
    }

    /// As sent, still percent-encoded; begins with `/`, or is `*`.
    package var path: String {
        get { box.parts.path }
        set { change { $0.path = newValue } }
    }

    /// As sent, without the `?`; nil when there is none.
    package var query: String? {
        get { box.parts.query }
        set { change { $0.query = newValue } }
    }

    package var fields: HTTPFields {
        get { box.parts.fields }
        set { change { $0.fields = newValue } }
    }

    package var body: [UInt8] {
        get { box.parts.body }
        set { change { $0.body = newValue } }
    }

    /// Whether a `Content-Length` or `Transfer-Encoding` field announced a body, even an empty one.
    package var hasBodyFraming: Bool {
        get { box.parts.hasBodyFraming }
        set { change { $0.hasBodyFraming = newValue } }
    }

    /// The address of the peer without its port; nil for a request that did not arrive through a socket.
    package var peer: String? {
        get { box.parts.peer }
        set { change { $0.peer = newValue } }
    }
}
