import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct BackchannelTests {
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
    }

    private func start(_ changes: [String: String?] = [:]) throws -> Answer {
        var form = ["scope": "openid offline_access", "login_hint": "alice@example.com"]
        for (name, value) in changes { form[name] = value }
        return try client.post("/v1/bc/authorize", form.map { ($0, $1) }, basic: ModernOrganization.web)
    }

    private func poll(_ id: String) throws -> Answer {
        let form = [("grant_type", "urn:openid:params:grant-type:ciba"), ("auth_req_id", id)]
        return try client.token(form, basic: ModernOrganization.web)
    }

    private func decide(_ id: String, _ decision: String) throws -> Answer {
        try ControlClient(double).post("/ciba/\(id)", ["decision": .string(decision)])
    }

    @Test(.rule("ciba.response")) func `a request gets an id to poll with`() throws {
        let answer = try start()
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.json.object?.keys == ["auth_req_id", "expires_in", "interval"])
        #expect(try /ft[A-Za-z0-9_-]{32}/.wholeMatch(in: answer.string("auth_req_id")) != nil)
        #expect(answer["expires_in"] == 300)
        #expect(answer["interval"] == 5)
    }

    @Test(.rule("ciba.approve", "ciba.tokens")) func `after approval one poll gets the tokens`() throws {
        let id = try start().string("auth_req_id")
        let pending = try poll(id)
        #expect(pending.error == "authorization_pending")
        #expect(pending.errorDescription.hasPrefix("The authorization request is still pending"))
        #expect(try decide(id, "approve").status == 204)
        let tokens = try poll(id)
        #expect(tokens.status == 200, "\(tokens)")
        #expect(claims(of: tokens.string("id_token"))["sub"] == claims(of: tokens.string("access_token"))["uid"])
        #expect(!tokens.string("refresh_token").isEmpty)
        #expect(try poll(id).error == "expired_token")
    }

    /// The page that asks a user who has signed in.
    private func question(_ browser: Browser, _ id: String, as user: (String, String)) throws -> Answer {
        try browser.signIn(browser.get("/bc/approve", [("auth_req_id", id)]), user.0, user.1)
    }

    private func submit(_ browser: Browser, _ page: Answer, to ending: String) throws -> Answer {
        let form = HTMLForm.all(in: page.text).first { $0.action.hasSuffix(ending) }
        let found = try #require(form, "no form for \(ending) on \(page)")
        return try browser.post(found.action, found.inputs.map { ($0.name, $0.value) })
    }

    @Test(
        .rule("ciba.page"),
        arguments: [("/consent", "Sign-in approved", 200), ("/cancel", "Sign-in denied", 403)]
    )
    func `the user decides on a page that shows the message`(ending: String, title: String, status: Int) throws {
        let id = try start(["binding_message": "Pay <12> EUR"]).string("auth_req_id")
        let browser = Browser(double)
        let page = try question(browser, id, as: ("alice@example.com", "Alice-pw-1"))
        #expect(page.text.contains("It shows: <strong>Pay &lt;12&gt; EUR</strong>"), "\(page)")
        let done = try submit(browser, page, to: ending)
        #expect(done.text.contains(title), "\(done)")
        #expect(try poll(id).status == status)
    }

    @Test(.rule("ciba.page-other-user")) func `another user may not decide`() throws {
        let id = try start().string("auth_req_id")
        let page = try question(Browser(double), id, as: ("bob@example.com", "Bob-pw-1"))
        #expect(page.status == 403 || page.status == 400, "\(page)")
        #expect(page.text.contains("denied the request"))
        #expect(try poll(id).error == "authorization_pending")
    }

    @Test func `an unknown request has no page`() throws {
        #expect(try Browser(double).get("/bc/approve", [("auth_req_id", "ft-unknown")]).status == 400)
    }

    @Test(.rule("ciba.denied")) func `a user may say no`() throws {
        let id = try start().string("auth_req_id")
        #expect(try decide(id, "deny").status == 204)
        #expect(try poll(id).error == "access_denied")
        #expect(try decide(id, "approve").status == 404)
    }

    @Test(
        .rule("ciba.expiry"),
        arguments: [
            ("300", 299, "authorization_pending"), ("300", 300, "expired_token"),
            ("10", 10, "expired_token"), ("100000", 299, "authorization_pending"), ("100000", 300, "expired_token"),
        ]
    )
    func `a request is good for five minutes, or less`(wanted: String, age: Int64, error: String) throws {
        let id = try start(["requested_expiry": wanted]).string("auth_req_id")
        double.advance(age)
        #expect(try poll(id).error == error)
    }

    @Test(.rule("ciba.slow-down")) func `polls that follow one another too closely are slowed down`() throws {
        let id = try start().string("auth_req_id")
        _ = try poll(id)
        let fast = try poll(id)
        #expect(fast.error == "slow_down")
        #expect(fast.errorDescription == "Slow down the polling frequency. Try again later.")
    }

    @Test(.rule("ciba.id-token-hint")) func `an ID token may name the user`() throws {
        let tokens = try client.token(ErrorCase.password(), basic: ModernOrganization.web)
        let answer = try start(["login_hint": nil, "id_token_hint": tokens.string("id_token")] as [String: String?])
        #expect(answer.status == 200, "\(answer)")
    }

    @Test(.rule("ciba.id-token-hint")) func `an ID token of another client names no user`() throws {
        let (code, browser) = (OAuthClient.authorize(["client_id": "signing-app"]), Browser(double))
        let redirect = try client.signIn(browser, code).redirect
        let foreign = try client.token(
            OAuthClient.redeem(#require(redirect["code"])),
            basic: ("signing-app", ModernOrganization.secret)
        )
        let hint = ["login_hint": nil, "id_token_hint": foreign.string("id_token")] as [String: String?]
        let answer = try start(hint)
        #expect(answer.status == 400 && answer.errorDescription.hasPrefix("The hint provided"), "\(answer)")
    }

    @Test(.rule("ciba.signed")) func `a signed request holds all parameters`() throws {
        let now = Int(TestDouble.start.seconds)
        let object = try SignedJWT.make([
            "iss": "modern-app", "aud": .string(double.url + "/oauth2/modern"), "iat": .integer(now),
            "nbf": .integer(now), "exp": .integer(now + 300), "jti": "b-1", "scope": "openid",
            "login_hint": "alice@example.com", "binding_message": "W4SCT",
        ])
        let answer = try client.post("/v1/bc/authorize", [("request", object)], basic: ModernOrganization.web)
        #expect(answer.status == 200, "\(answer)")
    }

    @Test(.rule("control.decisions")) func `a test decides on devices, too`() throws {
        let form = [("client_id", "tv-app"), ("scope", "openid")]
        let answer = try client.post("/v1/device/authorize", form)
        let control = ControlClient(double)
        let path = "/device/\(answer.string("user_code"))"
        #expect(try control.post(path, ["decision": "approve"]).status == 400)
        #expect(try control.post(path, ["decision": "perhaps"]).status == 400)
        #expect(try control.post(path).status == 400)
        let body: JSON = ["decision": "approve", "user": "bob@example.com"]
        #expect(try control.post("/device/XXXXXXXX", body).status == 404)
        #expect(try control.post(path, body).status == 204)
        let poll = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", answer.string("device_code")), ("client_id", "tv-app"),
        ]
        let tokens = try client.token(poll)
        #expect(claims(of: tokens.string("access_token"))["sub"] == "bob@example.com")
    }
}
