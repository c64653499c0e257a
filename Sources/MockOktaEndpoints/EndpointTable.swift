package import MockOktaHTTP

/// The endpoints of all features, found by method and path.
///
/// Not a `RouteTable`: generic code of another module would look up its own types for every request.
package struct EndpointTable: Sendable {
    package enum Match: Sendable {
        case found(Endpoint, RouteParameters)
        /// The path exists, under these methods only (for `Allow`, RFC 9110 §15.5.6).
        case methodNotAllowed(allowed: [HTTPMethod])
        case notFound
    }

    package let endpoints: [Endpoint]
    private var tree = RouteTree()
    /// The endpoint of each route of the tree.
    private var routes: [Endpoint] = []

    package init(_ endpoints: [Endpoint]) {
        self.endpoints = endpoints
        for endpoint in endpoints {
            for path in endpoint.paths {
                for method in endpoint.methods {
                    tree.add(method, path, route: routes.count)
                    routes.append(endpoint)
                }
            }
        }
    }

    package func match(_ method: HTTPMethod, path: String) -> Match {
        switch tree.match(method, path: path) {
        case .found(let route, let parameters): .found(routes[route], parameters)
        case .methodNotAllowed(let allowed): .methodNotAllowed(allowed: allowed)
        case .notFound: .notFound
        }
    }

    /// The methods of all endpoints at a path, in the order of the table.
    package func methods(at path: String) -> [HTTPMethod] {
        // No endpoint has an empty method, so the answer names those that there are, HEAD beside every GET.
        guard case .methodNotAllowed(let allowed) = tree.match(HTTPMethod(rawValue: ""), path: path) else { return [] }
        return allowed.filter { $0 != .head }
    }
}
