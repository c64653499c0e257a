package import MockOktaHTTP

/// The endpoints of all features, found by method and path.
///
/// Not a `RouteTable`: a generic type of another module would look up its type metadata for every request.
package struct EndpointTable: Sendable {
    package enum Match: Sendable {
        case found(Endpoint, RouteParameters)
        /// The path exists, but only with these methods (RFC 9110 §15.5.6); the endpoint is that of the first method.
        case methodNotAllowed(allowed: [HTTPMethod], Endpoint, RouteParameters)
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
        case .methodNotAllowed(let allowed): methodNotAllowed(allowed, path)
        case .notFound: .notFound
        }
    }

    private func methodNotAllowed(_ allowed: [HTTPMethod], _ path: String) -> Match {
        guard let first = allowed.first, case .found(let route, let parameters) = tree.match(first, path: path) else {
            return .notFound
        }
        return .methodNotAllowed(allowed: allowed, routes[route], parameters)
    }

    /// The methods of all endpoints at a path, in the order of the table.
    package func methods(at path: String) -> [HTTPMethod] {
        // No endpoint has an empty method, so the result lists all methods, with HEAD for every GET.
        guard case .methodNotAllowed(let allowed) = tree.match(HTTPMethod(rawValue: ""), path: path) else { return [] }
        return allowed.filter { $0 != .head }
    }
}
