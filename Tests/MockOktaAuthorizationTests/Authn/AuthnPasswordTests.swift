import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Passwords by `/api/v1/authn`: expired, forgotten, guessed.
@Suite struct AuthnPasswordTests {
    private let double: TestDouble
    private let client: AuthnClient

    init() throws {
        double = try TestDouble(builtInAnd: FactorsFixture.text)
        client = AuthnClient(double)
    }

    @Test(.rule("authn.expired"))
    func `an expired password is changed on the way`() throws {
        let expired = try client.start("ed@example.com", "Ed-pw-123")
        #expect(expired.string("status") == "PASSWORD_EXPIRED")
        #expect(expired.json["_embedded"]?["policy"]?["complexity"]?["minLength"] == 8)
        let next = expired.json["_links"]?["next"]
        #expect(next?["name"]?.string == "changePassword")
        #expect(next?["href"]?.string == "http://mock.example/api/v1/authn/credentials/change_password")
        func change(_ old: JSON, _ new: JSON) throws -> Answer {
            try client.follow(expired, "next", ["oldPassword": old, "newPassword": new])
        }
        #expect(try change("wrong", "New-pw-123").string("errorCode") == "E0000014")
        #expect(try change("Ed-pw-123", "weak").string("errorCode") == "E0000080")
        #expect(try change("Ed-pw-123", "Ed-pw-123").string("errorCode") == "E0000014")
        #expect(try change("Ed-pw-123", "New-pw-123").string("status") == "SUCCESS")
        #expect(try client.start("ed@example.com", "New-pw-123").string("status") == "SUCCESS")
        #expect(try client.start("ed@example.com", "Ed-pw-123").status == 401)
    }

    @Test(.rule("authn.recovery-email"))
    func `a forgotten password is reset by the link of an email`() throws {
        let body: JSON = ["username": "alice@example.com", "factorType": "EMAIL", "relayState": "/deep"]
        let long: JSON = ["username": "alice@example.com", "relayState": .string(String(repeating: "r", count: 2049))]
        #expect(try client.post("/recovery/password", long).string("errorCode") == "E0000001")
        let answer = try client.post("/recovery/password", body)
        let waiting: JSON = [
            "status": "RECOVERY_CHALLENGE", "factorResult": "WAITING", "relayState": "/deep", "factorType": "EMAIL",
            "recoveryType": "PASSWORD",
        ]
        #expect(answer.json == waiting)
        let link = try client.lastMessage()["link"]?.string ?? ""
        let prefix = "http://mock.example/signin/reset-password/"
        #expect(link.hasPrefix(prefix))
        let token = JSON.string(String(link.dropFirst(prefix.count)))
        let reset = try client.post("/recovery/token", ["recoveryToken": token])
        #expect(reset.string("status") == "PASSWORD_RESET" && reset.string("relayState") == "/deep")
        let done = try client.follow(reset, "next", ["newPassword": "Brand-new-1"])
        #expect(done.string("status") == "SUCCESS")
        #expect(try client.start("alice@example.com", "Brand-new-1").string("status") == "SUCCESS")
        #expect(try client.post("/recovery/token", ["recoveryToken": token]).status == 401)
    }

    @Test(.rule("authn.recovery-unknown"))
    func `recovery does not tell which accounts exist`() throws {
        func recover(_ login: String) throws -> Answer {
            try client.post("/recovery/password", ["username": .string(login), "factorType": "EMAIL"])
        }
        #expect(try recover("nobody@example.com").json == recover("alice@example.com").json)
        #expect(try client.lastMessage()["to"]?.string == "alice@example.com")
        #expect(try recover("").string("errorCode") == "E0000001")
    }

    @Test(.rule("authn.recovery-sms"))
    func `a text message resets a password`() throws {
        let body: JSON = ["username": "mia@example.com", "factorType": "SMS"]
        let challenge = try client.post("/recovery/password", body)
        #expect(challenge.string("status") == "RECOVERY_CHALLENGE" && challenge.string("factorType") == "SMS")
        let code = try client.lastMessage()["code"] ?? ""
        let reset = try client.follow(challenge, "next", ["passCode": code])
        #expect(reset.string("status") == "PASSWORD_RESET")
        #expect(try client.follow(reset, "next", ["newPassword": "Brand-new-1"]).string("status") == "SUCCESS")
    }

    @Test(.rule("signin.lockout"))
    func `ten wrong passwords lock a user out, a right one in between begins anew`() throws {
        for _ in 0..<9 { #expect(try client.start("alice@example.com", "x").status == 401) }
        #expect(try client.start("alice@example.com", "Alice-pw-1").string("status") == "SUCCESS")
        for _ in 0..<10 { #expect(try client.start("alice@example.com", "x").status == 401) }
        let locked = try client.start("alice@example.com", "Alice-pw-1")
        #expect(locked.status == 401 && locked.string("errorCode") == "E0000004")
        #expect(double.user("alice@example.com")?.status == .lockedOut)
        #expect(try client.start("bob@example.com", "Bob-pw-1").string("status") == "SUCCESS")
    }

    @Test(.rule("authn.unlock"))
    func `a locked user unlocks by email`() throws {
        for _ in 0..<10 { _ = try client.start("alice@example.com", "x") }
        let answer = try client.post("/recovery/unlock", ["username": "alice@example.com", "factorType": "EMAIL"])
        #expect(answer.string("recoveryType") == "UNLOCK")
        let link = try client.lastMessage()["link"]?.string ?? ""
        let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
        #expect(try client.post("/recovery/token", ["recoveryToken": token]).string("status") == "SUCCESS")
        #expect(try client.start("alice@example.com", "Alice-pw-1").string("status") == "SUCCESS")
    }

    private static func policy(_ settings: String) -> String {
        """
        {policies: [{id: "00ppw", type: "PASSWORD", name: "p", status: "ACTIVE", priority: 1,
          settings: {password: {\(settings)}}}]}
        """
    }

    @Test(.rule("signin.password-policy"))
    func `a password policy sets the attempts, shows the lockout and ends it`() throws {
        let policy = Self.policy("lockout: {maxAttempts: 3, autoUnlockMinutes: 5, showLockoutFailures: true}")
        let double = try TestDouble(builtInAnd: policy)
        let client = AuthnClient(double)
        for _ in 0..<2 { #expect(try client.start("alice@example.com", "x").status == 401) }
        _ = try client.start("alice@example.com", "x")
        let locked = try client.start("alice@example.com", "Alice-pw-1")
        #expect(locked.status == 200 && locked.string("status") == "LOCKED_OUT")
        #expect(locked.json["_links"]?["next"]?["name"] == "unlock")
        double.advance(299)
        #expect(try client.start("alice@example.com", "Alice-pw-1").string("status") == "LOCKED_OUT")
        double.advance(1)
        #expect(try client.start("alice@example.com", "Alice-pw-1").string("status") == "SUCCESS")
        #expect(double.user("alice@example.com")?.status == .active)
    }

    @Test(.rule("signin.password-age"))
    func `passwords expire, and earlier ones are refused`() throws {
        let policy = Self.policy("age: {maxAgeDays: 1, historyCount: 2}, complexity: {excludeUsername: false}")
        let overlay = """
            {users: [{profile: {login: "alice@example.com"}, passwordChanged: "2026-01-01T00:00:00.000Z"}]}
            """
        let double = try TestDouble([TestOrganization.builtIn(), policy, overlay])
        let client = AuthnClient(double)
        #expect(try client.start("alice@example.com", "Alice-pw-1").string("status") == "SUCCESS")
        func renew(_ old: String, _ new: String) throws -> Answer {
            double.advance(86_400)
            let expired = try client.start("alice@example.com", old)
            #expect(expired.string("status") == "PASSWORD_EXPIRED")
            let body: JSONObject = ["oldPassword": .string(old), "newPassword": .string(new)]
            return try client.follow(expired, "next", body)
        }
        #expect(try renew("Alice-pw-1", "Second-pw-2").string("status") == "SUCCESS")
        #expect(try renew("Second-pw-2", "Alice-pw-1").string("errorCode") == "E0000014")
        #expect(try renew("Second-pw-2", "Third-pw-3").string("status") == "SUCCESS")
        #expect(try renew("Third-pw-3", "Alice-pw-1").string("status") == "SUCCESS")
    }

    @Test(.rule("signin.policy-denied"))
    func `a rule denies a sign-in`() throws {
        let double = try TestDouble(
            builtInAnd: """
                {policies: [{type: "OKTA_SIGN_ON", name: "p", conditions: {people: {groups: {include: ["Admins"]}}},
                  rules: [{name: "r", actions: {signon: {access: "DENY"}}}]}]}
                """
        )
        let client = AuthnClient(double)
        #expect(try client.start("bob@example.com", "Bob-pw-1").string("status") == "SUCCESS")
        let denied = try client.start("alice@example.com", "Alice-pw-1")
        #expect(denied.status == 401 && denied.string("errorCode") == "E0000004")
        let why = try ControlClient(double).requests().last?["why"]?.string
        #expect(why?.contains(#"the rule "r" of the OKTA_SIGN_ON policy "p""#) == true)
    }
}
