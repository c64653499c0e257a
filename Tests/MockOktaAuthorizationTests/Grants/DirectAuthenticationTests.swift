import MockOktaFormats
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Direct authentication: `/primary-authenticate`, `/challenge` and the grants that end it.
@Suite struct DirectAuthenticationTests {
    private static let otp = "urn:okta:params:oauth:grant-type:otp"
    private static let oob = "urn:okta:params:oauth:grant-type:oob"
    private static let mfaOTP = "http://auth0.com/oauth/grant-type/mfa-otp"
    private static let mfaOOB = "http://auth0.com/oauth/grant-type/mfa-oob"
    private static let app = ("direct-app", "direct-secret")

    /// The mode of the app's sign-on rule.
    private static func fixture(_ mode: String) -> String {
        """
        {apps: [{client_id: "direct-app", client_secret: "direct-secret", redirect_uris: ["http://localhost/cb"],
           grant_types: ["password", "authorization_code", "refresh_token", "\(otp)", "\(oob)", "\(mfaOTP)", "\(mfaOOB)"],
           _links: {accessPolicy: {href: "https://o.okta.com/api/v1/policies/rst1"}}}],
         policies: [{id: "rst1", type: "ACCESS_POLICY", name: "p", rules: [{name: "r", actions: {appSignOn: {
           access: "ALLOW", verificationMethod: {type: "ASSURANCE", factorMode: "\(mode)"}}}}]}],
         mock: {oneTimeCode: "123456"}}
        """
    }

    private func client(_ mode: String) throws -> OAuthClient {
        // The org server has no rules that would have to allow the grants.
        OAuthClient(try TestDouble([TestOrganization.builtIn(), FactorsFixture.text, Self.fixture(mode)]), server: nil)
    }

    private func token(_ client: OAuthClient, _ grant: String, _ form: [(String, String)]) throws -> Answer {
        try client.token([("grant_type", grant)] + form, basic: Self.app)
    }

    private func password(_ client: OAuthClient) throws -> Answer {
        try token(
            client,
            "password",
            [("username", "mia@example.com"), ("password", "Mia-pw-1"), ("scope", "openid offline_access")]
        )
    }

    private func methods(_ answer: Answer) -> [String] {
        claims(of: answer.string("id_token"))["amr"]?.strings ?? []
    }

    private static func code(_ double: TestDouble) throws -> String {
        try #require(TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: double.now)))
    }

    @Test(.rule("direct.password", "direct.mfa-otp"))
    func `a password needs a second factor, which mfa-otp proves once`() throws {
        let client = try client("2FA")
        let missing = try password(client)
        #expect(missing.status == 403 && missing.string("error") == "mfa_required")
        #expect(missing.json.object?.keys == ["error", "error_description", "mfa_token"])
        let mfa = ("mfa_token", missing.string("mfa_token"))
        let challenge = try client.post(
            "/v1/challenge",
            [mfa, ("challenge_types_supported", "\(Self.mfaOTP) \(Self.mfaOOB)")],
            basic: Self.app
        )
        #expect(challenge.json == ["challenge_type": .string(Self.mfaOTP)])
        let wrong = try token(client, Self.mfaOTP, [mfa, ("otp", "000000")])
        #expect(wrong.status == 400 && wrong.string("error") == "invalid_grant")
        let form = [mfa, ("otp", try Self.code(client.double))]
        let tokens = try token(client, Self.mfaOTP, form)
        #expect(tokens.status == 200 && tokens["refresh_token"] != nil)
        #expect(methods(tokens) == ["mfa", "otp", "pwd"])
        #expect(try token(client, Self.mfaOTP, form).string("error") == "invalid_grant")
    }

    @Test(.rule("direct.mfa-oob"))
    func `a message is answered by its binding code`() throws {
        let client = try client("2FA")
        let mfa = ("mfa_token", try password(client).string("mfa_token"))
        let challenge = try client.post(
            "/v1/challenge",
            [mfa, ("challenge_types_supported", Self.mfaOOB), ("channel_hint", "sms")],
            basic: Self.app
        )
        #expect(
            challenge.json.object?.keys
                == ["challenge_type", "oob_code", "expires_in", "interval", "channel", "binding_method"]
        )
        #expect(challenge["channel"] == "sms" && challenge["binding_method"] == "prompt")
        let code = ("oob_code", challenge.string("oob_code"))
        #expect(code.1.hasPrefix("ft") && code.1.utf8.count == 34)
        #expect(try token(client, Self.mfaOOB, [mfa, code]).string("error") == "invalid_request")
        #expect(try token(client, Self.mfaOOB, [mfa, code, ("binding_code", "1")]).string("error") == "invalid_grant")
        let tokens = try token(client, Self.mfaOOB, [mfa, code, ("binding_code", "123456")])
        #expect(tokens.status == 200)
        #expect(methods(tokens) == ["mfa", "sms", "mca", "pwd"])
    }

    @Test(.rule("direct.oob", "direct.pending"))
    func `a push is the first factor, and waits`() throws {
        let client = try client("1FA")
        let hints = [("login_hint", "mia@example.com"), ("channel_hint", "push")]
        for (decision, error) in [("approve", nil), ("deny", "access_denied")] as [(String, String?)] {
            let begun = try client.post("/v1/primary-authenticate", hints, basic: Self.app)
            #expect(begun.json.object?.keys == ["oob_code", "expires_in", "interval", "channel", "binding_method"])
            #expect(begun["channel"] == "push" && begun["binding_method"] == "none" && begun["expires_in"] == 300)
            let form = [("oob_code", begun.string("oob_code")), ("scope", "openid")]
            let pending = try token(client, Self.oob, form)
            #expect(pending.string("error") == "authorization_pending")
            let control = ControlClient(client.double)
            _ = try control.post("/push/mia@example.com", ["decision": .string(decision)])
            let answer = try token(client, Self.oob, form)
            #expect(error == nil ? answer.status == 200 : answer.string("error") == error)
            if error == nil {
                #expect(methods(answer) == ["swk", "mfa"])
                #expect(try token(client, Self.oob, form).string("error") == "invalid_grant")
            }
        }
    }

    @Test(.rule("direct.otp"))
    func `the code of an app is the first factor, and a second one may be missing`() throws {
        let form = [("login_hint", "mia@example.com"), ("scope", "openid")]
        let one = try client("1FA")
        let tokens = try token(one, Self.otp, form + [("otp", try Self.code(one.double))])
        #expect(tokens.status == 200)
        #expect(methods(tokens) == ["mfa", "otp"])
        #expect(try token(one, Self.otp, form + [("otp", "000000")]).string("error") == "invalid_grant")
        let two = try client("2FA")
        let missing = try token(two, Self.otp, form + [("otp", try Self.code(two.double))])
        #expect(missing.status == 403 && missing.string("error") == "mfa_required")
        let challenge = try two.post(
            "/v1/challenge",
            [("mfa_token", missing.string("mfa_token")), ("challenge_types_supported", Self.mfaOOB)],
            basic: Self.app
        )
        #expect(challenge["channel"] == "push")
    }

    @Test(.rule("direct.refused"))
    func `what cannot be proved is refused`() throws {
        let client = try client("2FA")
        func begin(_ login: String, _ channel: String) throws -> String {
            let form = [("login_hint", login), ("channel_hint", channel)]
            return try client.post("/v1/primary-authenticate", form, basic: Self.app).string("error")
        }
        #expect(try begin("nobody@example.com", "push") == "access_denied")
        #expect(try begin("alice@example.com", "push") == "access_denied")
        #expect(try token(client, Self.oob, [("oob_code", "ftx")]).string("error") == "invalid_grant")
        #expect(try token(client, Self.mfaOTP, [("mfa_token", "x"), ("otp", "1")]).string("error") == "invalid_grant")
        let web = try client.post(
            "/v1/primary-authenticate",
            [("login_hint", "mia@example.com")],
            basic: OAuthClient.web
        )
        #expect(web.string("error") == "unauthorized_client")
        let mfa = ("mfa_token", try password(client).string("mfa_token"))
        let other = try client.token(
            [("grant_type", Self.mfaOTP), mfa, ("otp", "1"), ("client_id", "web-app"), ("client_secret", "web-secret")]
        )
        #expect(other.string("error") == "unauthorized_client")
        client.double.advance(300)
        #expect(try token(client, Self.mfaOTP, [mfa, ("otp", "1")]).string("error") == "invalid_grant")
    }

    @Test(.rule("direct.brute-force"))
    func `five wrong codes make a challenge void`() throws {
        let client = try client("2FA")
        let mfa = ("mfa_token", try password(client).string("mfa_token"))
        for _ in 0..<5 { _ = try token(client, Self.mfaOTP, [mfa, ("otp", "000000")]) }
        let late = try token(client, Self.mfaOTP, [mfa, ("otp", try Self.code(client.double))])
        #expect(late.string("error") == "invalid_grant")
    }

    @Test(.rule("direct.discovery"))
    func `discovery lists the grants where an app has them`() throws {
        let client = try client("1FA")
        let path = "/oauth2/default/.well-known/openid-configuration"
        let listed = try Browser(client.double).get(path).json["grant_types_supported"]?.strings ?? []
        #expect(listed.suffix(4) == [Self.otp, Self.oob, Self.mfaOTP, Self.mfaOOB])
    }
}
