import MockOktaCrypto
import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What a code is, and what redeeming it does not do.
@Suite struct CodeRulesTests {
    @Test(.rule("format.code"))
    func `a code has 43 characters of base64url`() throws {
        let code = try OAuthClient(TestDouble()).code()
        #expect(Base64URL.decode(code)?.count == 32)
        #expect(code.utf8.count == 43)
    }

    @Test(.rule("code.replay"))
    func `a replayed code is refused and takes nothing along`() throws {
        let client = OAuthClient(try TestDouble())
        let form = OAuthClient.redeem(try client.code(["scope": "openid offline_access"]))
        let tokens = try client.token(form, basic: OAuthClient.web)
        #expect(try client.token(form, basic: OAuthClient.web).error == "invalid_grant")
        for member in ["access_token", "refresh_token"] {
            #expect(try client.introspect(tokens.string(member), basic: OAuthClient.web)["active"] == true)
        }
    }

    /// Verifiers whose S256 is the challenge all the same.
    @Test(
        .rule("pkce.verifier-form"),
        arguments: [
            (String(repeating: "a", count: 42), false), (String(repeating: "a", count: 43), true),
            (String(repeating: "-._~", count: 32), true), (String(repeating: "a", count: 129), false),
            (String(repeating: "a", count: 171), false), (String(repeating: "a", count: 43) + "=", false),
            (String(repeating: "a", count: 43) + "+", false), (String(repeating: "a", count: 43) + " ", false),
            (String(repeating: "a", count: 43) + "\u{E9}", false),
        ]
    )
    func `a code verifier has 43 to 128 unreserved characters`(verifier: String, isRight: Bool) throws {
        let client = OAuthClient(try TestDouble())
        let challenge = Base64URL.encode(SHA256.digest(Array(verifier.utf8)))
        let code = try client.code(["code_challenge": challenge, "code_challenge_method": "S256"])
        let form = OAuthClient.redeem(code).filter { $0.0 != "code_verifier" } + [("code_verifier", verifier)]
        let answer = try client.token(form, basic: OAuthClient.web)
        #expect(answer.status == (isRight ? 200 : 400), "\(answer)")
        guard !isRight else { return }
        #expect(answer.error == "invalid_grant" && answer.errorDescription == "PKCE verification failed.")
    }

    @Test(.rule("code.session"))
    func `a code dies with the session in which it was issued`() throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        let code = try #require(try client.signIn(browser, OAuthClient.authorize()).redirect["code"])
        #expect(try browser.get("/login/signout").status == 200)
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        #expect(answer.errorDescription == "The authorization code is invalid or has expired.", "\(answer)")
    }

    /// A claim that cannot be evaluated: mended by a change of the fixture.
    private static func broken(_ value: String) -> String {
        """
        {authorizationServers: [{id: 'ausd4kfn3xVx9mZTE5d7', claims: [
            {name: 'fragile', claimType: 'RESOURCE', valueType: 'EXPRESSION', value: "\(value)"}]}]}
        """
    }

    @Test(.rule("code.refused-keeps"))
    func `a code whose tokens cannot be made can be redeemed when they can`() throws {
        let builtIn = try TestOrganization.builtIn()
        let double = try TestDouble()
        let client = OAuthClient(double)
        let form = OAuthClient.redeem(try client.code())
        try double.change(to: [builtIn, Self.broken("noSuchFunction(user.login)")])
        let refused = try client.token(form, basic: OAuthClient.web)
        #expect(refused.status != 200, "\(refused)")
        try double.change(to: [builtIn])
        #expect(try client.token(form, basic: OAuthClient.web).status == 200)
    }

    @Test(.rule("refresh.refused-keeps"))
    func `a refresh token whose tokens cannot be made stays as it was`() throws {
        let builtIn = try TestOrganization.builtIn()
        let double = try TestDouble()
        let client = OAuthClient(double)
        let password = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid offline_access"), ("client_id", "native-app"),
        ]
        let refresh = try client.token(password).string("refresh_token")
        let form = [("grant_type", "refresh_token"), ("refresh_token", refresh), ("client_id", "native-app")]
        try double.change(to: [builtIn, Self.broken("noSuchFunction(user.login)")])
        #expect(try client.token(form).status != 200)
        try double.change(to: [builtIn])
        double.advance(31)
        #expect(try client.token(form).status == 200)
    }

    @Test(.rule("code.policy-not-again"))
    func `policies are asked at authorize and not again when the code is redeemed`() throws {
        let builtIn = try TestOrganization.builtIn()
        let double = try TestDouble()
        let client = OAuthClient(double)
        let form = OAuthClient.redeem(try client.code(["scope": "openid orders:read"]))
        try double.change(
            to: [builtIn, "{authorizationServers: [{id: 'ausd4kfn3xVx9mZTE5d7', policies: [{name: 'None'}]}]}"]
        )
        #expect(try client.token(form, basic: OAuthClient.web).status == 200)
    }

    @Test(.rule("scope.code-ignored"), arguments: ["openid offline_access", "no-such-scope"])
    func `a scope sent with a code is ignored`(scope: String) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.token(OAuthClient.redeem(try client.code(), ["scope": scope]), basic: OAuthClient.web)
        #expect(answer.string("scope") == "openid" && answer["refresh_token"] == nil, "\(answer)")
    }

    @Test(
        .rule("scope.offline-needs-code"),
        arguments: [("token", false), ("id_token token", false), ("code token", true)]
    )
    func `offline_access is dropped where no code is asked for`(type: String, isGranted: Bool) throws {
        let client = OAuthClient(try TestDouble())
        let parameters = OAuthClient.authorize(["response_type": type, "scope": "openid offline_access"])
        let answer = try client.signIn(Browser(client.double), parameters)
        #expect(answer.redirect["scope"]?.contains("offline_access") == isGranted, "\(answer)")
    }

    @Test(
        .rule("scope.defaults", "scope.client-credentials-defaults"),
        arguments: [("generous", "one"), ("stingy", nil)] as [(String, String?)]
    )
    func `without scope come the default scopes that a rule allows`(server: String, granted: String?) throws {
        let client = OAuthClient(try FidelityOrganization.double(), server: server)
        let service = try client.token(ErrorCase.service(nil), basic: ("service-app", "service-secret"))
        let password = try client.token(ErrorCase.password(scope: nil), basic: OAuthClient.web)
        #expect(service["scope"]?.string == granted, "\(service)")
        #expect(password["scope"]?.string == granted, "\(password)")
        let parameters = OAuthClient.authorize(["scope": nil])
        let redirect = try client.signIn(Browser(client.double), parameters).redirect
        #expect(redirect.contains("code") == (granted != nil))
    }

    @Test(.rule("scope.asked-only"))
    func `default scopes are not added to those that were asked for`() throws {
        let client = OAuthClient(try FidelityOrganization.double(), server: "careful")
        let answer = try client.token(ErrorCase.service("plain"), basic: ("service-app", "service-secret"))
        #expect(answer.string("scope") == "plain")
    }

    @Test(
        .rule("scope.okta-granted", "scope.org-client-credentials"),
        arguments: [
            ("['okta.users.read', 'okta.apps.read']", "okta.users.read okta.apps.read"),
            ("[{scopeId: 'okta.apps.read'}]", "okta.apps.read"), ("[]", nil),
        ] as [(String, String?)]
    )
    func `Okta's API scopes come as far as an administrator granted them`(grants: String, granted: String?) throws {
        let double = try TestDouble(builtInAnd: "{apps: [{client_id: 'key-app', grants: \(grants)}]}")
        let assertion = try Assertion(double, endpoint: "/oauth2/v1/token").signed(double)
        let form = Assertion.form(assertion, ErrorCase.service("okta.users.read okta.apps.read"))
        let answer = try OAuthClient(double, server: nil).token(form)
        #expect(answer["scope"]?.string == granted, "\(answer)")
        #expect(answer.error == (granted == nil ? "consent_required" : ""))
    }

    @Test(
        .rule("scope.device-sso"),
        arguments: [("openid offline_access device_sso", 200), ("openid device_sso", 400), ("device_sso", 400)]
    )
    func `device_sso needs openid and offline_access beside it`(scope: String, status: Int) throws {
        let answer = try OAuthClient(TestDouble()).token(ErrorCase.password(scope: scope), basic: OAuthClient.web)
        #expect(answer.status == status, "\(answer)")
    }

    @Test(.rule("keys.document", "keys.size", "keys.unknown-client"), arguments: [nil, "default"] as [String?])
    func `keys are published member by member in Okta's order`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let answer = try Browser(client.double).get(client.base + "/v1/keys")
        let key = try #require(answer["keys"]?.array?.first)
        #expect(key.object?.keys == ["kty", "alg", "kid", "use", "e", "n"])
        #expect(key["n"]?.string.flatMap(Base64URL.decode)?.count == 256)
        #expect(key["kid"]?.string?.utf8.count == 43)
        let unknown = try Browser(client.double).get(client.base + "/v1/keys", [("client_id", "no-such-app")])
        #expect(unknown.status == (server == nil ? 400 : 200))
    }
}
