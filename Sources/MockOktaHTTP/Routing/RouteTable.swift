/// Maps a method and a path to an endpoint by patterns such as `/oauth2/{server}/v1/token`.
///
/// The cost depends on the length of the path, not on the number of routes.
package struct RouteTable<Endpoint: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Endpoint, RouteParameters)
        /// The path exists, but only for these methods (for `Allow`, RFC 9110 §15.5.6).
        case methodNotAllowed(allowed: [HTTPMethod])
        case notFound
    }

    @usableFromInline var tree = RouteTree()
    @usableFromInline var endpoints: [Endpoint] = []

    package init() {}

    /// Adds a route; a segment in braces matches any one non-empty segment, a last segment `*` one or more of them.
    package mutating func add(_ method: HTTPMethod, _ pattern: String, _ endpoint: Endpoint) {
        tree.add(method, pattern, route: endpoints.count)
        endpoints.append(endpoint)
    }

    /// Literal segments take precedence over parameters, these over `*`; a path with malformed escapes is not found.
    @inlinable package func match(_ method: HTTPMethod, path: String) -> Match {
        switch tree.match(method, path: path) {
        case .found(let route, let parameters): .found(endpoints[route], parameters)
        case .methodNotAllowed(let allowed): .methodNotAllowed(allowed: allowed)
        case .notFound: .notFound
        }
    }
}
