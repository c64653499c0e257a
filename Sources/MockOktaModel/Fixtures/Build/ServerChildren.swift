/// Sorts scopes, claims, keys and policies by server, and rules by policy; complains of those whose parent is unknown.
struct ServerChildren {
    struct Policy {
        let node: FixtureNode
        let rules: [FixtureNode]
    }

    struct Own {
        var scopes: [FixtureNode] = []
        var claims: [FixtureNode] = []
        var keys: [FixtureNode] = []
        var policies: [Policy] = []
    }

    private let rows: [FixtureCollection: [String: [FixtureTable.Row]]]
    private let rules: [String: [FixtureNode]]

    init(_ merge: FixtureMerge, log: ProblemLog) {
        let servers = merge.rows(.authorizationServers)
        var known = Set(servers.flatMap { ServerName($0.node).aliases + [$0.node.top.path] })
        if servers.isEmpty { known.insert("default") }
        var rows: [FixtureCollection: [String: [FixtureTable.Row]]] = [:]
        for collection in [FixtureCollection.scopes, .claims, .keys, .policies] {
            let present = merge.rows(collection).filter { row in
                !ForeignRow.includes(row, in: collection) && Self.isPlaced(row, known, "authorization server", log)
            }
            rows[collection] = Dictionary(grouping: present) { $0.parent ?? "" }
        }
        let policies = Set(merge.rows(.policies).flatMap { PolicyName($0.node, server: $0.parent).aliases })
        let placed = merge.rows(.rules).filter { row in
            !ForeignRow.includes(row, in: .rules) && Self.isPlaced(row, policies, "policy", log)
        }
        rules = Dictionary(grouping: placed) { $0.parent ?? "" }.mapValues { $0.map(\.node) }
        self.rows = rows
    }

    /// All that belongs to the server of these names.
    func of(_ names: [String]) -> Own {
        var own = Own()
        var seen: Set<String> = []
        for name in names where seen.insert(name).inserted {
            own.scopes += rows[.scopes]?[name]?.map(\.node) ?? []
            own.claims += rows[.claims]?[name]?.map(\.node) ?? []
            own.keys += rows[.keys]?[name]?.map(\.node) ?? []
            own.policies += rows[.policies]?[name]?.map { policy($0) } ?? []
        }
        return own
    }

    private func policy(_ row: FixtureTable.Row) -> Policy {
        let names = PolicyName(row.node, server: row.parent).aliases
        return Policy(node: row.node, rules: names.flatMap { rules[$0] ?? [] })
    }

    private static func isPlaced(
        _ row: FixtureTable.Row,
        _ known: Set<String>,
        _ kind: String,
        _ log: ProblemLog
    ) -> Bool {
        guard let parent = row.parent else {
            log.error(row.node, "belongs to no \(kind) (allowed: _links.self.href whose path names it)")
            return false
        }
        guard !known.contains(parent) else { return true }
        let link = row.node["_links", "self", "href"] ?? row.node
        let suggestion = Wording.didYouMean(parent, among: known.sorted())
        log.error(link, "belongs to the \(kind) \(Wording.quoted(parent)), which no fixture has\(suggestion)")
        return false
    }
}
