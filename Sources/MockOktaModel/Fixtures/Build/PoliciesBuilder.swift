/// Makes a server's policies in order of priority.
struct PoliciesBuilder {
    private(set) var policies: [AccessPolicy] = []
    private let context: PolicyContext
    private let address: String
    private let server: PolicyWarnings.Server

    init(
        _ children: [ServerChildren.Policy],
        server address: String,
        _ server: PolicyWarnings.Server,
        _ context: PolicyContext
    ) {
        self.context = context
        self.address = address
        self.server = server
        for (place, child) in Self.ordered(children, by: \.node).enumerated() {
            policies.append(policy(child, place: place + 1))
        }
    }

    private func policy(_ child: ServerChildren.Policy, place: Int) -> AccessPolicy {
        let node = child.node
        let name = node["name"]?.string ?? "Policy \(place)"
        let path = "\(address)/\(name)"
        var policy = AccessPolicy(
            id: Identifier(rawValue: node["id"]?.string ?? IdentifierPrefix.policy.derived(from: path)),
            name: name,
            clients: clients(node),
            rules: []
        )
        policy.isActive = node.isActive
        policy.source = node.object(without: "rules")
        let rules = Self.ordered(child.rules, by: \.self)
        policy.rules = rules.enumerated().map { place, rule in
            RuleBuilder(rule, place: place + 1, policy: path, context).rule
        }
        PolicyWarnings(policy, node, rules, server: server, context).report()
        return policy
    }

    private func clients(_ node: FixtureNode) -> AccessPolicy.Clients {
        let include = node["conditions", "clients", "include"]
        if include?.strings.contains("ALL_CLIENTS") == true { return .all }
        return .only(Set(context.applications.references.resolve(each: include, context.log)))
    }

    /// By `priority`; the place in the array counts where none is given.
    static func ordered<Item>(_ items: [Item], by node: (Item) -> FixtureNode) -> [Item] {
        let ranked = items.enumerated().map { place, item in
            (rank: node(item)["priority"]?.integer ?? place + 1, place: place, item: item)
        }
        return ranked.sorted { ($0.rank, $0.place) < ($1.rank, $1.place) }.map(\.item)
    }
}
