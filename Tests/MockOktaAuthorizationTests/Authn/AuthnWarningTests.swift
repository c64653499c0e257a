import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// States of `/api/v1/authn` that a client asks for, and the recovery question.
@Suite struct AuthnWarningTests {
    private func client(_ fixtures: String...) throws -> AuthnClient {
        AuthnClient(try TestDouble([TestOrganization.builtIn()] + fixtures))
    }

    private func start(_ client: AuthnClient, _ login: String, _ password: String, _ option: String) throws -> Answer {
        var options: JSONObject = [:]
        options[option] = true
        var body: JSONObject = ["username": .string(login), "password": .string(password)]
        body["options"] = .object(options)
        return try client.post("", .object(body))
    }

    /// Golden: the members and their order (Okta, "Authentication API", Primary authentication with password
    /// expiration warning).
    @Test(.rule("authn.password-warn"))
    func `a password that expires soon: PASSWORD_WARN, where the client asks for it`() throws {
        let client = try client(RegistrationFixture.warning)
        #expect(try client.start("ada@example.com", "Ada-pw-123").string("status") == "SUCCESS")
        let option = "warnBeforePasswordExpired"
        let warned = try start(client, "ada@example.com", "Ada-pw-123", option)
        #expect(warned.json.object?.keys == ["stateToken", "expiresAt", "status", "_embedded", "_links"])
        #expect(warned.string("status") == "PASSWORD_WARN")
        let policy: JSON = [
            "expiration": ["passwordExpireDays": 5],
            "complexity": [
                "minLength": 8, "minLowerCase": 1, "minUpperCase": 1, "minNumber": 1, "minSymbol": 0,
                "excludeUsername": true,
            ],
        ]
        #expect(warned.json["_embedded"]?.object?.keys == ["user", "policy"])
        #expect(warned.json["_embedded"]?["policy"] == policy)
        #expect(warned.json["_links"]?.object?.keys == ["next", "skip", "cancel"])
        #expect(warned.json["_links"]?["next"]?["name"] == "changePassword")
        let skip: JSON = [
            "name": "skip", "href": "http://mock.example/api/v1/authn/skip", "hints": ["allow": ["POST"]],
        ]
        #expect(warned.json["_links"]?["skip"] == skip)
        #expect(try client.follow(warned, "skip").string("status") == "SUCCESS")
        let other = try start(client, "ada@example.com", "Ada-pw-123", option)
        let body: JSONObject = ["oldPassword": "Ada-pw-123", "newPassword": "Good-pw-123"]
        #expect(try client.follow(other, "next", body).string("status") == "SUCCESS")
        #expect(try start(client, "ada@example.com", "Good-pw-123", option).string("status") == "SUCCESS")
    }

    @Test(.rule("authn.optional-enroll"))
    func `optional factors: MFA_ENROLL with skip, where the client asks for it`() throws {
        let client = try client()
        let option = "multiOptionalFactorEnroll"
        let offered = try start(client, "alice@example.com", "Alice-pw-1", option)
        #expect(offered.string("status") == "MFA_ENROLL")
        #expect(offered.json["_links"]?.object?.keys == ["skip", "cancel"])
        #expect(try client.follow(offered, "skip").string("status") == "SUCCESS")
        let second = try start(client, "alice@example.com", "Alice-pw-1", option)
        let question: JSON = ["question": "disliked_food", "answer": "Spinach"]
        let body: JSON = [
            "stateToken": .string(second.string("stateToken")), "factorType": "question", "provider": "OKTA",
            "profile": question,
        ]
        let more = try client.post("/factors", body)
        #expect(more.string("status") == "MFA_ENROLL")
        let kinds = more.json["_embedded"]?["factors"]?.array?.compactMap { $0["factorType"]?.string }
        #expect(kinds == ["token:software:totp", "email", "sms", "call"])
        // What a policy demands cannot be skipped.
        let required = try self.client(#"{mock: {secondFactor: "required"}}"#)
        let demanded = try start(required, "alice@example.com", "Alice-pw-1", option)
        #expect(demanded.json["_links"]?["skip"] == nil)
        let refused = try required.post("/skip", ["stateToken": .string(demanded.string("stateToken"))])
        #expect(refused.status == 403)
    }

    private static let question = """
        {users: [{profile: {login: "alice@example.com"}, credentials: {
          recovery_question: {question: "Who's a major player in the cowboy scene?", answer: "Annie Oakley"}}}]}
        """

    private func recover(_ client: AuthnClient, _ path: String) throws -> Answer {
        _ = try client.post(path, ["username": "alice@example.com"])
        let link = try client.lastMessage()["link"]?.string ?? ""
        let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
        return try client.post("/recovery/token", ["recoveryToken": token])
    }

    /// Golden: the members and their order (Okta, "Authentication API", Verify recovery token).
    @Test(.rule("authn.recovery-question", "authn.recovery-answer-wrong"))
    func `a user with a recovery question answers it: RECOVERY, then PASSWORD_RESET`() throws {
        let client = try client(Self.question)
        let asked = try recover(client, "/recovery/password")
        #expect(
            asked.json.object?.keys
                == ["stateToken", "expiresAt", "status", "recoveryType", "_embedded", "_links"]
        )
        #expect(asked.string("status") == "RECOVERY" && asked.string("recoveryType") == "PASSWORD")
        let user = asked.json["_embedded"]?["user"]
        #expect(user?.object?.keys == ["id", "passwordChanged", "profile", "recovery_question"])
        #expect(user?["recovery_question"] == ["question": "Who's a major player in the cowboy scene?"])
        #expect(!asked.text.contains("Annie"))
        let next: JSON = [
            "name": "answer", "href": "http://mock.example/api/v1/authn/recovery/answer",
            "hints": ["allow": ["POST"]],
        ]
        #expect(asked.json["_links"]?["next"] == next)
        let wrong = try client.follow(asked, "next", ["answer": "Calamity Jane"])
        #expect(wrong.status == 403 && wrong.string("errorCode") == "E0000087")
        #expect(wrong.string("errorSummary") == "The recovery question answer did not match our records.")
        let reset = try client.follow(asked, "next", ["answer": "annie oakley"])
        #expect(reset.string("status") == "PASSWORD_RESET")
        #expect(try client.follow(reset, "next", ["newPassword": "Brand-new-1"]).string("status") == "SUCCESS")
    }

    @Test(.rule("authn.recovery-question"))
    func `the token of the link shows the same state again`() throws {
        let client = try client(Self.question)
        let asked = try recover(client, "/recovery/password")
        let link = try client.lastMessage()["link"]?.string ?? ""
        let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
        let again = try client.post("/recovery/token", ["recoveryToken": token])
        #expect(again.string("stateToken") == asked.string("stateToken") && again.string("status") == "RECOVERY")
    }

    @Test(.rule("authn.recovery-question"))
    func `a password policy leaves the question out; five wrong answers end it`() throws {
        let off = """
            {policies: [{type: "PASSWORD", name: "p", settings: {recovery: {factors: {
              recovery_question: {status: "INACTIVE"}}}}}]}
            """
        #expect(try recover(client(Self.question, off), "/recovery/password").string("status") == "PASSWORD_RESET")
        let client = try client(Self.question)
        let asked = try recover(client, "/recovery/password")
        for _ in 0..<5 { #expect(try client.follow(asked, "next", ["answer": "no"]).status == 403) }
        #expect(try client.follow(asked, "next", ["answer": "Annie Oakley"]).status == 403)
    }
}
