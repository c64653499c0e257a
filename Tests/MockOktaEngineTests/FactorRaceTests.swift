import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// A proof that fifty connections give at once counts once, whatever the factor.
@Suite struct FactorRaceTests {
    private let race: SignInRace
    private var double: TestDouble { race.double }

    init() throws {
        race = try SignInRace()
    }

    /// Requests of `/api/v1/authn` that one of fifty may complete: how each is prepared.
    private static let once: [(name: String, request: @Sendable (SignInRace) throws -> HTTPRequest)] = [
        (
            "the answer to a question",
            { race in
                let challenge = try race.challenge("ufs00000000000000qu1")
                let body: JSON = ["stateToken": .string(challenge.string("stateToken")), "answer": "Spinach"]
                return AuthnClient.request("/factors/ufs00000000000000qu1/verify", body)
            }
        ),
        (
            "the code of an email",
            { race in
                let challenge = try race.challenge("emf00000000000000em1")
                let code = try AuthnClient(race.double).lastMessage()["code"] ?? ""
                return SignInRace.verify(challenge, "emf00000000000000em1", code)
            }
        ),
        (
            "a push that was approved",
            { race in
                let challenge = try race.challenge("opf00000000000000pu1")
                _ = try ControlClient(race.double).post("/push/mia@example.com", ["decision": "approve"])
                let body: JSON = ["stateToken": .string(challenge.string("stateToken"))]
                return AuthnClient.request("/factors/opf00000000000000pu1/verify", body)
            }
        ),
        (
            "the new password of a recovery",
            { race in
                let client = AuthnClient(race.double)
                _ = try client.post("/recovery/password", ["username": "alice@example.com", "factorType": "EMAIL"])
                let link = try client.lastMessage()["link"]?.string ?? ""
                let token = JSON.string(link.split(separator: "/").last.map(String.init) ?? "")
                let reset = try client.post("/recovery/token", ["recoveryToken": token])
                let body: JSON = ["stateToken": .string(reset.string("stateToken")), "newPassword": "Brand-new-1"]
                return AuthnClient.request("/credentials/reset_password", body)
            }
        ),
        (
            "the new password in place of an expired one",
            { race in
                let expired = try AuthnClient(race.double).start("ed@example.com", "Ed-pw-123")
                let body: JSON = [
                    "stateToken": .string(expired.string("stateToken")), "oldPassword": "Ed-pw-123",
                    "newPassword": "New-pw-123",
                ]
                return AuthnClient.request("/credentials/change_password", body)
            }
        ),
    ]

    @Test(arguments: FactorRaceTests.once.map(\.name)) func `one of fifty is a sign-in`(name: String) throws {
        let prepare = try #require(Self.once.first { $0.name == name }?.request)
        let answers = try race.burst(prepare(race))
        #expect(answers.count { $0.string("status") == "SUCCESS" } == 1, "\(answers.map(\.status))")
        #expect(answers.count { $0.status == 401 || $0.status == 403 } == SignInRace.volume - 1)
    }

    @Test func `one code of an authenticator app completes one of fifty sign-ins`() throws {
        let factor = "uft000000000000totp2"
        let client = AuthnClient(double)
        let code = TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: double.now)) ?? ""
        let requests = try (0..<SignInRace.volume).map { _ in
            SignInRace.verify(try client.start("otto@example.com", "Otto-pw-1"), factor, .string(code))
        }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.count { $0.string("status") == "SUCCESS" } == 1)
        #expect(answers.count { $0.text.contains("Each code can only be used once") } == SignInRace.volume - 1)
    }

    @Test func `a link in an email, once opened, gives one interaction code`() throws {
        let client = IDXClient(double)
        let browser = Browser(double)
        let interact = HTTPRequest(
            method: .post,
            path: "/oauth2/v1/interact",
            fields: ["Content-Type": "application/x-www-form-urlencoded"],
            body: Array(FormParameters(IDXClient.interact()).encoded.utf8)
        )
        let handle = try browser.send(interact).json["interaction_handle"] ?? ""
        var members = IDXClient.passcode("Mia-pw-1")
        members["identifier"] = "mia@example.com"
        let first = try client.post("introspect", ["interactionHandle": handle])
        let challenge = try client.choose(client.submit(first, "identify", members), "Email")
        let link = try AuthnClient(double).lastMessage()["link"]?.string ?? ""
        let path = try #require(link.firstRange(of: "/email/").map { String(link[$0.lowerBound...]) })
        #expect(try browser.get(path).text.contains("original tab"))
        let (poll, body) = try IDXClient.form(challenge, "poll")
        let answers = try race.burst(IDXClient.request(poll, body))
        #expect(answers.count { $0.json["successWithInteractionCode"] != nil } == 1)
        #expect(answers.count { $0.status == 400 || $0.status == 401 } == SignInRace.volume - 1)
    }

    @Test func `an address registers once`() throws {
        let double = try SignInRace(RegistrationFixture.withPassword).double
        let client = IDXClient(double)
        let requests = try (0..<SignInRace.volume).map { _ in
            let form = try client.submit(client.begin(), "select-enroll-profile")
            var members = IDXClient.passcode("Good-pw-123")
            members["userProfile"] = ["lastName": "New", "email": "nia@example.com"]
            let (path, body) = try IDXClient.form(form, "enroll-profile", members)
            return IDXClient.request(path, body)
        }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.count { $0.status == 200 } == 1, "\(answers.map(\.status))")
    }

    @Test func `a code sent by /challenge gives tokens once`() throws {
        let grant = "http://auth0.com/oauth/grant-type/mfa-oob"
        let fixture = """
            {apps: [{client_id: "direct-app", client_secret: "direct-secret", redirect_uris: ["http://localhost/cb"],
               grant_types: ["password", "\(grant)"]}], mock: {oneTimeCode: "123456", secondFactor: "required"}}
            """
        let double = try SignInRace(fixture).double
        let client = OAuthClient(double, server: nil)
        let app = [("client_id", "direct-app"), ("client_secret", "direct-secret")]
        let credentials = [("username", "mia@example.com"), ("password", "Mia-pw-1"), ("scope", "openid")]
        let missing = try client.token([("grant_type", "password")] + credentials + app)
        let token = ("mfa_token", missing.string("mfa_token"))
        let wanted = [token, ("challenge_types_supported", grant), ("channel_hint", "sms")]
        let challenge = try client.post("/v1/challenge", wanted + app)
        let proof = [token, ("oob_code", challenge.string("oob_code")), ("binding_code", "123456")]
        let request = HTTPRequest(
            method: .post,
            path: "/oauth2/v1/token",
            fields: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"],
            body: Array(FormParameters([("grant_type", grant)] + proof + app).encoded.utf8)
        )
        let answers = try RequestBurst.fire(Array(repeating: request, count: SignInRace.volume), at: double)
        #expect(answers.count { $0.status == 200 } == 1, "\(answers.map(\.text).prefix(2))")
        #expect(answers.count { $0.error == "invalid_grant" } == SignInRace.volume - 1)
    }
}
