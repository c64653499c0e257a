import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Signing in by the Identity Engine's API in place of a page, and the way back to the app.
@Suite struct HostedSignInTests {
    private let double: TestDouble
    private let browser: Browser

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text])
        browser = Browser(double)
    }

    private func post(_ path: String, _ body: JSON) throws -> Answer { try browser.send(IDXClient.request(path, body)) }

    private func submit(_ envelope: Answer, _ name: String, _ members: JSONObject) throws -> Answer {
        let (path, body) = try IDXClient.form(envelope, name, members)
        return try post(path, body)
    }

    /// The hidden field of the sign-in page.
    private func stateToken(_ changes: [String: String] = [:]) throws -> JSON {
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
        let field = HTMLForm.all(in: page.text).first?.inputs.first { $0.name == "stateToken" }
        return .string(try #require(field).value)
    }

    private func identify(_ envelope: Answer, _ login: String, _ password: String) throws -> Answer {
        var members = IDXClient.passcode(password)
        members["identifier"] = .string(login)
        return try submit(envelope, "identify", members)
    }

    private func redirect(_ answer: Answer) throws -> Answer {
        let href = answer.json["success"]?["href"]?.string ?? ""
        let parts = href.split(separator: "?", maxSplits: 1).map(String.init)
        #expect(parts.first == "http://mock.example/login/token/redirect")
        let query = try #require(FormParameters(query: parts.last ?? ""))
        return try browser.get("/login/token/redirect", query.parameters.map { ($0.name, $0.value) })
    }

    @Test(.rule("idx.hosted"))
    func `the page's stateToken begins a sign-in that ends at the app`() throws {
        let token = try stateToken(["nonce": "n-9"])
        let envelope = try post("introspect", ["stateToken": token])
        #expect(envelope.status == 200 && envelope.remediations.first == "identify", "\(envelope)")
        let handle = envelope.string("stateHandle")
        #expect(handle.hasPrefix("02.id."))
        // A page begins one sign-in, however often it is asked for.
        #expect(try post("introspect", ["stateToken": token]).string("stateHandle") == handle)
        let choice = try identify(envelope, "mia@example.com", "Mia-pw-1")
        #expect(try post("introspect", ["stateToken": .string(handle)]).remediations == choice.remediations)
        let question = try IDXClient(double).choose(choice, "Security Question")
        let answer: JSONObject = ["credentials": ["questionKey": "disliked_food", "answer": "spinach"]]
        let done = try submit(question, "challenge-authenticator", answer)
        #expect(
            done.json.object?.keys
                == ["version", "stateHandle", "expiresAt", "intent", "user", "cancel", "app", "success"]
        )
        #expect(done.json["success"]?["name"] == "success-redirect")
        let back = try redirect(done)
        #expect(back.status == 302 && back.location.hasPrefix("http://localhost:3000/callback?"), "\(back)")
        let tokens = try OAuthClient(double).token(
            OAuthClient.redeem(back.redirect["code"] ?? ""),
            basic: OAuthClient.web
        )
        #expect(claims(of: tokens.string("id_token"))["amr"]?.strings == ["mfa", "kba", "pwd"])
        // The browser is signed in, and the way back was used.
        let silent = try browser.get(
            "/oauth2/default/v1/authorize",
            OAuthClient.authorize(["prompt": "none", "state": "s-2"])
        )
        #expect(silent.redirect["code"] != nil)
        #expect(try redirect(done).status == 400)
    }

    @Test(.rule("idx.hosted-browser"))
    func `only the browser that got the page can use its stateToken`() throws {
        let token = try stateToken()
        let other = try IDXClient(double).post("introspect", ["stateToken": token])
        #expect(other.status == 401 && other.messageKeys == ["idx.session.expired"])
        let changed = JSON.string((token.string ?? "") + "x")
        #expect(try post("introspect", ["stateToken": changed]).status == 401)
    }

    @Test(.rule("idx.token-redirect"))
    func `an embedded sign-in can be exchanged for a session and an ordinary code`() throws {
        let fixture = #"{apps: [{client_id: "native-idx", grant_types: ["interaction_code", "authorization_code"]}]}"#
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, fixture])
        let (client, browser) = (IDXClient(double), Browser(double))
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let begun = try client.begin()
        let early = [("stateToken", begun.string("stateHandle"))]
        #expect(try browser.get("/login/token/redirect", early).status == 400)
        let done = try client.submit(begun, "identify", members)
        let back = try browser.get("/login/token/redirect", [("stateToken", done.string("stateHandle"))])
        #expect(back.location.hasPrefix("com.example:/callback?code=") && back.redirect["state"] == "s-1", "\(back)")
        #expect(browser.cookie("idx") != nil)
        // The interaction code is still good.
        #expect(try client.redeem(done).status == 200)
        let late = try client.submit(client.begin(), "identify", members)
        double.advance(300)
        #expect(try browser.get("/login/token/redirect", [("stateToken", late.string("stateHandle"))]).status == 400)
    }

    @Test(.rule("idx.ended"))
    func `a sign-in that has ended takes no further input`() throws {
        let client = IDXClient(double)
        let done = try identify(client.begin(), "alice@example.com", "Alice-pw-1")
        let handle: JSON = ["stateHandle": .string(done.string("stateHandle"))]
        for path in ["introspect", "cancel", "identify", "challenge/answer"] {
            #expect(try client.post(path, handle).status == 401)
        }
    }
}
