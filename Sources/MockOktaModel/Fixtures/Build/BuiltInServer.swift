import MockOktaFormats

/// The `default` server of a developer org (Okta, "Default custom authorization server").
extension AuthorizationServer {
    static func builtIn() -> AuthorizationServer {
        var server = AuthorizationServer(
            id: AuthorizationServerID(rawValue: IdentifierPrefix.authorizationServer.derived(from: "default")),
            name: "default",
            address: "default",
            audience: "api://default"
        )
        server.source = ["description": "Default Authorization Server for your Applications", "default": true]
        return server
    }
}

extension AccessPolicy {
    /// Okta's default rule has four grants; newer ones must be added by hand, as in Okta.
    static func builtIn(allowsEveryGrant: Bool) -> AccessPolicy {
        let okta: [GrantType] = [.authorizationCode, .clientCredentials, .implicit, .password]
        let grants = allowsEveryGrant ? GrantType.allCases : okta
        var rule = AccessPolicyRule(
            id: Identifier(rawValue: IdentifierPrefix.policyRule.derived(from: "default/Default Policy Rule")),
            name: "Default Policy Rule",
            grantTypes: Set(grants.map(\.rawValue))
        )
        rule.people.includesEveryone = true
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
