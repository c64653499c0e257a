import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Second factors by `/api/v1/authn`.
@Suite struct AuthnFactorTests {
    private let double: TestDouble
    private let client: AuthnClient

    init() throws {
        double = try TestDouble(builtInAnd: FactorsFixture.text)
        client = AuthnClient(double)
    }

    private func start() throws -> Answer { try client.start("mia@example.com", "Mia-pw-1") }

    /// Golden: what is invented here has the members and the order of Okta's documents.
    @Test(.rule("authn.mfa-required"))
    func `who has factors must use one`() throws {
        let answer = try start()
        #expect(answer.status == 200)
        #expect(answer.json.object?.keys == ["stateToken", "expiresAt", "status", "_embedded", "_links"])
        #expect(answer.string("status") == "MFA_REQUIRED")
        #expect(answer.string("stateToken").hasPrefix("00") && answer.string("stateToken").utf8.count == 42)
        #expect(answer.json["_embedded"]?.object?.keys == ["user", "factors", "policy"])
        let factors = answer.json["_embedded"]?["factors"]?.array ?? []
        #expect(
            factors.map { $0["factorType"]?.string } == ["token:software:totp", "email", "sms", "question", "push"]
        )
        // gimme-aws-creds reads it of every authenticator app.
        #expect(factors.first?["profile"] == ["credentialId": "mia@example.com"])
        let sms: JSON = [
            "id": "sms00000000000000sm1", "factorType": "sms", "provider": "OKTA", "vendorName": "OKTA",
            "profile": ["phoneNumber": "+1 XXX-XXX-4567"],
            "_links": [
                "verify": [
                    "href": "http://mock.example/api/v1/authn/factors/sms00000000000000sm1/verify",
                    "hints": ["allow": ["POST"]],
                ]
            ],
        ]
        #expect(factors[2] == sms)
        #expect(factors[1]["profile"] == ["email": "m***a@example.com"])
        #expect(!answer.text.contains("Spinach") && !answer.text.contains("GEZDGNBVGY3TQOJQ"))
    }

    @Test(.rule("authn.mfa-challenge"))
    func `a code sent by email completes the sign-in`() throws {
        let challenge = try client.choose("emf00000000000000em1", start())
        #expect(challenge.string("status") == "MFA_CHALLENGE")
        #expect(
            challenge.json.object?.keys
                == ["stateToken", "expiresAt", "status", "factorResult", "_embedded", "_links"]
        )
        #expect(challenge.string("factorResult") == "CHALLENGE")
        #expect(challenge.json["_links"]?.object?.keys == ["next", "cancel", "prev", "resend"])
        #expect(challenge.json["_links"]?["next"]?["name"]?.string == "verify")
        let message = try client.lastMessage()
        #expect(message["to"]?.string == "mia@example.com" && message["purpose"]?.string == "factor")
        let done = try client.follow(challenge, "next", ["passCode": message["code"] ?? ""])
        #expect(done.string("status") == "SUCCESS")
        #expect(done.string("sessionToken").hasPrefix("20111"))
        // The state token has gone with the sign-in.
        #expect(try client.follow(challenge, "next", ["passCode": "1"]).string("errorCode") == "E0000011")
    }

    @Test(.rule("authn.amr"))
    func `the factor shows in the ID token's amr`() throws {
        let challenge = try client.choose("sms00000000000000sm1", start())
        let done = try client.follow(challenge, "next", ["passCode": client.lastMessage()["code"] ?? ""])
        let oauth = OAuthClient(double)
        let parameters = OAuthClient.authorize(["sessionToken": done.string("sessionToken"), "prompt": "none"])
        let code = try Browser(double).get(oauth.base + "/v1/authorize", parameters).redirect["code"] ?? ""
        let tokens = try oauth.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        #expect(claims(of: tokens.string("id_token"))["amr"]?.strings == ["mfa", "sms", "mca", "pwd"])
    }

    @Test(.rule("authn.totp"))
    func `a one-time password is good within a step of the clock, and once`() throws {
        let code = TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: double.now)) ?? ""
        let path = "/factors/uft000000000000totp1/verify"
        func verify(_ code: String) throws -> Answer {
            try client.post(path, ["stateToken": .string(start().string("stateToken")), "passCode": .string(code)])
        }
        #expect(try verify(code).string("status") == "SUCCESS")
        let again = try verify(code)
        #expect(again.status == 403 && again.string("errorCode") == "E0000068")
        #expect(again.text.contains("Each code can only be used once"))
        double.advance(61)
        let late = try verify(TOTP.code(secret: FactorsFixture.secret, step: TOTP.step(at: TestDouble.start)) ?? "")
        #expect(late.status == 403 && late.text.contains("doesn't match our records"))
    }

    @Test(.rule("authn.five-answers"))
    func `a code of six digits cannot be guessed`() throws {
        let challenge = try client.choose("sms00000000000000sm1", start())
        let code = try client.lastMessage()["code"]?.string ?? ""
        for number in 0..<5 {
            let wrong = code == "00000\(number)" ? "111111" : "00000\(number)"
            #expect(try client.follow(challenge, "next", ["passCode": .string(wrong)]).status == 403)
        }
        #expect(try client.follow(challenge, "next", ["passCode": .string(code)]).status == 403)
        let resent = try client.follow(challenge, "resend")
        #expect(resent.string("status") == "MFA_CHALLENGE")
        let fresh = try client.lastMessage()["code"] ?? ""
        #expect(fresh.string != code)
        #expect(try client.follow(resent, "next", ["passCode": fresh]).string("status") == "SUCCESS")
    }

    @Test(.rule("authn.question"))
    func `a question is answered in any case`() throws {
        let challenge = try client.choose("ufs00000000000000qu1", start())
        let profile: JSON = [
            "question": "disliked_food", "questionText": "What is the food you least liked as a child?",
        ]
        #expect(challenge.json["_embedded"]?["factor"]?["profile"] == profile)
        #expect(try client.follow(challenge, "next", ["answer": "ham"]).status == 403)
        #expect(try client.follow(challenge, "next", ["answer": "SPINACH"]).string("status") == "SUCCESS")
    }

    @Test(.rule("authn.previous"))
    func `one may choose again, read the state, or cancel`() throws {
        let challenge = try client.choose("ufs00000000000000qu1", start())
        let back = try client.follow(challenge, "prev")
        #expect(back.string("status") == "MFA_REQUIRED")
        let token: JSON = ["stateToken": .string(back.string("stateToken"))]
        #expect(try client.post("", token).string("status") == "MFA_REQUIRED")
        #expect(try client.post("/introspect", token).string("status") == "MFA_REQUIRED")
        #expect(try client.post("/cancel", token).json == [:])
        let gone = try client.post("", token)
        #expect(gone.status == 401 && gone.string("errorCode") == "E0000011")
    }

    @Test(.rule("authn.state-token"))
    func `a state token lasts five minutes and cannot be made up`() throws {
        let answer = try start()
        #expect(try client.post("", ["stateToken": "00abc"]).status == 401)
        let changed = answer.string("stateToken").dropLast() + "A"
        let other = changed == answer.string("stateToken") ? changed.dropLast() + "B" : changed
        #expect(try client.post("", ["stateToken": .string(String(other))]).status == 401)
        double.advance(300)
        #expect(try client.post("", ["stateToken": .string(answer.string("stateToken"))]).status == 401)
    }

    @Test(.rule("authn.push"))
    func `a push waits`() throws {
        let challenge = try client.choose("opf00000000000000pu1", start())
        #expect(challenge.string("factorResult") == "WAITING")
        #expect(challenge.json["_links"]?["next"]?["name"]?.string == "poll")
        #expect(try client.follow(challenge).string("factorResult") == "WAITING")
    }
}
