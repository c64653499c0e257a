import MockOktaFormats
import MockOktaTestSupport
import Testing

@Suite struct DeviceFlowTests {
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
    }

    private func start(_ scope: String? = "openid offline_access", client id: String = "tv-app") throws -> Answer {
        try client.post("/v1/device/authorize", [("client_id", id)] + (scope.map { [("scope", $0)] } ?? []))
    }

    private func poll(_ code: String, client id: String = "tv-app", on server: String = "modern") throws -> Answer {
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", code), ("client_id", id),
        ]
        return try OAuthClient(double, server: server).token(form)
    }

    private func activate(_ browser: Browser, _ code: String) throws -> Answer {
        try browser.post("/activate", [("user_code", code)])
    }

    /// Posts the form of a page that goes to an address.
    private func submit(_ browser: Browser, _ page: Answer, to ending: String) throws -> Answer {
        let form = HTMLForm.all(in: page.text).first { $0.action.hasSuffix(ending) }
        let found = try #require(form, "no form for \(ending) on \(page)")
        return try browser.post(found.action, found.inputs.map { ($0.name, $0.value) })
    }

    private func approve(_ code: String) throws -> Answer {
        let browser = Browser(double)
        let question = try browser.signIn(activate(browser, code), "alice@example.com", "Alice-pw-1")
        return try submit(browser, question, to: "/consent")
    }

    @Test(.rule("device.response", "device.user-code")) func `a device gets its codes in Okta's order`() throws {
        let answer = try start()
        #expect(answer.status == 200)
        let members = [
            "device_code", "user_code", "verification_uri", "verification_uri_complete", "expires_in", "interval",
        ]
        #expect(answer.json.object?.keys == members)
        let code = answer.string("user_code")
        #expect(try /[BCDFGHJKLMNPQRSTVWXZ]{8}/.wholeMatch(in: code) != nil)
        #expect(answer.string("verification_uri") == double.url + "/activate")
        #expect(answer.string("verification_uri_complete") == double.url + "/activate?user_code=" + code)
        #expect(answer["expires_in"] == 600)
        #expect(answer["interval"] == 5)
    }

    @Test(.rule("device.approve", "device.tokens")) func `after approval one poll gets the tokens of a code flow`()
        throws
    {
        let answer = try start()
        let code = answer.string("device_code")
        #expect(try poll(code).error == "authorization_pending")
        let done = try approve(answer.string("user_code").lowercased())
        #expect(done.text.contains("Device activated"), "\(done)")
        let tokens = try poll(code)
        #expect(tokens.status == 200, "\(tokens)")
        #expect(
            tokens.json.object?.keys
                == ["token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token"]
        )
        let again = try poll(code)
        #expect(again.error == "invalid_grant")
        #expect(again.errorDescription == "The device code is invalid or has expired.")
        let refresh = [
            ("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token")), ("client_id", "tv-app"),
        ]
        #expect(try client.token(refresh).status == 200)
    }

    @Test func `an authorize request does not become the approval of a device`() throws {
        let device = try start()
        let browser = Browser(double)
        let parameters = OAuthClient.authorize(["client_id": "modern-app"])
        let mixed = parameters + [("device_user_code", device.string("user_code"))]
        let page = try browser.get(client.base + "/v1/authorize", mixed)
        let answer = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(answer.redirect["code"] != nil, "\(answer)")
        #expect(try poll(device.string("device_code")).error == "authorization_pending")
    }

    @Test(.rule("device.slow-down"), arguments: [(4, "slow_down"), (5, "authorization_pending")])
    func `polls that follow one another too closely are slowed down`(pause: Int64, error: String) throws {
        let code = try start().string("device_code")
        _ = try poll(code)
        double.advance(pause)
        #expect(try poll(code).error == error)
    }

    @Test(
        .rule("device.expiry"),
        arguments: [(599, "authorization_pending"), (600, "expired_token"), (1200, "invalid_grant")]
    )
    func `a device code is good for ten minutes`(age: Int64, error: String) throws {
        let code = try start().string("device_code")
        double.advance(age)
        #expect(try poll(code).error == error)
    }

    @Test(.rule("device.denied")) func `a user may say no`() throws {
        let answer = try start()
        let browser = Browser(double)
        let question = try browser.signIn(
            activate(browser, answer.string("user_code")),
            "alice@example.com",
            "Alice-pw-1"
        )
        #expect(question.text.contains(answer.string("user_code")))
        #expect(try submit(browser, question, to: "/cancel").text.contains("Device not activated"))
        let refused = try poll(answer.string("device_code"))
        #expect(refused.error == "access_denied")
        #expect(refused.status == 403)
        #expect(try activate(browser, answer.string("user_code")).status == 400)
    }

    @Test(.rule("device.page")) func `the page asks for the code, and draws its URL`() throws {
        let browser = Browser(double)
        let empty = try browser.get("/activate")
        #expect(empty.status == 200)
        #expect(!empty.text.contains("<svg"))
        #expect(HTMLForm.all(in: empty.text).map(\.action) == ["/activate"])
        let filled = try browser.get("/activate", [("user_code", "BCDFGHJK")])
        #expect(filled.text.contains("value=\"BCDFGHJK\""))
        #expect(filled.text.contains("<svg"))
        #expect(filled.text.contains("aria-label=\"QR code of \(double.url)/activate?user_code=BCDFGHJK\""))
    }

    @Test(.rule("device.invalid-user-code"), arguments: ["", "BCDFGHJK", "<script>"])
    func `a wrong user code shows the form again`(code: String) throws {
        let page = try activate(Browser(double), code)
        #expect(page.status == 400)
        #expect(page.text.contains("The user code is invalid or has expired."))
        #expect(!page.text.contains("<script>"))
        #expect(HTMLForm.all(in: page.text).map(\.action) == ["/activate"])
    }

    @Test(.rule("device.session")) func `a session spares the sign-in, not the question`() throws {
        let browser = Browser(double)
        _ = try client.signIn(browser, OAuthClient.authorize(["client_id": "modern-app"]))
        let page = try activate(browser, try start().string("user_code"))
        #expect(page.text.contains("Signed in as alice@example.com"), "\(page)")
        #expect(page.text.contains("Allow Access"))
    }

    @Test(.rule("device.bound")) func `another client or server cannot poll`() throws {
        let code = try start().string("device_code")
        #expect(
            try poll(code, client: "closed-tv").errorDescription.hasPrefix("The grant was issued to another client.")
        )
        #expect(
            try poll(code, on: "friend").errorDescription == "The grant was issued for another authorization server."
        )
    }

    @Test func `a user who is not assigned is told on the page`() throws {
        let answer = try start("openid", client: "closed-tv")
        let browser = Browser(double)
        let page = try browser.signIn(
            activate(browser, answer.string("user_code")),
            "alice@example.com",
            "Alice-pw-1"
        )
        #expect(page.status == 400)
        #expect(page.text.contains("User is not assigned to the client application."))
    }

    @Test(.rule("device.flood")) func `a client gets no more than a thousand user codes within ten minutes`() throws {
        for _ in 0..<1000 { #expect(try start("openid").status == 200) }
        let refused = try start("openid")
        #expect(refused.status == 429)
        #expect(refused.error == "too_many_user_codes")
        double.advance(600)
        #expect(try start("openid").status == 200)
    }

    @Test(.rule("device.org")) func `the org server has the flow too`() throws {
        let org = OAuthClient(double, server: nil)
        let answer = try org.post("/v1/device/authorize", [("client_id", "tv-app"), ("scope", "openid")])
        _ = try approve(answer.string("user_code"))
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("device_code", answer.string("device_code")), ("client_id", "tv-app"),
        ]
        #expect(try org.token(form).status == 200)
        #expect(try org.post("/v1/device/authorize", [("client_id", "tv-app")]).error == "invalid_scope")
    }
}
