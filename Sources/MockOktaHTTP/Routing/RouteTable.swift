/// Finds the endpoint of a method and path among patterns such as `/oauth2/{server}/v1/token`.
///
/// A tree of segments: the cost depends on the length of a path, not on the number of routes.
package struct RouteTable<Endpoint: Sendable>: Sendable {
    package enum Match: Sendable {
        case found(Endpoint, RouteParameters)
        /// The path exists, under these methods only (for `Allow`, RFC 9110 §15.5.6).
        case methodNotAllowed(allowed: [HTTPMethod])
        case notFound
    }

    private struct Route: Sendable {
        let method: HTTPMethod
        let names: [String]
        let endpoint: Endpoint
    }

    private struct Literal: Sendable {
        let segment: String
        let node: Int
    }

    /// Nodes refer to each other by index, as a struct cannot hold itself.
    private struct Node: Sendable {
        /// Few enough to be compared one by one, which costs less than to hash a segment.
        var literals: [Literal] = []
        var parameter: Int?
        var routes: [Route] = []
    }

    private var nodes = [Node()]

    package init() {}

    /// Adds a route; a segment in braces captures any one segment that is not empty.
    package mutating func add(_ method: HTTPMethod, _ pattern: String, _ endpoint: Endpoint) {
        var node = 0
        var names: [String] = []
        for segment in pattern.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            if segment.first == "{", segment.last == "}" {
                names.append(String(segment.dropFirst().dropLast()))
                node = parameter(of: node)
            } else {
                node = literal(String(segment), of: node)
            }
        }
        nodes[node].routes.removeAll { $0.method == method }
        nodes[node].routes.append(Route(method: method, names: names, endpoint: endpoint))
    }

    /// Literal segments win over parameters; a path whose escapes are malformed is not found.
    package func match(_ method: HTTPMethod, path: String) -> Match {
        guard let segments = PathSegment.decoded(path) else { return .notFound }
        var search = Search(method: method, segments: segments)
        if let found = find(&search, at: 0, depth: 0) { return found }
        return search.allowed.isEmpty ? .notFound : .methodNotAllowed(allowed: search.allowed)
    }

    private mutating func parameter(of node: Int) -> Int {
        if let existing = nodes[node].parameter { return existing }
        nodes.append(Node())
        nodes[node].parameter = nodes.count - 1
        return nodes.count - 1
    }

    private mutating func literal(_ segment: String, of node: Int) -> Int {
        if let existing = nodes[node].literals.first(where: { $0.segment == segment }) { return existing.node }
        nodes.append(Node())
        nodes[node].literals.append(Literal(segment: segment, node: nodes.count - 1))
        return nodes.count - 1
    }
}

extension RouteTable {
    private struct Search {
        let method: HTTPMethod
        let segments: [String]
        var captured: [String] = []
        var allowed: [HTTPMethod] = []
    }

    private func find(_ search: inout Search, at node: Int, depth: Int) -> Match? {
        guard depth < search.segments.count else { return endpoint(&search, nodes[node].routes) }
        let segment = search.segments[depth]
        if let literal = nodes[node].literals.first(where: { $0.segment == segment }),
            let found = find(&search, at: literal.node, depth: depth + 1)
        {
            return found
        }
        guard let parameter = nodes[node].parameter, !segment.isEmpty else { return nil }
        search.captured.append(segment)
        defer { search.captured.removeLast() }
        return find(&search, at: parameter, depth: depth + 1)
    }

    /// HEAD is served by the route of GET, whose body the writer leaves out (RFC 9110 §9.3.2).
    private func endpoint(_ search: inout Search, _ routes: [Route]) -> Match? {
        let wanted = search.method
        let route =
            routes.first { $0.method == wanted } ?? (wanted == .head ? routes.first { $0.method == .get } : nil)
        if let route {
            let parameters = zip(route.names, search.captured).map(RouteParameters.Parameter.init)
            return .found(route.endpoint, RouteParameters(parameters))
        }
        let methods = routes.map(\.method) + (routes.contains { $0.method == .get } ? [.head] : [])
        for method in methods where !search.allowed.contains(method) { search.allowed.append(method) }
        return nil
    }
}
