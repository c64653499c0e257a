import MockOktaFormats

/// Builds a server's policies in order of priority.
struct PoliciesBuilder {
    private(set) var policies: [AccessPolicy] = []
    private let merge: FixtureMerge
    private let address: String
    private let server: PolicyWarnings.Server
    private let context: PolicyContext

    init(
        _ merge: FixtureMerge,
        server number: Int,
        address: String,
        _ server: PolicyWarnings.Server,
        _ context: PolicyContext
    ) {
        self.merge = merge
        self.address = address
        self.server = server
        self.context = context
        for (number, row) in merge.children(of: number, in: .policies) { policies.append(policy(row, number)) }
    }

    private func policy(_ row: FixtureTable.Row, _ number: Int) -> AccessPolicy {
        let node = row.node
        let name = row.name ?? ""
        let path = "\(address)/\(name)"
        var policy = AccessPolicy(
            id: Identifier(rawValue: node["id"]?.string ?? IdentifierPrefix.policy.derived(from: path)),
            name: name,
            priority: row.rank,
            clients: clients(node),
            rules: []
        )
        policy.isActive = node.isActive
        policy.source = node.object(without: "rules")
        let rules = merge.children(of: number, in: .rules)
        policy.rules = rules.map { _, row in
            RuleBuilder(
                row.node,
                name: row.name ?? "",
                priority: row.rank,
                policy: path,
                context,
                log: context.log
            ).rule
        }
        PolicyWarnings(policy, node, rules.map(\.row.node), server: server, context).report()
        return policy
    }

    private func clients(_ node: FixtureNode) -> AccessPolicy.Clients {
        let include = node["conditions", "clients", "include"]
        if include?.strings.contains("ALL_CLIENTS") == true { return .all }
        return .only(Set(texts: context.applications.references.resolve(each: include, context.log)))
    }
}
