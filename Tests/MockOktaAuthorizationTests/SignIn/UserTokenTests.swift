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
