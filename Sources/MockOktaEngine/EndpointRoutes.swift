import MockOktaAuthorization
import MockOktaHTTP
import MockOktaModel

/// Which endpoint of an authorization server a request is for.
///
/// Not a `RouteTable`: generic code of another module would look up its own types for every request.
struct EndpointRoutes: Sendable {
    enum Match: Sendable {
        case found(AuthorizationEndpoint, RouteParameters)
        case methodNotAllowed(allowed: [HTTPMethod])
        case notFound
    }

    private var tree = RouteTree()
    private var endpoints: [AuthorizationEndpoint] = []

    init() {
        for endpoint in AuthorizationEndpoint.allCases {
            for pattern in endpoint.patterns {
                for method in endpoint.methods {
                    tree.add(method, pattern, route: endpoints.count)
                    endpoints.append(endpoint)
                }
            }
        }
    }

    func match(_ method: HTTPMethod, path: String) -> Match {
        switch tree.match(method, path: path) {
        case .found(let route, let parameters): .found(endpoints[route], parameters)
        case .methodNotAllowed(let allowed): .methodNotAllowed(allowed: allowed)
        case .notFound: .notFound
        }
    }
}

extension EndpointRoutes.Match {
    var isForKeys: Bool {
        if case .found(.keys, _) = self { true } else { false }
    }

    /// The server that the path speaks of, active or not.
    func server(in organization: Organization) -> AuthorizationServer? {
        guard case .found(_, let parameters) = self else { return nil }
        guard let address = parameters["server"] else { return organization.contents.orgServer }
        return organization.authorizationServer(at: address)
    }
}
