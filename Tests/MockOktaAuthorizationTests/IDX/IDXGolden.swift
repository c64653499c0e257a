import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// A state of a sign-in by the Identity Engine's API: how to get there; its envelope is the file of this name.
struct IDXGolden: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let status: Int
    let overlay: String
    /// The authorization server; the org's, which has no rules, where nil.
    let server: String?
    let walk: @Sendable (IDXClient, TestDouble) throws -> Answer

    init(
        _ name: String,
        _ status: Int = 200,
        overlay: String = "{}",
        server: String? = nil,
        _ walk: @escaping @Sendable (IDXClient, TestDouble) throws -> Answer
    ) {
        testDescription = name
        self.status = status
        self.overlay = overlay
        self.server = server
        self.walk = walk
    }

    static func identify(
        _ client: IDXClient,
        _ login: String,
        _ password: String,
        _ changes: [String: String?] = [:]
    ) throws -> Answer {
        var members = IDXClient.passcode(password)
        members["identifier"] = .string(login)
        return try client.submit(client.begin(changes), "identify", members)
    }

    static func register(_ client: IDXClient, _ email: JSON = "nia@example.com") throws -> Answer {
        let form = try client.submit(client.begin(), "select-enroll-profile")
        let profile: JSON = ["firstName": "Nia", "lastName": "New", "email": email]
        return try client.submit(form, "enroll-profile", ["userProfile": profile])
    }

    /// The challenge of an email that resets a password.
    private static func recover(_ client: IDXClient) throws -> Answer {
        let form = try client.submit(client.begin(), "recover")
        return try client.submit(form, "identify-recovery", ["identifier": "alice@example.com"])
    }

    private static func reset(_ client: IDXClient, _ double: TestDouble) throws -> Answer {
        let challenge = try client.choose(recover(client), "Email")
        return try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code(double)))
    }

    static func code(_ double: TestDouble) throws -> String {
        try AuthnClient(double).lastMessage()["code"]?.string ?? ""
    }

    private static func wrong(_ client: IDXClient, _ times: Int) throws -> Answer {
        var answer = try client.choose(identify(client, "una@example.com", "Una-pw-123"), "Email")
        for _ in 0..<times {
            answer = try client.submit(answer, "challenge-authenticator", IDXClient.passcode("no"))
        }
        return answer
    }

    private static func unlock(_ client: IDXClient, _ login: JSON) throws -> Answer {
        let form = try client.submit(client.begin(), "unlock-account")
        let fields = form.json["remediation"]?["value"]?.array?[0]["value"]?.array
        let id = fields?[1]["options"]?.array?[0]["value"]?["form"]?["value"]?.array?[0]["value"] ?? ""
        let members: JSONObject = ["identifier": login, "authenticator": ["id": id, "methodType": "email"]]
        return try client.submit(form, "select-authenticator-unlock-account", members)
    }

    private static let identifierFirst = #"{mock: {signInPage: {layout: "identifier-first"}}}"#

    static let all = signIn + factors + passwords + IDXGolden.enrollment + IDXGolden.ends

    private static let signIn: [IDXGolden] = [
        IDXGolden("identify") { client, _ in try client.begin() },
        IDXGolden("identify-first", overlay: identifierFirst) { client, _ in try client.begin() },
        IDXGolden("password", overlay: identifierFirst) { client, _ in
            try client.submit(client.begin(), "identify", ["identifier": "alice@example.com"])
        },
        IDXGolden("password-wrong", 401) { client, _ in try identify(client, "alice@example.com", "x") },
        IDXGolden("password-wrong-first", 401, overlay: identifierFirst) { client, _ in
            let form = try client.submit(client.begin(), "identify", ["identifier": "alice@example.com"])
            return try client.submit(form, "challenge-authenticator", IDXClient.passcode("x"))
        },
        IDXGolden("unknown-user", overlay: identifierFirst) { client, _ in
            try client.submit(client.begin(), "identify", ["identifier": "nobody@example.com"])
        },
        IDXGolden("locked-out", 401) { client, _ in try identify(client, "locked@example.com", "Locked-pw-1") },
    ]

    private static let factors: [IDXGolden] = [
        IDXGolden("select") { client, _ in try identify(client, "una@example.com", "Una-pw-123") },
        IDXGolden("select-of-five") { client, _ in try identify(client, "mia@example.com", "Mia-pw-1") },
        IDXGolden("email") { client, _ in
            try client.choose(identify(client, "una@example.com", "Una-pw-123"), "Email")
        },
        IDXGolden("code-wrong", 401) { client, _ in try wrong(client, 1) },
        IDXGolden("code-void", 401) { client, _ in try wrong(client, 5) },
        IDXGolden("question") { client, _ in try identify(client, "quin@example.com", "Quin-pw-123") },
        IDXGolden("totp") { client, _ in try identify(client, "otto@example.com", "Otto-pw-1") },
        IDXGolden("phone") { client, _ in try identify(client, "phil@example.com", "Phil-pw-123") },
        IDXGolden("sms") { client, _ in
            try client.choose(identify(client, "phil@example.com", "Phil-pw-123"), "Phone", ["methodType": "sms"])
        },
        IDXGolden("voice") { client, _ in
            try client.choose(identify(client, "phil@example.com", "Phil-pw-123"), "Phone", ["methodType": "voice"])
        },
        IDXGolden("push") { client, _ in
            try client.choose(identify(client, "paul@example.com", "Paul-pw-123"), "Okta Verify")
        },
    ]

    private static let passwords: [IDXGolden] = [
        IDXGolden("expired") { client, _ in try identify(client, "ed@example.com", "Ed-pw-123") },
        IDXGolden("warning") { client, _ in try identify(client, "ada@example.com", "Ada-pw-123") },
        IDXGolden("identify-recovery") { client, _ in try client.submit(client.begin(), "recover") },
        IDXGolden("recovery") { client, _ in try recover(client) },
        IDXGolden("recovery-email") { client, _ in try client.choose(recover(client), "Email") },
        IDXGolden("reset") { client, double in try reset(client, double) },
        IDXGolden("password-weak", 400) { client, double in
            try client.submit(reset(client, double), "reset-authenticator", IDXClient.passcode("weak"))
        },
        IDXGolden("unlock") { client, _ in try client.submit(client.begin(), "unlock-account") },
        IDXGolden("unlock-refused", 400) { client, _ in try unlock(client, "alice@example.com") },
        IDXGolden("unlock-email") { client, _ in try unlock(client, "locked@example.com") },
        IDXGolden("unlocked") { client, double in
            let challenge = try unlock(client, "locked@example.com")
            return try client.submit(challenge, "challenge-authenticator", IDXClient.passcode(code(double)))
        },
    ]
}
