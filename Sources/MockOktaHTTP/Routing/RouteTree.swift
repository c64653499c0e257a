import MockOktaFormats

/// The search of `RouteTable`: a tree of pattern segments, whose leaves are route numbers.
///
/// It is not generic, so that it is compiled once, for concrete types: a generic search would look up type metadata at
/// every step, which costs ten times as much as the comparison. A path is read as bytes, in place.
package struct RouteTree: Sendable {
    package enum Match: Sendable {
        case found(route: Int, RouteParameters)
        case methodNotAllowed(allowed: [HTTPMethod])
        case notFound
    }

    private struct Route: Sendable {
        let method: HTTPMethod
        let names: [String]
        let number: Int
    }

    /// A literal segment that may follow a node, linked to the next one; they are so few that comparing them one by one
    /// costs less than hashing a segment.
    private struct Literal: Sendable {
        let text: Range<Int>
        let node: Int
        let next: Int?
    }

    /// Nodes and literals refer to each other by index and own nothing, so that traversal does no reference counting.
    private struct Node: Sendable {
        var literal: Int?
        var parameter: Int?
        var rest: Int?
    }

    private var nodes = [Node()]
    private var literals: [Literal] = []
    /// The bytes of all literals.
    private var texts: [UInt8] = []
    /// The routes that end at each node.
    private var routes: [[Route]] = [[]]

    package init() {}

    /// Adds a route; a segment in braces matches any one non-empty segment, a last segment `*` one or more of them.
    package mutating func add(_ method: HTTPMethod, _ pattern: String, route number: Int) {
        var node = 0
        var names: [String] = []
        let bytes = pattern.utf8.span
        var start = 1
        while start <= bytes.count {
            let end = bytes.firstIndex(of: UInt8(ascii: "/"), from: start) ?? bytes.count
            let segment = bytes.extracting(start..<end)
            if segment.count >= 2, segment[0] == UInt8(ascii: "{"), segment[segment.count - 1] == UInt8(ascii: "}") {
                names.append(String(wire: segment.extracting(1..<segment.count - 1)))
                node = parameter(of: node)
            } else if end == bytes.count, segment.count == 1, segment[0] == UInt8(ascii: "*") {
                node = rest(of: node)
            } else {
                node = literal(segment, of: node)
            }
            start = end + 1
        }
        precondition(!routes[node].contains { $0.method == method }, "two routes for \(method) \(pattern)")
        routes[node].append(Route(method: method, names: names, number: number))
    }

    private mutating func parameter(of node: Int) -> Int {
        if let existing = nodes[node].parameter { return existing }
        nodes[node].parameter = nodes.count
        return newNode()
    }

    private mutating func rest(of node: Int) -> Int {
        if let existing = nodes[node].rest { return existing }
        nodes[node].rest = nodes.count
        return newNode()
    }

    private mutating func literal(_ segment: Span<UInt8>, of node: Int) -> Int {
        if let existing = child(segment, of: node) { return existing }
        let text = texts.count..<texts.count + segment.count
        texts.append(copying: segment)
        literals.append(Literal(text: text, node: nodes.count, next: nodes[node].literal))
        nodes[node].literal = literals.count - 1
        return newNode()
    }

    private mutating func newNode() -> Int {
        nodes.append(Node())
        routes.append([])
        return nodes.count - 1
    }

    private func child(_ segment: Span<UInt8>, of node: Int) -> Int? {
        var next = nodes[node].literal
        while let index = next {
            let literal = literals[index]
            if literal.text.count == segment.count, texts.span.extracting(literal.text).equals(segment) {
                return literal.node
            }
            next = literal.next
        }
        return nil
    }
}

extension RouteTree {
    private struct Search {
        let method: HTTPMethod
        /// The byte that ends a segment.
        let separator: UInt8
        var captured = RouteParameters.Values()
        var allowed: [HTTPMethod] = []
    }

    /// Literal segments take precedence over parameters, these over `*`; a path with malformed escapes is not found.
    package func match(_ method: HTTPMethod, path: String) -> Match {
        let bytes = path.utf8.span
        guard bytes.count > 0, bytes[0] == UInt8(ascii: "/") else { return .notFound }
        guard bytes.contains(UInt8(ascii: "%")) else {
            return match(bytes, Search(method: method, separator: UInt8(ascii: "/")))
        }
        guard let resolved = PathSegments.resolved(bytes) else { return .notFound }
        return match(resolved.span, Search(method: method, separator: PathSegments.separator))
    }

    private func match(_ path: Span<UInt8>, _ start: Search) -> Match {
        var search = start
        if let found = find(path, from: 1, at: 0, &search) { return found }
        return search.allowed.isEmpty ? .notFound : .methodNotAllowed(allowed: search.allowed)
    }

    /// `start` is the index of the next segment; it is one beyond the path's end when there is none.
    private func find(_ path: Span<UInt8>, from start: Int, at node: Int, _ search: inout Search) -> Match? {
        guard start <= path.count else { return endpoint(routes[node], &search) }
        let end = path.firstIndex(of: search.separator, from: start) ?? path.count
        let segment = path.extracting(start..<end)
        if let child = child(segment, of: node), let found = find(path, from: end + 1, at: child, &search) {
            return found
        }
        if let parameter = nodes[node].parameter, !segment.isEmpty {
            search.captured.append(String(wire: segment))
            if let found = find(path, from: end + 1, at: parameter, &search) { return found }
            search.captured.removeLast()
        }
        guard let rest = nodes[node].rest, Self.hasOnlySegments(path, from: start, search.separator) else { return nil }
        return endpoint(routes[rest], &search)
    }

    /// Whether no segment is empty, from the one at `start` on.
    private static func hasOnlySegments(_ path: Span<UInt8>, from start: Int, _ separator: UInt8) -> Bool {
        var start = start
        while start <= path.count {
            let end = path.firstIndex(of: separator, from: start) ?? path.count
            guard end > start else { return false }
            start = end + 1
        }
        return true
    }

    /// The GET route serves HEAD; the writer omits its body (RFC 9110 §9.3.2).
    private func endpoint(_ routes: [Route], _ search: inout Search) -> Match? {
        for route in routes where route.method == search.method {
            return .found(route: route.number, RouteParameters(route.names, search.captured))
        }
        if search.method == .head, let route = routes.first(where: { $0.method == .get }) {
            return .found(route: route.number, RouteParameters(route.names, search.captured))
        }
        let methods = routes.map(\.method) + (routes.contains { $0.method == .get } ? [.head] : [])
        for method in methods where !search.allowed.contains(method) { search.allowed.append(method) }
        return nil
    }
}
