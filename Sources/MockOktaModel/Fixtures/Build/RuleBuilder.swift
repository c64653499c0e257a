/// Makes one policy rule.
struct RuleBuilder {
    private(set) var rule: AccessPolicyRule
    private let context: PolicyContext

    /// The name of server and policy makes the rule's id unique: its own name is so only among its siblings.
    init(_ node: FixtureNode, place: Int, policy: String, _ context: PolicyContext) {
        self.context = context
        let name = node["name"]?.string ?? "Rule \(place)"
        rule = AccessPolicyRule(
            id: Identifier(
                rawValue: node["id"]?.string ?? IdentifierPrefix.policyRule.derived(from: "\(policy)/\(name)")
            ),
            name: name,
            grantTypes: Set(node["conditions", "grantTypes", "include"]?.strings ?? [])
        )
        rule.isActive = node.isActive
        rule.source = node.object
        readPeople(node["conditions", "people"])
        let scopes = node["conditions", "scopes", "include"]?.strings ?? []
        rule.scopes = scopes.contains("*") ? .all : .only(scopes)
        readLifetimes(node["actions", "token"])
    }

    private mutating func readPeople(_ people: FixtureNode?) {
        let users = people?["users"]
        let groups = people?["groups"]
        let directory = context.directory
        rule.people.includedUsers = Set(directory.userReferences.resolve(each: users?["include"], context.log))
        rule.people.excludedUsers = Set(directory.userReferences.resolve(each: users?["exclude"], context.log))
        rule.people.includedGroups = Set(directory.groupReferences.resolve(each: groups?["include"], context.log))
        rule.people.excludedGroups = Set(directory.groupReferences.resolve(each: groups?["exclude"], context.log))
        rule.people.includesEveryone = rule.people.includedGroups.remove(directory.everyone) != nil
    }

    private mutating func readLifetimes(_ token: FixtureNode?) {
        let standard = TokenLifetimes.standard
        func minutes(_ name: String, _ fallback: Int32) -> Int32 {
            token?[name]?.integer.flatMap { Int32(exactly: $0) } ?? fallback
        }
        rule.lifetimes = TokenLifetimes(
            accessMinutes: minutes("accessTokenLifetimeMinutes", standard.accessMinutes),
            refreshMinutes: minutes("refreshTokenLifetimeMinutes", standard.refreshMinutes),
            windowMinutes: minutes("refreshTokenWindowMinutes", standard.windowMinutes)
        )
    }
}
