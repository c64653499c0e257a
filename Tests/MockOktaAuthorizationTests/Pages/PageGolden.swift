import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A page of a sign-in: how to get there; what is on it is the file of this name.
struct PageGolden: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let overlay: String
    let walk: @Sendable (Browser, TestDouble) throws -> Answer

    init(
        _ name: String,
        overlay: String = "{}",
        _ walk: @escaping @Sendable (Browser, TestDouble) throws -> Answer
    ) {
        testDescription = name
        self.overlay = overlay
        self.walk = walk
    }

    private static func open(_ browser: Browser, _ changes: [String: String?] = [:]) throws -> Answer {
        try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
    }

    private static func signIn(_ browser: Browser, _ login: String, _ password: String) throws -> Answer {
        try browser.signIn(open(browser), login, password)
    }

    private static func code(_ double: TestDouble) throws -> [String: String] {
        ["credentials.passcode": try AuthnClient(double).lastMessage()["code"]?.string ?? ""]
    }

    /// The path of the latest message's link.
    private static func link(_ double: TestDouble) throws -> String {
        let link = try AuthnClient(double).lastMessage()["link"]?.string ?? ""
        return String(link.dropFirst("http://mock.example".count))
    }

    private static func email(_ browser: Browser) throws -> Answer {
        try browser.press(signIn(browser, "una@example.com", "Una-pw-123"), "emf1")
    }

    private static func identifier(_ browser: Browser, _ action: String, _ login: String) throws -> Answer {
        try browser.fill(browser.press(open(browser), action), ["identifier": login])
    }

    private static func setUp(_ browser: Browser) throws -> Answer {
        let page = try open(browser, ["acr_values": "urn:okta:loa:2fa:any"])
        return try browser.signIn(page, "alice@example.com", "Alice-pw-1")
    }

    private static func register(_ browser: Browser, _ email: String) throws -> Answer {
        let profile = ["userProfile.firstName": "Nia", "userProfile.lastName": "New", "userProfile.email": email]
        return try browser.press(browser.press(open(browser), "register"), "profile", profile)
    }

    private static let identifierFirst = #"{mock: {signInPage: {layout: "identifier-first"}}}"#

    static let all = signIn + factors + enrollment + passwords

    private static let signIn: [PageGolden] = [
        PageGolden("sign-in") { browser, _ in try open(browser) },
        PageGolden("sign-in-wrong") { browser, _ in try signIn(browser, "alice@example.com", "x") },
        PageGolden("identify", overlay: identifierFirst) { browser, _ in try open(browser) },
        PageGolden("password", overlay: identifierFirst) { browser, _ in
            try browser.fill(open(browser), ["identifier": "alice@example.com"])
        },
    ]

    private static let factors: [PageGolden] = [
        PageGolden("select") { browser, _ in try signIn(browser, "mia@example.com", "Mia-pw-1") },
        PageGolden("email") { browser, _ in try email(browser) },
        PageGolden("code-wrong") { browser, _ in
            try browser.fill(email(browser), ["credentials.passcode": "no"])
        },
        PageGolden("sms") { browser, _ in
            try browser.press(signIn(browser, "phil@example.com", "Phil-pw-123"), "sms1")
        },
        PageGolden("call") { browser, _ in
            try browser.press(signIn(browser, "phil@example.com", "Phil-pw-123"), "clf1")
        },
        PageGolden("question") { browser, _ in
            try browser.press(signIn(browser, "quin@example.com", "Quin-pw-123"), "ufs1")
        },
        PageGolden("totp") { browser, _ in
            try browser.press(signIn(browser, "otto@example.com", "Otto-pw-1"), "uft000000000000totp2")
        },
        PageGolden("push") { browser, _ in
            try browser.press(signIn(browser, "paul@example.com", "Paul-pw-123"), "opf1")
        },
        PageGolden("link-same-browser") { browser, double in
            _ = try email(browser)
            return try browser.get(link(double))
        },
        PageGolden("link-other-browser") { browser, double in
            _ = try email(browser)
            return try Browser(double).get(link(double))
        },
        PageGolden("link-expired") { browser, _ in try browser.get("/email/verify/oidc_client/03x") },
    ]

    private static let enrollment: [PageGolden] = [
        PageGolden("required-factors") { browser, _ in try setUp(browser) },
        PageGolden("enroll-totp") { browser, _ in try browser.press(setUp(browser), "enroll token:software:totp") },
        PageGolden("enroll-sms") { browser, _ in
            try browser.press(setUp(browser), "enroll sms", ["phoneNumber": "+15551234567"])
        },
        PageGolden("enroll-email") { browser, _ in try browser.press(setUp(browser), "enroll email") },
        PageGolden("sign-up") { browser, _ in try browser.press(open(browser), "register") },
        PageGolden("sign-up-wrong") { browser, _ in try register(browser, "no address") },
        PageGolden("first-password") { browser, _ in try register(browser, "nia@example.com") },
        PageGolden("optional-factors") { browser, _ in
            let new = ["credentials.passcode": "Good-pw-123", "confirmPassword": "Good-pw-123"]
            return try browser.press(register(browser, "nia@example.com"), "password", new)
        },
    ]

    private static let passwords: [PageGolden] = [
        PageGolden("expired") { browser, _ in try signIn(browser, "ed@example.com", "Ed-pw-123") },
        PageGolden("warning") { browser, _ in try signIn(browser, "ada@example.com", "Ada-pw-123") },
        PageGolden("identify-recovery") { browser, _ in try browser.press(open(browser), "recover") },
        PageGolden("unknown-user") { browser, _ in try identifier(browser, "recover", "nobody@example.com") },
        PageGolden("recovery") { browser, _ in try identifier(browser, "recover", "phil@example.com") },
        PageGolden("reset") { browser, double in
            let choice = try identifier(browser, "recover", "alice@example.com")
            let factor = HTMLForm.all(in: choice.text).first?.buttons.first?.value ?? ""
            return try browser.fill(browser.press(choice, factor), code(double))
        },
        PageGolden("identify-unlock") { browser, _ in try browser.press(open(browser), "unlock") },
        PageGolden("unlock-refused") { browser, _ in try identifier(browser, "unlock", "alice@example.com") },
        PageGolden("unlocked") { browser, double in
            let choice = try identifier(browser, "unlock", "locked@example.com")
            let factor = HTMLForm.all(in: choice.text).first?.buttons.first?.value ?? ""
            return try browser.fill(browser.press(choice, factor), code(double))
        },
        PageGolden("recovery-link") { browser, double in
            _ = try AuthnClient(double).post("/recovery/password", ["username": "alice@example.com"])
            return try browser.get(link(double))
        },
        PageGolden("unlock-link") { browser, double in
            _ = try AuthnClient(double).post("/recovery/unlock", ["username": "locked@example.com"])
            return try browser.get(link(double))
        },
    ]
}
