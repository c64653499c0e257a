import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Codes of recoveries cannot be guessed by beginning again: a user has five wrong answers in five minutes.
@Suite struct RecoveryAnswerTests {
    private let double: TestDouble

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text])
    }

    private func code() throws -> String { try AuthnClient(double).lastMessage()["code"]?.string ?? "" }

    /// A recovery of Mia's that waits for a code: how an answer is given.
    private func recoverByAuthn() throws -> (String) throws -> Answer {
        let client = AuthnClient(double)
        let challenge = try client.post("/recovery/password", ["username": "mia@example.com", "factorType": "SMS"])
        return { try client.follow(challenge, "next", ["passCode": .string($0)]) }
    }

    private func recoverByIDX() throws -> (String) throws -> Answer {
        let client = IDXClient(double)
        let identify = try client.submit(client.begin(), "recover")
        let choice = try client.submit(identify, "identify-recovery", ["identifier": "mia@example.com"])
        let challenge = try client.choose(choice, "Email")
        return { try client.submit(challenge, "challenge-authenticator", IDXClient.passcode($0)) }
    }

    private func recoverOnPages() throws -> (String) throws -> Answer {
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let choice = try browser.fill(browser.press(page, "recover"), ["identifier": "mia@example.com"])
        let challenge = try browser.press(choice, "sms00000000000000sm1")
        return { try browser.fill(challenge, ["credentials.passcode": $0]) }
    }

    private func fiveWrongAnswers() throws {
        for begin in [recoverByAuthn, recoverByIDX, recoverOnPages, recoverByAuthn, recoverByIDX] {
            _ = try begin()("guess")
        }
    }

    @Test(.rule("signin.recovery-answers"))
    func `five wrong answers across all faces: then a right one is refused by each`() throws {
        try fiveWrongAnswers()
        let authn = try recoverByAuthn()(code())
        #expect(authn.status == 403 && authn.text.contains("too many failed attempts"))
        let idx = try recoverByIDX()(code())
        #expect(idx.status == 401 && idx.messageKeys == ["authfactor.challenge.suspended_factor"])
        let page = try recoverOnPages()(code())
        #expect(page.text.contains("too many failed attempts"))
    }

    @Test(.rule("signin.recovery-answers"))
    func `five minutes later the user has five answers again`() throws {
        try fiveWrongAnswers()
        double.advance(299)
        #expect(try recoverByAuthn()(code()).status == 403)
        double.advance(1)
        #expect(try recoverByAuthn()(code()).string("status") == "PASSWORD_RESET")
    }

    @Test(.rule("signin.recovery-answers"))
    func `a right answer sets the count back`() throws {
        for _ in 0..<3 {
            let answer = try recoverByAuthn()
            for _ in 0..<2 { #expect(try answer("guess").status == 403) }
            #expect(try answer(code()).string("status") == "PASSWORD_RESET")
        }
    }

    @Test(.rule("signin.recovery-answers"))
    func `the link of the email is no answer`() throws {
        try fiveWrongAnswers()
        let client = AuthnClient(double)
        _ = try client.post("/recovery/password", ["username": "mia@example.com", "factorType": "EMAIL"])
        let link = try client.lastMessage()["link"]?.string ?? ""
        let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
        let recovered = try client.post("/recovery/token", ["recoveryToken": token])
        #expect(recovered.string("status") == "PASSWORD_RESET")
    }

    @Test(.rule("signin.recovery-lockout"))
    func `wrong answers of recoveries count towards the lockout`() throws {
        try fiveWrongAnswers()
        #expect(double.user("mia@example.com")?.status == .active)
        double.advance(300)
        try fiveWrongAnswers()
        #expect(double.user("mia@example.com")?.status == .lockedOut)
    }

    /// A user who is locked out already has no more answers than others.
    @Test(.rule("signin.recovery-answers"))
    func `unlocking cannot be guessed either`() throws {
        let client = IDXClient(double)
        func unlock(_ code: () throws -> String) throws -> Answer {
            let form = try client.submit(client.begin(), "unlock-account")
            let option = form.json["remediation"]?["value"]?.array?[0]["value"]?.array?[1]["options"]?.array?[0]
            let id = option?["value"]?["form"]?["value"]?.array?[0]["value"] ?? ""
            let challenge = try client.submit(
                form,
                "select-authenticator-unlock-account",
                ["identifier": "locked@example.com", "authenticator": ["id": id, "methodType": "email"]]
            )
            return try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code()))
        }
        for _ in 0..<5 { #expect(try unlock { "guess" }.status == 401) }
        #expect(try unlock(code).messageKeys == ["authfactor.challenge.suspended_factor"])
        #expect(double.user("locked@example.com")?.status == .lockedOut)
    }
}
