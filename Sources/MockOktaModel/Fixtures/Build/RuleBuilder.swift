import MockOktaFormats

/// Builds one policy rule.
struct RuleBuilder {
    let rule: AccessPolicyRule

    /// The names of server and policy make the rule's id unique, because rule names are unique only within a policy.
    ///
    /// - Parameters:
    ///   - node: the rule.
    ///   - name: its name, given or generated.
    ///   - priority: its priority within the policy.
    ///   - policy: the names of server and policy.
    ///   - references: finds the users and groups that the rule refers to.
    ///   - log: receives a problem if all of the rule's users and groups were deleted.
    init(
        _ node: FixtureNode,
        name: String,
        priority: Int,
        policy: String,
        _ references: some PeopleReferences,
        log: ProblemLog
    ) {
        let scopes = node["conditions", "scopes", "include"]?.strings ?? []
        let people = Self.people(node["conditions", "people"], references)
        // Without the deleted users and groups the rule would match every user.
        let isEmptied = people.includesNobodyInParticular && Self.includesAnybody(node["conditions", "people"])
        if isEmptied, node.isActive, !log.hasErrors {
            log.warning(node, "includes only users and groups that were deleted: it is inactive now")
        }
        rule = AccessPolicyRule(
            id: Identifier(
                rawValue: node["id"]?.string ?? IdentifierPrefix.policyRule.derived(from: "\(policy)/\(name)")
            ),
            name: name,
            priority: priority,
            isActive: node.isActive && !isEmptied,
            grantTypes: Set(texts: node["conditions", "grantTypes", "include"]?.strings ?? []),
            people: people,
            scopes: scopes.contains("*") ? .all : .only(scopes),
            lifetimes: Self.lifetimes(node["actions", "token"]),
            source: node.object
        )
    }

    static func includesAnybody(_ node: FixtureNode?) -> Bool {
        !(node?["users", "include"]?.strings ?? []).isEmpty || !(node?["groups", "include"]?.strings ?? []).isEmpty
    }

    static func people(
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
