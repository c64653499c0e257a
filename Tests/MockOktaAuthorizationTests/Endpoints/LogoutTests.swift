import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `/logout` (OpenID Connect RP-Initiated Logout; Okta, "Logout").
@Suite struct LogoutTests {
    private func hint(_ client: OAuthClient) throws -> String {
        try client.token(ErrorCase.password(), basic: OAuthClient.web).string("id_token")
    }

    @Test(
        .rule("logout.get", "logout.post", "logout.state", "logout.cookie"),
        arguments: ["GET", "POST"],
        [nil, "a b&"] as [String?]
    )
    func `the browser goes where the app registered, with its state, and without its session`(
        method: String,
        state: String?
    ) throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        _ = try client.signIn(browser, OAuthClient.authorize())
        let parameters =
            [("id_token_hint", try hint(client)), ("post_logout_redirect_uri", "http://localhost:3000/")]
            + (state.map { [("state", $0)] } ?? [])
        let path = client.base + "/v1/logout"
        let answer = try method == "GET" ? browser.get(path, parameters) : browser.post(path, parameters)
        #expect(answer.status == 302)
        #expect(answer.location == "http://localhost:3000/" + (state == nil ? "" : "?state=a+b%26"))
        #expect(browser.cookie("idx") == nil)
        let silent = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize(["prompt": "none"]))
        #expect(silent.redirect["error"] == "login_required")
    }

    @Test(.rule("logout.expired-hint", "logout.no-session"))
    func `an expired hint and a browser without a session are fine`() throws {
        let client = OAuthClient(try TestDouble())
        let hint = try hint(client)
        client.double.advance(100_000)
        let parameters = [("id_token_hint", hint), ("post_logout_redirect_uri", "http://localhost:3000/")]
        #expect(try Browser(client.double).get(client.base + "/v1/logout", parameters).status == 302)
    }

    @Test(.rule("logout.no-uri"))
    func `without an address the session ends, and a page says so`() throws {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        _ = try client.signIn(browser, OAuthClient.authorize())
        let answer = try browser.get(client.base + "/v1/logout", [("id_token_hint", try hint(client))])
        #expect(answer.status == 200 && answer.location == "")
        let silent = try browser.get(client.base + "/v1/authorize", OAuthClient.authorize(["prompt": "none"]))
        #expect(silent.redirect["error"] == "login_required")
    }

    @Test(.rule("logout.hint-required"))
    func `without a hint there is a page that says so`() throws {
        let answer = try Browser(TestDouble()).get("/oauth2/default/v1/logout")
        #expect(answer.status == 400)
        #expect(answer.text.contains("The &#39;id_token_hint&#39; parameter is required."))
    }

    @Test(
        .rule("logout.uri-exact"),
        arguments: ["http://localhost:3000", "http://localhost:3000/?x", "HTTP://localhost:3000/"]
    )
    func `the URI must be a registered one to the letter`(uri: String) throws {
        let client = OAuthClient(try TestDouble())
        let parameters = [("id_token_hint", try hint(client)), ("post_logout_redirect_uri", uri)]
        #expect(try Browser(client.double).get(client.base + "/v1/logout", parameters).status == 400)
    }

    @Test(.rule("logout.foreign-hint"))
    func `a hint of another server or of another kind is refused`() throws {
        let client = OAuthClient(try TestDouble())
        let other = OAuthClient(client.double, server: nil)
        let access = try client.token(ErrorCase.password(), basic: OAuthClient.web).string("access_token")
        for text in [try hint(other), access] {
            #expect(try Browser(client.double).get(client.base + "/v1/logout", [("id_token_hint", text)]).status == 400)
        }
    }
}
