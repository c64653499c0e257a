import MockOktaModel
import Testing

/// The words that a fixture file may hold, written out from the contract rather than taken from the schema.
struct FixtureVocabularyTests {
    private func problems(_ text: String) -> [String] {
        FixtureReader.read([FixtureSource(name: "f.json5", bytes: Array(text.utf8))]).problems.map(\.description)
    }

    private func allowed(_ words: String) -> String {
        " (allowed: " + words.split(separator: " ").map { "\"\($0)\"" }.joined(separator: ", ") + ")"
    }

    @Test func `top-level keys`() {
        let words = """
            org users groups apps authorizationServers policies rules scopes claims keys trustedOrigins apiTokens \
            appUsers appGroups groupMembers groupRules refreshTokens authenticators inlineHooks eventHooks zones \
            logStreams idps mock
            """
        #expect(problems("{zzzzzzzzzz: []}") == ["f.json5:1:2: zzzzzzzzzz: is not known" + allowed(words)])
    }

    @Test func `grant types`() {
        let words = """
            authorization_code implicit refresh_token password client_credentials interaction_code \
            urn:ietf:params:oauth:grant-type:device_code urn:ietf:params:oauth:grant-type:token-exchange \
            urn:ietf:params:oauth:grant-type:saml2-bearer urn:ietf:params:oauth:grant-type:jwt-bearer \
            urn:openid:params:grant-type:ciba urn:okta:params:oauth:grant-type:otp \
            urn:okta:params:oauth:grant-type:oob http://auth0.com/oauth/grant-type/mfa-otp \
            http://auth0.com/oauth/grant-type/mfa-oob urn:okta:params:oauth:grant-type:webauthn \
            urn:okta:params:oauth:grant-type:mfa-webauthn
            """
        let found = problems(#"{apps: [{client_id: "x", grant_types: ["z"]}]}"#)
        #expect(found.first == #"f.json5:1:40: apps[0].grant_types[0]: is "z""# + allowed(words))
    }

    @Test(
        arguments: [
            ("users: [{status: 'z', profile: {login: 'a'}}]", "ACTIVE"),
            ("users: [{status: 'z', profile: {login: 'a'}}]", "LOCKED_OUT"),
            ("users: [{status: 'z', profile: {login: 'a'}}]", "PASSWORD_EXPIRED"),
            ("apps: [{client_id: 'x', application_type: 'z'}]", "browser"),
            ("apps: [{client_id: 'x', token_endpoint_auth_method: 'z'}]", "private_key_jwt"),
            ("apps: [{client_id: 'x', consent_method: 'z'}]", "REQUIRED"),
            ("mock: {rateLimits: 'z'}", "enforce"), ("mock: {secondFactor: 'z'}", "required"),
            ("mock: {spaRefreshTokens: 'z'}", "legacy"),
            ("mock: {oidcScopesInRules: 'z'}", "always"), ("mock: {defaultServerGrants: 'z'}", "all"),
        ]
    )
    func `words that settings take`(fixture: String, word: String) {
        let found = problems("{\(fixture)}")
        #expect(found.contains { $0.contains("is \"z\"") && $0.contains("\"\(word)\"") }, "\(found)")
    }
}
