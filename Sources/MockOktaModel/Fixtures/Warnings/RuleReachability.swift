import MockOktaFormats

/// Determines whether any request can match a rule.
struct RuleReachability {
    private let rule: AccessPolicyRule
    private let policy: AccessPolicy
    private let context: PolicyContext

    init(_ rule: AccessPolicyRule, _ policy: AccessPolicy, _ context: PolicyContext) {
        self.rule = rule
        self.policy = policy
        self.context = context
    }

    /// The reason why no request matches; nil when one may match, and when a more specific warning covers it.
    func whyNever(after earlier: [AccessPolicyRule]) -> String? {
        guard rule.isActive, policy.isActive, !rule.grantTypes.isEmpty else { return nil }
        let grants = rule.grantTypes.compactMap { GrantType(rawValue: $0.text) }.filter(
            TypicalGrantTypes.inRules.contains
        )
        guard !grants.isEmpty else {
            return "\(rule.grantTypes.sortedTexts.joined(separator: ", ")) has no effect in a rule"
        }
        if grants == [.clientCredentials], !people.includesNobodyInParticular, !people.includesEveryone {
            return "client_credentials has no user, and the rule names people"
        }
        if let why = whyNoClient(grants) { return why }
        return earlier.first { $0.isActive && Self.covers($0, rule) }.map { "\"\($0.name)\" before it matches first" }
    }

    private var people: AccessPolicyRule.People { rule.people }

    private func whyNoClient(_ grants: [GrantType]) -> String? {
        guard case .only(let clients) = policy.clients, !clients.isEmpty else { return nil }
        let apps = context.applications.applications.filter { clients.contains($0.clientID) }
        guard !apps.isEmpty, !apps.contains(where: { app in grants.contains(where: app.allows) }) else { return nil }
        return "none of the policy's clients may use \(grants.map(\.rawValue).sorted().joined(separator: ", "))"
    }

    /// Whether the first rule matches every request that the second one matches.
    private static func covers(_ first: AccessPolicyRule, _ second: AccessPolicyRule) -> Bool {
        let excludesNobody = first.people.excludedUsers.isEmpty && first.people.excludedGroups.isEmpty
        let isOpen =
            first.people.includesEveryone || (first.people.includesNobodyInParticular && excludesNobody)
        return isOpen && first.scopes == .all && first.grantTypes.isSuperset(of: second.grantTypes)
    }
}
