/// Makes one policy rule.
struct RuleBuilder {
    let rule: AccessPolicyRule

    /// The name of server and policy makes the rule's id unique: its own name is so only among its siblings.
    init(_ node: FixtureNode, place: Int, policy: String, _ references: some PeopleReferences) {
        let name = node["name"]?.string ?? "Rule \(place)"
        let scopes = node["conditions", "scopes", "include"]?.strings ?? []
        rule = AccessPolicyRule(
            id: Identifier(
                rawValue: node["id"]?.string ?? IdentifierPrefix.policyRule.derived(from: "\(policy)/\(name)")
            ),
            name: name,
            isActive: node.isActive,
            grantTypes: Set(node["conditions", "grantTypes", "include"]?.strings ?? []),
            people: Self.people(node["conditions", "people"], references),
            scopes: scopes.contains("*") ? .all : .only(scopes),
            lifetimes: Self.lifetimes(node["actions", "token"]),
            source: node.object
        )
    }

    private static func people(
        _ node: FixtureNode?,
        _ references: some PeopleReferences
    ) -> AccessPolicyRule.People {
        func users(_ name: String) -> Set<UserID> { Set(references.users(node?["users", name])) }
        func groups(_ name: String) -> Set<GroupID> { Set(references.groups(node?["groups", name])) }
        var people = AccessPolicyRule.People()
        people.includedUsers = users("include")
        people.excludedUsers = users("exclude")
        people.includedGroups = groups("include")
        people.excludedGroups = groups("exclude")
        people.includesEveryone = people.includedGroups.remove(references.everyone) != nil
        return people
    }

    private static func lifetimes(_ token: FixtureNode?) -> TokenLifetimes {
        let standard = TokenLifetimes.standard
        func minutes(_ name: String, _ fallback: Int32) -> Int32 {
            token?[name]?.integer.flatMap { Int32(exactly: $0) } ?? fallback
        }
        return TokenLifetimes(
            accessMinutes: minutes("accessTokenLifetimeMinutes", standard.accessMinutes),
            refreshMinutes: minutes("refreshTokenLifetimeMinutes", standard.refreshMinutes),
            windowMinutes: minutes("refreshTokenWindowMinutes", standard.windowMinutes)
        )
    }
}
