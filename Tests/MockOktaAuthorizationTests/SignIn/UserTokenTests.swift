import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The tokens that the Management API gives in place of an email: to activate an account, to set a new password.
@Suite struct UserTokenTests {
    private let double: TestDouble
    private let client: IDXClient
    private let management: ManagementClient

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture])
        client = IDXClient(double)
        management = ManagementClient(double)
    }

    private func invite() throws -> (id: String, token: String) {
        let profile: JSON = [
            "login": "nia@example.com", "email": "nia@example.com", "firstName": "Nia", "lastName": "New",
        ]
        let user = try management.post("/users?activate=false", ["profile": profile])
        let id = user.string("id")
        let activation = try management.post("/users/\(id)/lifecycle/activate?sendEmail=false")
        let token = activation.string("activationToken")
        #expect(activation.string("activationUrl").hasSuffix("/welcome/" + token))
        return (id, token)
    }

    private func reset() throws -> String {
        let path = "/users/alice@example.com/lifecycle/reset_password?sendEmail=false"
        let url = try management.post(path).string("resetPasswordUrl")
        return url.split(separator: "/").last.map(String.init) ?? ""
    }

    private func interact(_ name: String, _ token: String) throws -> Int {
        try client.oauth.post("/v1/interact", IDXClient.interact([name: token])).status
    }

    @Test(.rule("idx.activation-token"))
    func `an activation token leads to the first password`() throws {
        let (id, token) = try invite()
        let enroll = "select-authenticator-enroll"
        let first = try client.begin(["activation_token": token])
        #expect(first.status == 200 && first.remediations == [enroll])
        let form = try client.choose(first, "Password", by: enroll)
        let rest = try client.submit(form, "enroll-authenticator", IDXClient.passcode("Good-pw-123"))
        #expect(rest.remediations == [enroll, "skip"])
        let done = try client.submit(rest, "skip")
        #expect(try client.redeem(done).status == 200)
        #expect(try management.get("/users/\(id)").string("status") == "ACTIVE")
        #expect(try interact("activation_token", token) == 400)
    }

    @Test(.rule("authn.activation-token"))
    func `the classic API sets the first password of an activation token's user`() throws {
        let authn = AuthnClient(double)
        let (id, token) = try invite()
        let reset = try authn.post("", ["token": .string(token), "relayState": "/deep"])
        #expect(
            reset.json.object?.keys
                == ["stateToken", "expiresAt", "status", "relayState", "recoveryType", "_embedded", "_links"]
        )
        #expect(reset.string("status") == "PASSWORD_RESET" && reset.string("recoveryType") == "ACCOUNT_ACTIVATION")
        let embedded = reset.json["_embedded"]
        #expect(embedded?["user"]?["id"]?.string == id)
        #expect(embedded?["policy"]?["complexity"]?["minLength"] == 8)
        #expect(reset.json["_links"]?["next"]?["name"] == "resetPassword")
        #expect(try authn.follow(reset, "next", ["newPassword": "weak"]).status == 403)
        let done = try authn.follow(reset, "next", ["newPassword": "Good-pw-123"])
        #expect(done.string("status") == "SUCCESS" && done.string("relayState") == "/deep")
        #expect(!done.string("sessionToken").isEmpty)
        #expect(try management.get("/users/\(id)").string("status") == "ACTIVE")
        #expect(try authn.start("nia@example.com", "Good-pw-123").string("status") == "SUCCESS")
        let again = try authn.post("", ["token": .string(token)])
        #expect(again.status == 401 && again.string("errorCode") == "E0000004")
    }

    @Test(.rule("authn.activation-token"))
    func `of two sign-ins by one activation token one sets the password`() throws {
        let authn = AuthnClient(double)
        let (_, token) = try invite()
        let states = try (1...2).map { _ in try authn.post("", ["token": .string(token)]) }
        #expect(try authn.follow(states[0], "next", ["newPassword": "Good-pw-123"]).string("status") == "SUCCESS")
        #expect(try authn.follow(states[1], "next", ["newPassword": "Other-pw-123"]).string("errorCode") == "E0000038")
        #expect(try authn.start("nia@example.com", "Good-pw-123").string("status") == "SUCCESS")
    }

    @Test(.rule("idx.recovery-token"))
    func `of two sign-ins by one recovery token one sets the password`() throws {
        let authn = AuthnClient(double)
        let token = try reset()
        let states = try (1...2).map { _ in try authn.post("/recovery/token", ["recoveryToken": .string(token)]) }
        let interaction = try client.begin(["recovery_token": token])
        #expect(try authn.follow(states[0], "next", ["newPassword": "Good-pw-123"]).string("status") == "SUCCESS")
        #expect(try authn.follow(states[1], "next", ["newPassword": "Other-pw-123"]).string("errorCode") == "E0000038")
        let late = try client.submit(interaction, "reset-authenticator", IDXClient.passcode("Third-pw-123"))
        #expect(late.status == 400 && late.json["successWithInteractionCode"] == nil)
        #expect(late.json["messages"]?["value"]?.array?.count == 1)
        #expect(try authn.start("alice@example.com", "Good-pw-123").string("status") == "SUCCESS")
    }

    @Test(.rule("idx.recovery-token"))
    func `a recovery token that has led to a password stays used after the next reset`() throws {
        let authn = AuthnClient(double)
        let former = JSON.string(try reset())
        let states = try (1...2).map { _ in try authn.post("/recovery/token", ["recoveryToken": former]) }
        #expect(try authn.follow(states[0], "next", ["newPassword": "Good-pw-123"]).string("status") == "SUCCESS")
        let token = JSON.string(try reset())
        #expect(token != former)
        #expect(try authn.post("/recovery/token", ["recoveryToken": former]).status == 401)
        #expect(try authn.follow(states[1], "next", ["newPassword": "Other-pw-123"]).status == 403)
        let state = try authn.post("/recovery/token", ["recoveryToken": token])
        #expect(try authn.follow(state, "next", ["newPassword": "Third-pw-123"]).string("status") == "SUCCESS")
    }

    @Test(arguments: [("suspend", "SUSPENDED"), ("deactivate", "DEPROVISIONED")])
    func `who loses access meanwhile sets no password`(operation: String, status: String) throws {
        let authn = AuthnClient(double)
        let states = [
            try authn.post("", ["token": .string(invite().token)]),
            try authn.post("/recovery/token", ["recoveryToken": .string(reset())]),
        ]
        for (state, user) in zip(states, ["nia@example.com", "alice@example.com"]) {
            #expect(try management.post("/users/\(user)/lifecycle/\(operation)").status == 200)
            let answer = try authn.follow(state, "next", ["newPassword": "Good-pw-123"])
            #expect(answer.string("status") != "SUCCESS" && answer.string("sessionToken").isEmpty, "\(answer)")
            #expect(try management.get("/users/\(user)").string("status") == status)
        }
    }

    @Test(.rule("authn.activation-token"))
    func `an activation token is enough for a user who has a password`() throws {
        let fixture = """
            {users: [{id: "00unew", status: "PROVISIONED", profile: {login: "nia@example.com"},
              credentials: {password: {value: "Good-pw-123"}}}]}
            """
        let double = try TestDouble([TestOrganization.builtIn(), fixture])
        let (authn, management) = (AuthnClient(double), ManagementClient(double))
        let path = "/users/00unew/lifecycle/reactivate?sendEmail=false"
        let token = try management.post(path).string("activationToken")
        let done = try authn.post("", ["token": .string(token)])
        #expect(done.string("status") == "SUCCESS" && !done.string("sessionToken").isEmpty, "\(done)")
        #expect(try management.get("/users/00unew").string("status") == "ACTIVE")
        #expect(try authn.post("", ["token": .string(token)]).status == 401)
        let wrong = try authn.post("", ["token": "x"])
        #expect(wrong.status == 401 && wrong.string("errorCode") == "E0000004")
    }

    @Test(.rule("authn.activation-token"))
    func `an activation token that was enough for one sign-in leads no other to a password`() throws {
        let fixture = """
            {users: [{id: "00unew", status: "PROVISIONED", profile: {login: "nia@example.com"},
              credentials: {password: {value: "Good-pw-123"}}}]}
            """
        let double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, fixture])
        let (authn, client) = (AuthnClient(double), IDXClient(double))
        let path = "/users/00unew/lifecycle/reactivate?sendEmail=false"
        let token = try ManagementClient(double).post(path).string("activationToken")
        let begun = try client.begin(["activation_token": token])
        let form = try client.choose(begun, "Password", by: "select-authenticator-enroll")
        #expect(try authn.post("", ["token": .string(token)]).string("status") == "SUCCESS")
        #expect(try client.submit(form, "enroll-authenticator", IDXClient.passcode("Other-pw-123")).status == 400)
        #expect(try authn.start("nia@example.com", "Good-pw-123").string("status") == "SUCCESS")
    }

    @Test(.rule("authn.factor-after-recovery"))
    func `after the new password of a recovery the second factor is asked for`() throws {
        let double = try TestDouble([TestOrganization.builtIn(), FactorsFixture.text])
        let path = "/users/otto@example.com/lifecycle/reset_password?sendEmail=false"
        let url = try ManagementClient(double).post(path).string("resetPasswordUrl")
        let authn = AuthnClient(double)
        let token = JSON.string(url.split(separator: "/").last.map(String.init) ?? "")
        let reset = try authn.post("/recovery/token", ["recoveryToken": token])
        let choice = try authn.follow(reset, "next", ["newPassword": "Good-pw-123"])
        #expect(choice.string("status") == "MFA_REQUIRED")
        let factors = choice.json["_embedded"]?["factors"]?.array ?? []
        #expect(factors.compactMap { $0["id"]?.string } == ["uft000000000000totp2"])
        let challenge = try authn.choose("uft000000000000totp2", choice)
        #expect(challenge.string("status") == "MFA_CHALLENGE" && challenge.json["recoveryType"] == nil)
    }

    @Test(.rule("idx.recovery-token"))
    func `a recovery token leads to a new password`() throws {
        let first = try client.begin(["recovery_token": reset()])
        #expect(first.remediations == ["reset-authenticator"])
        let done = try client.submit(first, "reset-authenticator", IDXClient.passcode("Good-pw-123"))
        #expect(try client.redeem(done).status == 200)
        #expect(try AuthnClient(double).start("alice@example.com", "Good-pw-123").string("status") == "SUCCESS")
    }

    @Test(.rule("authn.reset-token"))
    func `the token of an administrator's reset is a recoveryToken`() throws {
        let authn = AuthnClient(double)
        let token = JSON.string(try reset())
        let reset = try authn.post("/recovery/token", ["recoveryToken": token])
        #expect(reset.string("status") == "PASSWORD_RESET")
        let done = try authn.follow(reset, "next", ["newPassword": "Good-pw-123"])
        #expect(done.string("status") == "SUCCESS")
        #expect(try authn.post("/recovery/token", ["recoveryToken": token]).status == 401)
    }

    @Test(.rule("idx.recovery-token"))
    func `a recovery token lasts an hour, and is that of its user and purpose`() throws {
        let (token, other) = (try reset(), try invite().token)
        #expect(try interact("recovery_token", other) == 400)
        #expect(try interact("activation_token", token) == 400)
        #expect(try interact("recovery_token", String(token.dropLast()) + "_") == 400)
        double.advance(59 * 60)
        #expect(try interact("recovery_token", token) == 200)
        double.advance(60)
        #expect(try interact("recovery_token", token) == 400)
    }
}
