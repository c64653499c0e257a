import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// The pages after the password, as a browser without JavaScript uses them.
@Suite struct StepPagesTests {
    private let double: TestDouble
    private let browser: Browser

    init() throws {
        double = try TestDouble(builtInAnd: FactorsFixture.text)
        browser = Browser(double)
    }

    private func open(_ changes: [String: String] = [:]) throws -> Answer {
        try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
    }

    private func code() throws -> String { try AuthnClient(double).lastMessage()["code"]?.string ?? "" }

    @Test(.rule("page.factors"))
    func `a user with factors chooses one, and its code leads to the app`() throws {
        let choice = try browser.signIn(open(), "mia@example.com", "Mia-pw-1")
        #expect(
            choice.status == 200 && choice.text.contains("Verify it&#39;s you") || choice.text.contains("Verify it's")
        )
        #expect(choice.text.contains("m***a@example.com") && choice.text.contains("+1 XXX-XXX-4567"))
        #expect(browser.cookie("idx") == nil)
        let challenge = try browser.press(choice, "emf00000000000000em1")
        #expect(challenge.text.contains("Verify with your Email"))
        let wrong = try browser.fill(challenge, ["credentials.passcode": "no"])
        #expect(wrong.status == 200 && wrong.text.contains("Invalid code. Try again."))
        let done = try browser.fill(wrong, ["credentials.passcode": code()])
        #expect(done.redirect["code"] != nil, "\(done)")
        // The session keeps how the user signed in.
        let again = try open(["prompt": "none", "state": "s-2"])
        let tokens = try OAuthClient(double)
            .token(OAuthClient.redeem(again.redirect["code"] ?? ""), basic: OAuthClient.web)
        #expect(claims(of: tokens.string("id_token"))["amr"]?.strings == ["mfa", "otp", "pwd"])
    }

    @Test(.rule("page.known-answer"))
    func `one click enters the answer that the double knows`() throws {
        let choice = try browser.signIn(open(), "mia@example.com", "Mia-pw-1")
        for factor in ["uft000000000000totp1", "sms00000000000000sm1", "ufs00000000000000qu1"] {
            let challenge = try browser.press(choice, factor)
            #expect(challenge.text.contains("which mock-okta knows"))
        }
        let challenge = try browser.press(choice, "ufs00000000000000qu1")
        let form = try #require(
            HTMLForm.all(in: challenge.text).first { form in form.inputs.contains { $0.value == "Spinach" } }
        )
        #expect(try browser.post(form.action, form.inputs.map { ($0.name, $0.value) }).redirect["code"] != nil)
    }

    @Test(.rule("page.push"))
    func `a push is approved or rejected on the page itself`() throws {
        let choice = try browser.signIn(open(), "mia@example.com", "Mia-pw-1")
        let waiting = try browser.press(choice, "opf00000000000000pu1")
        #expect(try browser.press(waiting, "poll").text.contains("Push notification sent"))
        let rejected = try browser.press(waiting, "reject")
        #expect(rejected.text.contains("You have chosen to reject this login."))
        let again = try browser.press(browser.press(rejected, "previous"), "opf00000000000000pu1")
        #expect(try browser.press(again, "approve").redirect["code"] != nil)
    }

    @Test(.rule("page.expired-password"))
    func `an expired password is replaced`() throws {
        let page = try browser.signIn(open(), "ed@example.com", "Ed-pw-123")
        #expect(page.text.contains("Your password has expired"))
        let weak = try browser.fill(page, ["credentials.passcode": "weak", "confirmPassword": "weak"])
        #expect(weak.text.contains("Password requirements were not met"))
        let different = try browser.fill(weak, ["credentials.passcode": "New-pw-123", "confirmPassword": "New-pw-124"])
        #expect(different.status == 200 && different.redirect["code"] == nil)
        let done = try browser.fill(different, ["credentials.passcode": "New-pw-123", "confirmPassword": "New-pw-123"])
        #expect(done.redirect["code"] != nil)
        #expect(double.user("ed@example.com")?.status == .active)
    }

    @Test(.rule("page.recovery"))
    func `a forgotten password is reset by a code`() throws {
        let start = try browser.press(open(), "recover")
        #expect(start.text.contains("Reset your password"))
        #expect(
            try browser.fill(start, ["identifier": "nobody"]).text.contains(
                "There is no account with the Username nobody."
            )
        )
        let choice = try browser.fill(start, ["identifier": "alice@example.com"])
        let factor = try #require(HTMLForm.all(in: choice.text).first?.buttons.first)
        let challenge = try browser.press(choice, factor.value)
        let page = try browser.fill(challenge, ["credentials.passcode": code()])
        #expect(page.text.contains("New password"))
        let done = try browser.fill(page, ["credentials.passcode": "Brand-new-1", "confirmPassword": "Brand-new-1"])
        #expect(done.redirect["code"] != nil)
    }

    @Test(.rule("page.unlock"))
    func `a locked user unlocks and signs in`() throws {
        let start = try browser.press(open(), "unlock")
        #expect(try browser.fill(start, ["identifier": "alice@example.com"]).text.contains("not allowed at this time"))
        let choice = try browser.fill(start, ["identifier": "locked@example.com"])
        let factor = try #require(HTMLForm.all(in: choice.text).first?.buttons.first)
        let unlocked = try browser.fill(browser.press(choice, factor.value), ["credentials.passcode": code()])
        #expect(unlocked.text.contains("Account successfully unlocked"))
        let page = try browser.press(unlocked, "restart")
        #expect(try browser.signIn(page, "locked@example.com", "Locked-pw-1").redirect["code"] != nil)
    }

    @Test(.rule("page.step-up"))
    func `acr_values asks for a second factor, and for setting one up`() throws {
        #expect(try browser.signIn(open(), "alice@example.com", "Alice-pw-1").redirect["code"] != nil)
        let silent = try open(["acr_values": "urn:okta:loa:2fa:any", "prompt": "none"])
        #expect(silent.redirect["error"] == "login_required")
        let page = try open(["acr_values": "urn:okta:loa:2fa:any"])
        let enroll = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(enroll.text.contains("Set up security methods"))
        let pending = try browser.press(enroll, "enroll token:software:totp")
        #expect(pending.text.contains("<svg"))
        let key = pending.text.split(separator: "<code>").last?.split(separator: "</code>").first.map(String.init)
        let secret = try #require(Base32.decode(key ?? ""))
        let code = TOTP.code(secret: secret, step: TOTP.step(at: double.now)) ?? ""
        let done = try browser.fill(pending, ["credentials.passcode": code])
        let tokens = try OAuthClient(double)
            .token(OAuthClient.redeem(done.redirect["code"] ?? ""), basic: OAuthClient.web)
        let idToken = claims(of: tokens.string("id_token"))
        #expect(idToken["acr"] == "urn:okta:loa:2fa:any" && idToken["amr"]?.strings == ["mfa", "otp", "pwd"])
        // The session is good for the next request.
        #expect(try open(["acr_values": "urn:okta:loa:2fa:any", "prompt": "none"]).redirect["code"] != nil)
    }

    @Test(.rule("page.never"))
    func `the fixture may switch second factors off`() throws {
        let double = try TestDouble(
            [TestOrganization.builtIn(), FactorsFixture.text, #"{mock: {secondFactor: "never"}}"#]
        )
        #expect(try OAuthClient(double).code(as: ("mia@example.com", "Mia-pw-1")).isEmpty == false)
    }

    @Test(.rule("page.sign-in-ended"))
    func `a page of a sign-in that has ended leads nowhere`() throws {
        let choice = try browser.signIn(open(), "otto@example.com", "Otto-pw-1")
        let challenge = try browser.press(choice, "uft000000000000totp2")
        let code = TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: double.now)) ?? ""
        #expect(try browser.fill(challenge, ["credentials.passcode": code]).redirect["code"] != nil)
        #expect(try browser.fill(challenge, ["credentials.passcode": code]).status == 400)
    }
}
