package import MockOktaHTTP
import MockOktaSystem

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

    private let first: EndpointRoutes
    private let all: LateRoutes

    package init(_ endpoints: [Endpoint]) {
        self.init(first: [], all: { endpoints })
    }

    /// A table of which a start makes only a part: the rest costs more than all else that a start does.
    ///
    /// - Parameters:
    ///   - first: the endpoints that are found without the others.
    ///   - all: returns all endpoints, the first ones too; called once, for the first request that `first` has no
    ///     endpoint for. They must not answer a method and path of `first` otherwise than `first` does.
    package init(first: [Endpoint], all: @escaping @Sendable () -> [Endpoint]) {
        self.first = EndpointRoutes(first)
        self.all = LateRoutes(all)
    }

    package func match(_ method: HTTPMethod, path: String) -> Match {
        first.endpoint(method, path) ?? all.routes.match(method, path)
    }

    /// The methods of all endpoints at a path, in the order of the table.
    package func methods(at path: String) -> [HTTPMethod] { all.routes.methods(at: path) }
}

/// Endpoints with their routes.
private struct EndpointRoutes: Sendable {
    private var tree = RouteTree()
    /// The endpoint of each route of the tree.
    private var routes: [Endpoint] = []

    init(_ endpoints: [Endpoint]) {
        for endpoint in endpoints {
            for path in endpoint.paths {
                for method in endpoint.methods {
                    tree.add(method, path, route: routes.count)
                    routes.append(endpoint)
                }
            }
        }
    }

    /// The match of an endpoint; nil where there is none.
    func endpoint(_ method: HTTPMethod, _ path: String) -> EndpointTable.Match? {
        guard case .found(let route, let parameters) = tree.match(method, path: path) else { return nil }
        return .found(routes[route], parameters)
    }

    func match(_ method: HTTPMethod, _ path: String) -> EndpointTable.Match {
        switch tree.match(method, path: path) {
        case .found(let route, let parameters): .found(routes[route], parameters)
        case .methodNotAllowed(let allowed): methodNotAllowed(allowed, path)
        case .notFound: .notFound
        }
    }

    private func methodNotAllowed(_ allowed: [HTTPMethod], _ path: String) -> EndpointTable.Match {
        guard let first = allowed.first, case .found(let route, let parameters) = tree.match(first, path: path) else {
            return .notFound
        }
        return .methodNotAllowed(allowed: allowed, routes[route], parameters)
    }

    func methods(at path: String) -> [HTTPMethod] {
        // No endpoint has an empty method, so the result lists all methods, with HEAD for every GET.
        guard case .methodNotAllowed(let allowed) = tree.match(HTTPMethod(rawValue: ""), path: path) else { return [] }
        return allowed.filter { $0 != .head }
    }
}

/// Routes that are made when the first request needs them; further threads wait until they are made.
private final class LateRoutes: Sendable {
    private let made = Lock<EndpointRoutes?>(nil)
    private let endpoints: @Sendable () -> [Endpoint]

    init(_ endpoints: @escaping @Sendable () -> [Endpoint]) {
        self.endpoints = endpoints
    }

    var routes: EndpointRoutes {
        made.withLock { made in
            if let made { return made }
            let routes = EndpointRoutes(endpoints())
            made = routes
            return routes
        }
    }
}
