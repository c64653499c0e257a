import MockOktaFormats
import MockOktaTestSupport
import Testing

/// When somebody who has signed in must do so again (OpenID Connect Core §3.1.2; Okta, "Authorize").
@Suite struct SessionTests {
    private func authenticationTime(_ answer: Answer, _ client: OAuthClient) throws -> Int {
        let code = try #require(answer.redirect["code"], "\(answer)")
        let tokens = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        return try #require(claims(of: tokens.string("id_token"))["auth_time"]?.integer)
    }

    /// Parameters, the age of the session, and whether the sign-in page must come.
    static let freshness: [([String: String], Int64, Bool)] = [
        ([:], 3600, false), (["prompt": "login"], 0, true), (["prompt": "login consent"], 5, true),
        (["prompt": "consent login"], 5, true), (["max_age": "0"], 0, true), (["max_age": "60"], 60, false),
        (["max_age": "60"], 61, true), (["max_age": "2147483647"], 100, false),
    ]

    @Test(.rule("session.silent", "session.prompt-login", "session.max-age", "session.auth-time"), arguments: freshness)
    func `prompt and max_age decide whether a session is enough`(
        changes: [String: String],
        age: Int64,
        asks: Bool
    ) throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        let first = try authenticationTime(try client.signIn(browser, OAuthClient.authorize()), client)
        client.double.advance(age)
        let page = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
        #expect(page.status == (asks ? 200 : 302), "\(page)")
        let answer = asks ? try browser.signIn(page, "alice@example.com", "Alice-pw-1") : page
        #expect(try authenticationTime(answer, client) == first + (asks ? Int(age) : 0))
    }

    @Test(
        .rule("session.prompt-none"),
        arguments: [(nil, "login_required"), ("60", "login_required")] as [(String?, String)]
    )
    func `prompt=none never shows a page`(maxAge: String?, error: String) throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        let silent = OAuthClient.authorize(["prompt": "none", "max_age": maxAge])
        #expect(try browser.get(client.base + "/v1/authorize", silent).redirect["error"] == error)
        _ = try client.signIn(browser, OAuthClient.authorize())
        #expect(try browser.get(client.base + "/v1/authorize", silent).redirect["code"] != nil)
        client.double.advance(61)
        let late = try browser.get(client.base + "/v1/authorize", silent)
        #expect(late.redirect[maxAge == nil ? "code" : "error"] != nil)
    }

    /// OpenID Connect Core §3.1.2.1.
    @Test(arguments: [("alice@example.com", true), ("bob@example.com", false)])
    func `a hint names the user whose session it must be`(login: String, isOwn: Bool) throws {
        let client = OAuthClient(try TestDouble())
        let order: JSON = ["kind": "id", "client": "web-app", "user": .string(login)]
        let hint = try ControlClient(client.double).post("/tokens", order).string("token")
        let browser = Browser(client.double)
        _ = try client.signIn(browser, OAuthClient.authorize())
        let silent = OAuthClient.authorize(["prompt": "none", "id_token_hint": hint])
        let answer = try browser.get(client.base + "/v1/authorize", silent)
        #expect((answer.redirect["code"] != nil) == isOwn)
        #expect(answer.redirect["error"] == (isOwn ? nil : "login_required"))
        let asked = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize(["id_token_hint": hint]))
        #expect(asked.status == (isOwn ? 302 : 200))
        // A text that is no token of the server has no effect.
        let other = OAuthClient.authorize(["prompt": "none", "id_token_hint": "x.y.z"])
        #expect(try browser.get(client.base + "/v1/authorize", other).redirect["code"] != nil)
    }

    @Test(.rule("session.single-sign-on", "session.sid"))
    func `one sign-in serves several apps and both servers, under one sid`() throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        let first = try client.signIn(browser, OAuthClient.authorize(["response_type": "id_token"]))
        let identity = claims(of: first.redirect["id_token"] ?? "")
        #expect(identity["sid"]?.string?.hasPrefix("idx") == true)
        #expect(identity["sid"]?.string?.utf8.count == 25)
        let spa: [String: String?] = [
            "client_id": "spa-app", "redirect_uri": "http://localhost:5173/callback", "prompt": "none",
        ]
        #expect(try client.signIn(browser, OAuthClient.authorize(spa)).redirect["code"] != nil)
        let other = OAuthClient(client.double, server: nil)
        let silent = OAuthClient.authorize(["prompt": "none", "response_type": "id_token"])
        let second = try other.signIn(browser, silent)
        #expect(claims(of: second.redirect["id_token"] ?? "")["sid"] == identity["sid"])
    }

    @Test(.rule("session.ends", "refresh.independent-of-session"))
    func `signing out ends the session and no token`() throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        let scope = OAuthClient.authorize(["scope": "openid offline_access"])
        let code = try #require(try client.signIn(browser, scope).redirect["code"])
        let tokens = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let goodbye = try browser.get(client.base + "/v1/logout", [("id_token_hint", tokens.string("id_token"))])
        #expect(goodbye.status == 200)
        #expect(browser.cookie("idx") == nil)
        #expect(try client.introspect(tokens.string("access_token"), basic: OAuthClient.web)["active"] == true)
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try client.token(refresh, basic: OAuthClient.web).status == 200)
    }

    @Test(.rule("authorize.session-token"))
    func `a session token signs in without a page, even silently, and once`() throws {
        let client = OAuthClient(try TestDouble())
        let body = #"{"username":"alice@example.com","password":"Alice-pw-1"}"#
        let answer = try client.authn(body)
        #expect(answer.json.object?.keys == ["expiresAt", "status", "sessionToken", "_embedded", "_links"])
        let silent = OAuthClient.authorize(["prompt": "none", "sessionToken": answer.string("sessionToken")])
        let browser = Browser(client.double)
        #expect(try browser.get(client.base + "/v1/authorize", silent).redirect["code"] != nil)
        #expect(browser.cookie("idx") != nil)
        let again = try Browser(client.double).get(client.base + "/v1/authorize", silent)
        #expect(again.redirect["error"] == "login_required")
    }

    @Test(
        .rule("authn.refused"),
        arguments: [
            (#"{"username":"alice@example.com","password":"x"}"#, 401, "E0000004"),
            (#"{"username":"locked@example.com","password":"Locked-pw-1"}"#, 401, "E0000004"),
            (#"{"username":"nobody","password":"x"}"#, 401, "E0000004"), ("no json", 400, "E0000003"),
        ]
    )
    func `primary authentication refuses in the shape of Okta's APIs`(body: String, status: Int, code: String) throws {
        let answer = try OAuthClient(TestDouble()).authn(body)
        #expect(answer.status == status)
        #expect(answer.string("errorCode") == code)
    }

    @Test(.rule("authorize.assigned-before-consent"))
    func `a user who is not assigned is told before any consent`() throws {
        let double = try FidelityOrganization.double(
            "{apps: [{client_id: 'closed-app', consent_method: 'REQUIRED'}]}"
        )
        let client = OAuthClient(double, server: "careful")
        let parameters = OAuthClient.authorize(["client_id": "closed-app", "scope": "asked"])
        let answer = try client.signIn(Browser(double), parameters)
        #expect(answer.redirect["error_description"] == "User is not assigned to the client application.")
    }

    /// A rule for the app of the tests.
    private static func signOn(_ method: String, access: String = "ALLOW") -> String {
        """
        {policies: [{id: "rstapp", type: "ACCESS_POLICY", name: "p", rules: [{name: "r", actions: {appSignOn: {
           access: "\(access)", verificationMethod: {type: "ASSURANCE", \(method)}}}}]}],
         apps: [{client_id: "web-app", _links: {accessPolicy: {href: "https://o.okta.com/api/v1/policies/rstapp"}}}]}
        """
    }

    @Test(.rule("signin.reauthenticate"))
    func `a rule of the app asks for a new sign-in after its interval`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.signOn("factorMode: '1FA', reauthenticateIn: 'PT1H'")))
        let browser = Browser(client.double)
        _ = try client.signIn(browser, OAuthClient.authorize())
        client.double.advance(3599)
        #expect(try browser.get(client.base + "/v1/authorize", OAuthClient.authorize()).status == 302)
        client.double.advance(1)
        #expect(try browser.get(client.base + "/v1/authorize", OAuthClient.authorize()).status == 200)
        let silent = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize(["prompt": "none"]))
        #expect(silent.redirect["error"] != nil)
    }

    @Test(.rule("signin.two-factors"))
    func `a rule of the app asks for two factors`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.signOn("factorMode: '2FA'")))
        let browser = Browser(client.double)
        let page = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize())
        let next = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(next.status == 200 && next.text.contains("Set up security methods"))
        let form: [(String, String)] = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        let refused = try client.token(form, basic: OAuthClient.web)
        #expect(refused.string("error") == "invalid_grant")
        #expect(refused.string("error_description").contains("MFA enabled"))
    }

    @Test(.rule("signin.policy-denied"))
    func `a rule of the app denies the sign-in`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.signOn("factorMode: '1FA'", access: "DENY")))
        let browser = Browser(client.double)
        let page = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize())
        let denied = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(denied.status == 200)
        #expect(denied.text.contains("You do not have permission to perform the requested action."))
    }
}
