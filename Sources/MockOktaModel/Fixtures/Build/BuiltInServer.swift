import MockOktaFormats

/// The `default` server of a developer org (Okta, "Default custom authorization server").
enum BuiltInServer {
    static let name = "default"
    static let id = AuthorizationServerID(rawValue: IdentifierPrefix.authorizationServer.derived(from: "default"))
    static let audience = "api://default"
    static let source: JSONObject = [
        "description": "Default Authorization Server for your Applications", "default": true,
    ]
}

extension AccessPolicy {
    /// Okta's default rule has four grants; newer ones must be added by hand, as in Okta.
    static func builtIn(allowsEveryGrant: Bool) -> AccessPolicy {
        let okta: [GrantType] = [.authorizationCode, .clientCredentials, .implicit, .password]
        let grants = allowsEveryGrant ? GrantType.allCases : okta
        var people = AccessPolicyRule.People()
        people.includesEveryone = true
        let rule = AccessPolicyRule(
            id: Identifier(rawValue: IdentifierPrefix.policyRule.derived(from: "default/Default Policy Rule")),
            name: "Default Policy Rule",
            grantTypes: Set(grants.map(\.rawValue)),
            people: people
        )
        var policy = AccessPolicy(
            id: Identifier(rawValue: IdentifierPrefix.policy.derived(from: "default/Default Policy")),
            name: "Default Policy",
            clients: .all,
            rules: [rule]
        )
        policy.source = ["description": "Default policy description"]
        return policy
    }
}
