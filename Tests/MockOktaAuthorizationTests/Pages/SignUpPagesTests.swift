import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Signing up, remembering the user name, warnings and what the double knows, on the pages.
@Suite struct SignUpPagesTests {
    private func open(_ browser: Browser) throws -> Answer {
        try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
    }

    @Test(.rule("page.sign-up"))
    func `a new user signs up and arrives at the app`() throws {
        let double = try TestDouble(builtInAnd: RegistrationFixture.text())
        let browser = Browser(double)
        let form = try browser.press(open(browser), "register")
        #expect(form.text.contains("<h1>Sign up</h1>"))
        let profile = [
            "userProfile.firstName": "Nia", "userProfile.lastName": "New", "userProfile.email": "alice@example.com",
        ]
        let taken = try browser.press(form, "profile", profile)
        #expect(taken.status == 200 && taken.text.contains("A user with this Email already exists"))
        #expect(taken.text.contains("aria-invalid=\"true\""))
        var changed = profile
        changed["userProfile.email"] = "nia@example.com"
        let password = try browser.press(taken, "profile", changed)
        #expect(password.text.contains("Set up password") && password.text.contains("nia@example.com"))
        let new = ["credentials.passcode": "Good-pw-123", "confirmPassword": "Good-pw-123"]
        let factors = try browser.press(password, "password", new)
        #expect(factors.text.contains("Set up security methods") && factors.text.contains("Set up later"))
        #expect(try browser.press(factors, "skip").redirect["code"] != nil)
        #expect(double.user("nia@example.com")?.status == .active)
    }

    @Test(.rule("page.sign-up"))
    func `without a policy the page offers no sign-up`() throws {
        let browser = Browser(try TestDouble())
        let page = try open(browser)
        #expect(!page.text.contains("Sign up"))
        let form = try #require(HTMLForm.all(in: page.text).first { $0.action.hasSuffix("/step") })
        let forced = try browser.post(form.action, form.inputs.map { ($0.name, $0.value) } + [("action", "register")])
        #expect(forced.status == 200 && forced.text.contains("<h1>Sign In</h1>"))
    }

    @Test(.rule("page.remember-me"))
    func `a remembered user name is filled in, until it is not wanted`() throws {
        let browser = Browser(try TestDouble())
        func signIn(_ page: Answer, remembers: Bool) throws -> Answer {
            let form = try #require(HTMLForm.all(in: page.text).first)
            let box = remembers ? [("rememberMe", "true")] : []
            return try browser.post(form.action, form.filled(text: "bob@example.com", password: "Bob-pw-1") + box)
        }
        let fresh = [("prompt", "login")]
        func page() throws -> Answer {
            try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize() + fresh)
        }
        #expect(try HTMLForm.all(in: page().text).first?.inputs[1].value == "")
        #expect(try signIn(page(), remembers: true).redirect["code"] != nil)
        let remembered = try page()
        #expect(HTMLForm.all(in: remembered.text).first?.inputs[1].value == "bob@example.com")
        #expect(remembered.text.contains("value=\"true\" checked>"))
        #expect(try signIn(remembered, remembers: false).redirect["code"] != nil)
        #expect(try HTMLForm.all(in: page().text).first?.inputs[1].value == "")
    }

    @Test(.rule("page.password-warning"))
    func `a password that expires soon can be kept`() throws {
        let browser = Browser(try TestDouble(builtInAnd: RegistrationFixture.warning))
        let warned = try browser.signIn(open(browser), "ada@example.com", "Ada-pw-123")
        #expect(warned.text.contains("Your password will expire in 5 days"))
        #expect(try browser.press(warned, "skip").redirect["code"] != nil)
    }

    @Test(.rule("page.known-answer"))
    func `personas show the factors, and the page offers a code that was not used`() throws {
        let double = try TestDouble(builtInAnd: FactorsFixture.text)
        func challenge() throws -> (Browser, Answer) {
            let browser = Browser(double)
            let page = try open(browser)
            #expect(page.text.contains("with Google Authenticator, Email, Phone, Security Question, Okta Verify"))
            let choice = try browser.signIn(page, "mia@example.com", "Mia-pw-1")
            let form = try #require(HTMLForm.all(in: choice.text).first { $0.buttons.count > 3 })
            let hidden = form.inputs.map { ($0.name, $0.value) }
            let chosen = [("authenticator.id", "uft000000000000totp1")]
            return (browser, try browser.post(form.action, hidden + chosen))
        }
        var codes: Set<String> = []
        for _ in 0..<3 {
            let (browser, page) = try challenge()
            let form = try #require(
                HTMLForm.all(in: page.text).first { form in
                    form.inputs.contains { $0.name == "credentials.passcode" && $0.type == "hidden" }
                }
            )
            codes.insert(form.inputs.first { $0.name == "credentials.passcode" }?.value ?? "")
            let done = try browser.post(form.action, form.inputs.map { ($0.name, $0.value) })
            #expect(done.redirect["code"] != nil, "\(done)")
        }
        #expect(codes.count == 3)
        // All codes of the window are used.
        #expect(try !challenge().1.text.contains("which mock-okta knows"))
    }
}
