import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Six digits cannot be guessed: five wrong answers make a challenge void, on each face and for each factor.
@Suite struct BruteForceTests {
    enum Kind: String, CaseIterable {
        case email = "emf00000000000000em1"
        case sms = "sms00000000000000sm1"
        case totp = "uft000000000000totp1"
        case question = "ufs00000000000000qu1"

        var label: String {
            switch self {
            case .email: "Email"
            case .sms: "Phone"
            case .totp: "Google Authenticator"
            case .question: "Security Question"
            }
        }
    }

    private let double: TestDouble

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, FactorsFixture.text])
    }

    private func right(_ kind: Kind) throws -> String {
        switch kind {
        case .email, .sms: try AuthnClient(double).lastMessage()["code"]?.string ?? ""
        case .totp: TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: double.now)) ?? ""
        case .question: "Spinach"
        }
    }

    @Test(.rule("signin.five-answers"), arguments: Kind.allCases)
    func `by /api/v1/authn`(kind: Kind) throws {
        let client = AuthnClient(double)
        let challenge = try client.choose(kind.rawValue, client.start("mia@example.com", "Mia-pw-1"))
        let right = try right(kind)
        for _ in 0..<5 { #expect(try client.follow(challenge, "next", ["passCode": "guess"]).status == 403) }
        let late = try client.follow(challenge, "next", ["passCode": .string(right)])
        #expect(late.status == 403 && late.text.contains("too many failed attempts"))
    }

    @Test(.rule("signin.five-answers"), arguments: Kind.allCases)
    func `by /idp/idx`(kind: Kind) throws {
        let client = IDXClient(double)
        var members = IDXClient.passcode("Mia-pw-1")
        members["identifier"] = "mia@example.com"
        let choice = try client.submit(client.begin(), "identify", members)
        let challenge = try client.choose(choice, kind.label, kind == .sms ? ["methodType": "sms"] : [:])
        func answer(_ text: String) throws -> Answer {
            let member = kind == .question ? "answer" : "passcode"
            return try client.submit(
                challenge,
                "challenge-authenticator",
                ["credentials": .object([member: .string(text)])]
            )
        }
        let right = try right(kind)
        for _ in 0..<5 { #expect(try answer("guess").status == 401) }
        let late = try answer(right)
        #expect(late.status == 401 && late.messageKeys == ["authfactor.challenge.suspended_factor"])
    }

    @Test(.rule("signin.five-answers"), arguments: Kind.allCases)
    func `on the pages`(kind: Kind) throws {
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let choice = try browser.signIn(page, "mia@example.com", "Mia-pw-1")
        var challenge = try browser.press(choice, kind.rawValue)
        let right = try right(kind)
        for _ in 0..<5 { challenge = try browser.fill(challenge, ["credentials.passcode": "guess"]) }
        let late = try browser.fill(challenge, ["credentials.passcode": right])
        #expect(late.redirect["code"] == nil && late.text.contains("too many failed attempts"))
    }

    /// Choosing a factor again gives five more answers, so all of them count towards the lockout.
    @Test(.rule("signin.lockout"))
    func `ten wrong answers of challenges lock a user out`() throws {
        let client = AuthnClient(double)
        for _ in 0..<2 {
            let challenge = try client.choose(Kind.totp.rawValue, client.start("mia@example.com", "Mia-pw-1"))
            for _ in 0..<5 { _ = try client.follow(challenge, "next", ["passCode": "000"]) }
        }
        #expect(double.user("mia@example.com")?.status == .lockedOut)
        #expect(try client.start("mia@example.com", "Mia-pw-1").status == 401)
    }
}
