import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The switches under `mock` where Okta's documents leave a choice: the default, and what the switch does.
@Suite struct SwitchesTests {
    private func client(_ mock: String, _ more: String = "", server: String? = "default") throws -> OAuthClient {
        OAuthClient(try TestDouble(builtInAnd: "{mock: {\(mock)}, \(more)}"), server: server)
    }

    @Test(
        .rule("mock.spa-refresh-tokens"),
        arguments: [("", true), ("spaRefreshTokens: 'modern'", true), ("spaRefreshTokens: 'legacy'", false)]
    )
    func `browser apps get refresh tokens unless the org is of 2020`(mock: String, isGiven: Bool) throws {
        let client = try client(mock)
        let redirect = "http://localhost:5173/callback"
        let scope = "openid offline_access"
        let code = try client.code(["client_id": "spa-app", "redirect_uri": redirect, "scope": scope])
        let form = OAuthClient.redeem(code, ["redirect_uri": redirect]) + [("client_id", "spa-app")]
        let answer = try client.token(form, fields: ["Origin": "http://localhost:5173"])
        #expect((answer["refresh_token"] != nil) == isGiven, "\(answer)")
        #expect(answer.string("scope") == (isGiven ? scope : "openid"))
    }

    @Test(
        .rule("mock.lenient-scopes"),
        arguments: [("", 400), ("lenientScopes: false", 400), ("lenientScopes: true", 200)]
    )
    func `a scope that was encoded twice is one unknown scope`(mock: String, status: Int) throws {
        let form = ErrorCase.password(scope: "offline_access%20openid")
        let answer = try client(mock).token(form, basic: OAuthClient.web)
        #expect(answer.status == status)
        #expect(answer.error == (status == 200 ? "" : "invalid_scope"))
        #expect(status == 400 || answer.string("scope") == "offline_access openid")
    }

    @Test(
        .rule("mock.policy-failure-status"),
        arguments: [("", 401), ("policyFailureStatus: 400", 400), ("policyFailureStatus: 403", 403)]
    )
    func `a policy's refusal has the status of the catalogue or another`(mock: String, status: Int) throws {
        let client = try client(mock, server: "short")
        let answer = try client.token(ErrorCase.service("orders:write"), basic: ("service-app", "service-secret"))
        #expect(answer.status == status && answer.error == "access_denied")
    }

    @Test(
        .rule("mock.rotate-without-offline-access"),
        arguments: [("", false), ("rotateWithoutOfflineAccess: true", true)]
    )
    func `a rotating token rotates only if offline_access is asked for again`(mock: String, rotates: Bool) throws {
        let client = try client(mock)
        let native = [("client_id", "native-app")]
        let token = try client.token(ErrorCase.password(scope: "openid offline_access") + native).string(
            "refresh_token"
        )
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", "openid")] + native
        let answer = try client.token(form)
        #expect((answer["refresh_token"] != nil) == rotates, "\(answer)")
        client.double.advance(31)
        #expect(try client.token(form).status == (rotates ? 400 : 200))
    }

    @Test(.rule("refresh.rotate-setting"))
    func `a token that does not rotate is not answered with for all that`() throws {
        let client = try client("rotateWithoutOfflineAccess: true")
        let password = ErrorCase.password(scope: "openid offline_access")
        let token = try client.token(password, basic: OAuthClient.web).string("refresh_token")
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", "openid")]
        let answer = try client.token(form, basic: OAuthClient.web)
        #expect(answer.status == 200 && answer["refresh_token"] == nil)
        #expect(try client.token(form, basic: OAuthClient.web).status == 200)
    }

    @Test(
        .rule("mock.oidc-scopes-in-rules"),
        arguments: [("", 401), ("oidcScopesInRules: 'listed'", 401), ("oidcScopesInRules: 'always'", 200)]
    )
    func `a rule that lists OpenID scopes grants only those, or all`(mock: String, status: Int) throws {
        let server =
            "authorizationServers: [{id: 'o', audiences: ['o'], policies: [{name: 'P', conditions: {clients: "
            + "{include: ['ALL_CLIENTS']}}, rules: [{name: 'R', conditions: {grantTypes: {include: ['password']}, "
            + "scopes: {include: ['openid', 'email']}}}]}]}]"
        let client = try client(mock, server, server: "o")
        let answer = try client.token(ErrorCase.password(scope: "openid profile"), basic: OAuthClient.web)
        #expect(answer.status == status, "\(answer)")
    }

    @Test(.rule("mock.legacy-http-realm"), arguments: [("", "https"), ("legacyHttpRealm: true", "http")])
    func `challenges name the scheme of the request, or http as captured`(mock: String, scheme: String) throws {
        let client = try client(mock)
        var request = HTTPRequest(method: .get, path: client.base + "/v1/userinfo")
        request.scheme = .https
        let challenge = Answer(try client.double.send(request)).field("WWW-Authenticate") ?? ""
        let issuer = "\(scheme)://mock.example/oauth2/default"
        #expect(
            challenge.hasPrefix("Bearer authorization_uri=\"\(issuer)/v1/authorize\", realm=\"\(issuer)\""),
            "\(challenge)"
        )
    }

    @Test(.rule("mock.rate-limits", "rate-limit.announced", "rate-limit.enforced"), arguments: ["announce", "enforce"])
    func `an empty bucket refuses only where that is switched on`(mode: String) throws {
        let client = try client("rateLimits: '\(mode)'")
        let calls = try (1...301).map { _ in try client.introspect("x", clientID: "native-app") }
        let isEnforced = mode == "enforce"
        #expect(calls.map { $0.field("x-rate-limit-limit") } == Array(repeating: "300", count: 301))
        #expect(calls[0].field("x-rate-limit-remaining") == "299")
        #expect(calls[299].field("x-rate-limit-remaining") == (isEnforced ? "0" : "1"))
        let last = calls[300]
        #expect(last.status == (isEnforced ? 429 : 200))
        #expect(last.field("x-rate-limit-remaining") == (isEnforced ? "0" : "1"))
        guard isEnforced else { return }
        #expect(last.string("errorCode") == "E0000047")
        #expect(last.string("errorSummary") == "API call exceeded rate limit due to too many requests.")
        #expect(last.field("x-okta-request-id") != nil)
        for absent in ["Retry-After", "Cache-Control", "Pragma", "Expires"] {
            #expect(last.field(absent) == nil, "\(absent)")
        }
        client.double.advance(60)
        #expect(try client.introspect("x", clientID: "native-app").status == 200)
    }
}
