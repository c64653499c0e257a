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
