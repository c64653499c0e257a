import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Links in emails: of codes, and of recovery.
@Suite struct EmailLinkTests {
    private let double: TestDouble
    private let client: IDXClient

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text])
        client = IDXClient(double)
    }

    /// The path of the latest message's link.
    private func link() throws -> String {
        let link = try AuthnClient(double).lastMessage()["link"]?.string ?? ""
        #expect(link.hasPrefix("http://mock.example/"))
        return String(link.dropFirst("http://mock.example".count))
    }

    private func challenge(_ browser: Browser) throws -> Answer {
        let interact = HTTPRequest(
            method: .post,
            path: "/oauth2/v1/interact",
            fields: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(FormParameters(IDXClient.interact()).encoded.utf8)
        )
        let handle = try browser.send(interact).string("interaction_handle")
        let first = try client.post("introspect", ["interactionHandle": .string(handle)])
        var members = IDXClient.passcode("Mia-pw-1")
        members["identifier"] = "mia@example.com"
        return try client.choose(client.submit(first, "identify", members), "Email")
    }

    @Test(.rule("email-link.same-browser"))
    func `opened in the browser that began, the link proves the address`() throws {
        let browser = Browser(double)
        let challenge = try challenge(browser)
        #expect(try client.submit(challenge, "poll").remediations == challenge.remediations)
        let page = try browser.get(link())
        #expect(page.status == 200 && page.text.contains("Please return to the original tab."))
        #expect(!page.text.contains("<code"))
        #expect(try browser.get(link()).status == 200)
        let done = try client.submit(challenge, "poll")
        #expect(claims(of: try client.redeem(done).string("id_token"))["amr"]?.strings == ["mfa", "otp", "pwd"])
    }

    @Test(.rule("email-link.other-browser"))
    func `opened elsewhere, the page shows the code`() throws {
        let challenge = try challenge(Browser(double))
        let page = try Browser(double).get(link())
        let code = try AuthnClient(double).lastMessage()["code"]?.string ?? ""
        #expect(page.text.contains("original browser or device") && page.text.contains(code))
        #expect(try client.submit(challenge, "poll").remediations == challenge.remediations)
        let done = try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code))
        #expect(done.json["successWithInteractionCode"] != nil)
    }

    @Test(.rule("email-link.expired"))
    func `a link ends with its code`() throws {
        let browser = Browser(double)
        let challenge = try challenge(browser)
        let former = try link()
        _ = try client.submit(challenge, "resend")
        #expect(try browser.get(former).text.contains("This email link has expired"))
        let latest = try link()
        double.advance(300)
        #expect(try browser.get(latest).text.contains("This email link has expired"))
        #expect(try browser.get("/email/verify/oidc_client/03nothing").text.contains("expired"))
    }

    @Test(.rule("email-link.page"))
    func `the page of a sign-in goes on once the link was opened`() throws {
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let choice = try browser.signIn(page, "mia@example.com", "Mia-pw-1")
        let challenge = try browser.press(choice, "emf00000000000000em1")
        #expect(try browser.press(challenge, "poll").text.contains("Verify with your Email"))
        #expect(try browser.get(link()).text.contains("original tab"))
        #expect(try browser.press(challenge, "poll").redirect["code"] != nil)
    }

    @Test(.rule("authn.recovery-page"))
    func `the link of a recovery email leads to a page for the new password`() throws {
        _ = try AuthnClient(double).post("/recovery/password", ["username": "alice@example.com"])
        let (path, browser) = (try link(), Browser(double))
        let page = try browser.get(path)
        #expect(page.status == 200 && page.text.contains("Reset your password"))
        func set(_ page: Answer, _ password: String) throws -> Answer {
            let form = try #require(HTMLForm.all(in: page.text).first { $0.inputs.contains { $0.type == "password" } })
            #expect(form.action == path)
            let button = try #require(form.buttons.first)
            let inputs = form.inputs.filter { !$0.name.isEmpty }.map { ($0.name, password) }
            return try browser.post(form.action, inputs + [(button.name, button.value)])
        }
        let weak = try set(page, "weak")
        #expect(weak.text.contains("Password requirements were not met"))
        #expect(try set(weak, "Brand-new-1").text.contains("Password reset"))
        #expect(try AuthnClient(double).start("alice@example.com", "Brand-new-1").string("status") == "SUCCESS")
        #expect(try browser.get(path).status == 400)
    }

    @Test(.rule("authn.recovery-page"))
    func `the link of an unlock email unlocks`() throws {
        _ = try AuthnClient(double).post("/recovery/unlock", ["username": "locked@example.com"])
        #expect(try Browser(double).get(link()).text.contains("Account unlocked"))
        #expect(double.user("locked@example.com")?.status == .active)
    }
}
