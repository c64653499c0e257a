import MockOktaFormats

/// The `default` server of a developer org (Okta, "Default custom authorization server").
enum BuiltInServer {
    static let id = IdentifierPrefix.authorizationServer.derived(from: "default")

    static let ruleName = "Default Policy Rule"

    /// The server as a file before the user's files, which extend or replace its objects.
    ///
    /// Okta's default rule has four grant types; newer ones must be added explicitly, as in Okta.
    static func fixture(_ mock: FixtureNode?) -> FixtureSource {
        let okta: [GrantType] = [.authorizationCode, .clientCredentials, .implicit, .password]
        let grants = mock?["defaultServerGrants"]?.string == "all" ? GrantType.allCases : okta
        let rule: JSON = [
            "name": .string(ruleName),
            "conditions": [
                "people": ["groups": ["include": ["EVERYONE"]]],
                "grantTypes": ["include": .strings(grants.map(\.rawValue))],
                "scopes": ["include": ["*"]],
            ],
        ]
        let policy: JSON = [
            "name": "Default Policy", "description": "Default policy description",
            "conditions": ["clients": ["include": ["ALL_CLIENTS"]]], "rules": [rule],
        ]
        let server: JSON = [
            "name": "default", "description": "Default Authorization Server for your Applications",
            "audiences": ["api://default"], "default": true, "policies": [policy],
        ]
        let fixture: JSON = ["authorizationServers": [server]]
        return FixtureSource(name: "Okta's built-in server", bytes: fixture.serialized())
    }
}
