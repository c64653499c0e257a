import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Signing in by `/api/v1/authn` in place of a page: UNAUTHENTICATED until the password is proved.
@Suite struct AuthnStepUpTests {
    private let double: TestDouble
    private let browser: Browser

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), FactorsFixture.text])
        browser = Browser(double)
    }

    private func post(_ path: String, _ body: JSONObject) throws -> Answer {
        try browser.send(AuthnClient.request(path, .object(body)))
    }

    /// The state of the sign-in that the page of `/authorize` has begun.
    private func begin() throws -> Answer {
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let field = HTMLForm.all(in: page.text).first?.inputs.first { $0.name == "stateToken" }
        return try post("", ["stateToken": .string(#require(field).value)])
    }

    private func signIn(_ state: Answer, _ login: JSON, _ password: JSON) throws -> Answer {
        try post("", ["stateToken": .string(state.string("stateToken")), "username": login, "password": password])
    }

    private func leave(_ done: Answer) throws -> Answer {
        let href = done.json["_links"]?["next"]?["href"]?.string ?? ""
        let parts = href.split(separator: "?", maxSplits: 1).map(String.init)
        #expect(parts.first == "http://mock.example/login/step-up/redirect")
        let query = try #require(FormParameters(query: parts.last ?? ""))
        return try browser.get("/login/step-up/redirect", query.parameters.map { ($0.name, $0.value) })
    }

    @Test(.rule("authn.unauthenticated", "authn.golden"))
    func `a page's stateToken is UNAUTHENTICATED, and the password leads to its app`() throws {
        let state = try begin()
        #expect(try AuthnGoldenTests.outline(state) == Golden.json("authn/unauthenticated"))
        #expect(try post("/introspect", ["stateToken": .string(state.string("stateToken"))]).json == state.json)
        #expect(try signIn(state, "alice@example.com", "wrong").string("errorCode") == "E0000004")
        let done = try signIn(state, "alice@example.com", "Alice-pw-1")
        #expect(try AuthnGoldenTests.outline(done) == Golden.json("authn/step-up-success"))
        let back = try leave(done)
        #expect(back.status == 302 && back.redirect["code"] != nil, "\(back)")
        #expect(browser.cookie("idx") != nil)
        #expect(try leave(done).status == 400)
    }

    @Test(.rule("authn.unauthenticated"))
    func `a second factor is asked for on the way`() throws {
        let choice = try signIn(begin(), "mia@example.com", "Mia-pw-1")
        #expect(choice.string("status") == "MFA_REQUIRED" && choice.string("type") == "SESSION_STEP_UP")
        let embedded = ["user", "factors", "policy", "target", "authentication"]
        #expect(choice.json["_embedded"]?.object?.keys == embedded)
        let path = "/factors/ufs00000000000000qu1/verify"
        let done = try post(path, ["stateToken": .string(choice.string("stateToken")), "answer": "spinach"])
        #expect(done.string("status") == "SUCCESS" && done.json["sessionToken"] == nil)
        #expect(try leave(done).redirect["code"] != nil)
    }

    @Test(.rule("authn.unauthenticated"))
    func `only the browser that got the page can use its stateToken`() throws {
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let field = HTMLForm.all(in: page.text).first?.inputs.first { $0.name == "stateToken" }
        let other = try AuthnClient(double).post("", ["stateToken": .string(#require(field).value)])
        #expect(other.status == 401 && other.string("errorCode") == "E0000011")
    }

    @Test(.rule("authn.unauthenticated"))
    func `a sign-in that is not done leads to no app`() throws {
        let state = try begin()
        let early = try browser.get("/login/step-up/redirect", [("stateToken", state.string("stateToken"))])
        #expect(early.status == 400)
    }
}
