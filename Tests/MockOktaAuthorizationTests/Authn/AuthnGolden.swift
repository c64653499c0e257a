import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// A state of a sign-in by `/api/v1/authn`: how to get there; its answer is the file of this name.
struct AuthnGolden: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let status: Int
    let overlay: String
    let walk: @Sendable (AuthnClient) throws -> Answer

    init(
        _ name: String,
        _ status: Int = 200,
        overlay: String = "{}",
        _ walk: @escaping @Sendable (AuthnClient) throws -> Answer
    ) {
        testDescription = name
        self.status = status
        self.overlay = overlay
        self.walk = walk
    }

    private static func choose(
        _ client: AuthnClient,
        _ login: String,
        _ password: String,
        _ id: String
    ) throws -> Answer {
        try client.choose(id, client.start(login, password))
    }

    private static func start(_ client: AuthnClient, _ login: JSON, _ password: JSON, _ option: String) throws -> Answer
    {
        var options: JSONObject = [:]
        options[option] = true
        return try client.post("", ["username": login, "password": password, "options": .object(options)])
    }

    private static func setUp(_ client: AuthnClient, _ body: JSONObject) throws -> Answer {
        let start = try client.start("alice@example.com", "Alice-pw-1")
        var object: JSONObject = ["stateToken": .string(start.string("stateToken"))]
        for member in body.members { object[member.key] = member.value }
        return try client.post("/factors", .object(object))
    }

    /// Follows the link of a recovery email.
    private static func recover(_ client: AuthnClient, _ path: String, _ login: JSON) throws -> Answer {
        _ = try client.post(path, ["username": login, "factorType": "EMAIL"])
        let link = try client.lastMessage()["link"]?.string ?? ""
        let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
        return try client.post("/recovery/token", ["recoveryToken": token])
    }

    static let all = signIn + factors + enrollment + passwords

    private static let signIn: [AuthnGolden] = [
        AuthnGolden("success") { try $0.start("alice@example.com", "Alice-pw-1") },
        AuthnGolden("success-relay-state") { client in
            try client.post(
                "",
                ["username": "alice@example.com", "password": "Alice-pw-1", "relayState": "/deep/link"]
            )
        },
        AuthnGolden("refused", 401) { try $0.start("alice@example.com", "x") },
        AuthnGolden("state-token-expired", 401) { try $0.post("", ["stateToken": "00x"]) },
        AuthnGolden("cancelled") { client in
            let body: JSON = ["username": "una@example.com", "password": "Una-pw-123", "relayState": "/deep/link"]
            return try client.follow(client.post("", body), "cancel")
        },
        AuthnGolden(
            "locked-out",
            overlay: """
                {policies: [{id: "00ppw", type: "PASSWORD", name: "p", status: "ACTIVE", priority: 1,
                  settings: {password: {lockout: {showLockoutFailures: true}}}}]}
                """
        ) { try $0.start("locked@example.com", "Locked-pw-1") },
    ]

    private static let factors: [AuthnGolden] = [
        AuthnGolden("mfa-required") { try $0.start("mia@example.com", "Mia-pw-1") },
        AuthnGolden("mfa-challenge-email") { try choose($0, "una@example.com", "Una-pw-123", "emf1") },
        AuthnGolden("mfa-challenge-sms") { try choose($0, "phil@example.com", "Phil-pw-123", "sms1") },
        AuthnGolden("mfa-challenge-call") { try choose($0, "phil@example.com", "Phil-pw-123", "clf1") },
        AuthnGolden("mfa-challenge-question") { try choose($0, "quin@example.com", "Quin-pw-123", "ufs1") },
        AuthnGolden("mfa-challenge-totp") {
            try choose($0, "otto@example.com", "Otto-pw-1", "uft000000000000totp2")
        },
        AuthnGolden("mfa-challenge-push") { try choose($0, "paul@example.com", "Paul-pw-123", "opf1") },
        AuthnGolden("mfa-challenge-push-rejected") { client in
            let challenge = try choose(client, "paul@example.com", "Paul-pw-123", "opf1")
            _ = try ControlClient(client.double).post("/push/paul@example.com", ["decision": "deny"])
            return try client.follow(challenge)
        },
        AuthnGolden("code-wrong", 403) { client in
            let challenge = try choose(client, "una@example.com", "Una-pw-123", "emf1")
            return try client.follow(challenge, "next", ["passCode": "no"])
        },
        AuthnGolden("code-used", 403) { client in
            let code = TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: client.double.now)) ?? ""
            func verify() throws -> Answer {
                let challenge = try choose(client, "otto@example.com", "Otto-pw-1", "uft000000000000totp2")
                return try client.follow(challenge, "next", ["passCode": .string(code)])
            }
            _ = try verify()
            return try verify()
        },
    ]

    private static let required = #"{mock: {secondFactor: "required"}}"#

    private static let enrollment: [AuthnGolden] = [
        AuthnGolden("mfa-enroll", overlay: required) { try $0.start("alice@example.com", "Alice-pw-1") },
        AuthnGolden("mfa-enroll-optional") {
            try start($0, "alice@example.com", "Alice-pw-1", "multiOptionalFactorEnroll")
        },
        AuthnGolden("mfa-enroll-activate-totp", overlay: required) {
            try setUp($0, ["factorType": "token:software:totp", "provider": "GOOGLE"])
        },
        AuthnGolden("mfa-enroll-activate-sms", overlay: required) {
            try setUp($0, ["factorType": "sms", "provider": "OKTA", "profile": ["phoneNumber": "+15551234567"]])
        },
        AuthnGolden("mfa-enroll-activate-email", overlay: required) {
            try setUp($0, ["factorType": "email", "provider": "OKTA"])
        },
    ]

    private static let question = """
        {users: [{profile: {login: "alice@example.com"}, credentials: {
          recovery_question: {question: "Who's a major player in the cowboy scene?", answer: "Annie Oakley"}}}]}
        """

    private static let passwords: [AuthnGolden] = [
        AuthnGolden("password-expired") { try $0.start("ed@example.com", "Ed-pw-123") },
        AuthnGolden("password-warn", overlay: RegistrationFixture.warning) {
            try start($0, "ada@example.com", "Ada-pw-123", "warnBeforePasswordExpired")
        },
        AuthnGolden("password-weak", 403) { client in
            let expired = try client.start("ed@example.com", "Ed-pw-123")
            return try client.follow(expired, "next", ["oldPassword": "Ed-pw-123", "newPassword": "weak"])
        },
        AuthnGolden("recovery-challenge-email") {
            try $0.post("/recovery/password", ["username": "alice@example.com", "factorType": "EMAIL"])
        },
        AuthnGolden("recovery-challenge-sms") {
            try $0.post("/recovery/password", ["username": "mia@example.com", "factorType": "SMS"])
        },
        AuthnGolden("recovery-question", overlay: question) {
            try recover($0, "/recovery/password", "alice@example.com")
        },
        AuthnGolden("password-reset") { try recover($0, "/recovery/password", "alice@example.com") },
        AuthnGolden("unlock-challenge-email") {
            try $0.post("/recovery/unlock", ["username": "locked@example.com", "factorType": "EMAIL"])
        },
        AuthnGolden("unlocked") { try recover($0, "/recovery/unlock", "locked@example.com") },
    ]
}
