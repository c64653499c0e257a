import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaSignIn
import MockOktaTestSupport
import Testing

/// Setting factors up by `/api/v1/authn`, where `secondFactor` is `required`.
@Suite struct AuthnEnrollmentTests {
    private let double: TestDouble
    private let client: AuthnClient

    init() throws {
        double = try TestDouble(builtInAnd: #"{mock: {secondFactor: "required"}}"#)
        client = AuthnClient(double)
    }

    private func enroll(_ body: JSONObject) throws -> Answer {
        let start = try client.start("alice@example.com", "Alice-pw-1")
        #expect(start.string("status") == "MFA_ENROLL")
        var object: JSONObject = ["stateToken": .string(start.string("stateToken"))]
        for member in body.members { object[member.key] = member.value }
        return try client.post("/factors", .object(object))
    }

    @Test(.rule("authn.enroll-totp"))
    func `an authenticator app is set up by its first code, and asked for from then on`() throws {
        let pending = try enroll(["factorType": "token:software:totp", "provider": "GOOGLE"])
        #expect(pending.string("status") == "MFA_ENROLL_ACTIVATE")
        let activation = pending.json["_embedded"]?["factor"]?["_embedded"]?["activation"]
        #expect(activation?.object?.keys == ["timeStep", "sharedSecret", "encoding", "keyLength", "_links"])
        let link = activation?["_links"]?["qrcode"]?["href"]?.string ?? ""
        let path = String(link.dropFirst("http://mock.example".count))
        let image = try Browser(double).get(path)
        #expect(image.field("Content-Type") == "image/png")
        #expect(image.response.body.prefix(8) == [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        #expect(try Browser(double).get(String(path.dropLast())).status == 401)
        let secret = try #require(Base32.decode(activation?["sharedSecret"]?.string ?? ""))
        #expect(secret.count == 20)
        #expect(try client.follow(pending, "next", ["passCode": "12345"]).status == 403)
        let code = TOTP.code(secret: secret, step: TOTP.step(at: double.now)) ?? ""
        #expect(try client.follow(pending, "next", ["passCode": .string(code)]).string("status") == "SUCCESS")
        let second = try client.start("alice@example.com", "Alice-pw-1")
        #expect(second.string("status") == "MFA_REQUIRED")
        #expect(second.json["_embedded"]?["factors"]?.array?.count == 1)
    }

    @Test(.rule("authn.enroll-sms"))
    func `a phone is set up by the code sent to it`() throws {
        let pending = try enroll(["factorType": "sms", "profile": ["phoneNumber": "+1 555 123 4567"]])
        #expect(pending.string("status") == "MFA_ENROLL_ACTIVATE")
        let message = try client.lastMessage()
        #expect(message["to"]?.string == "+15551234567" && message["kind"]?.string == "sms")
        let done = try client.follow(pending, "next", ["passCode": message["code"] ?? ""])
        #expect(done.string("status") == "SUCCESS")
        #expect(double.user("alice@example.com")?.activeFactors.map(\.kind) == [.sms])
    }

    @Test(
        .rule("authn.enroll-refused"),
        arguments: [
            (["factorType": "sms", "profile": ["phoneNumber": "555"]], 400, "E0000001"),
            (["factorType": "question", "profile": ["question": "disliked_food", "answer": "ham"]], 400, "E0000001"),
            (["factorType": "webauthn"], 400, "E0000001"), (["factorType": "push"], 403, "E0000038"),
        ] as [(JSONObject, Int, String)]
    )
    func `what cannot be set up is refused`(body: JSONObject, status: Int, code: String) throws {
        let answer = try enroll(body)
        #expect(answer.status == status && answer.string("errorCode") == code)
    }

    @Test(.rule("factors.not-simulated"), arguments: ["webauthn", "u2f", "token:hardware", "recovery_code"])
    func `a factor type that is not simulated is named, with those that are`(name: String) throws {
        let causes = try enroll(["factorType": .string(name)]).json["errorCauses"]
        let cause =
            "factorType: \(name) is not supported; this double has question, token:software:totp, sms, call, email, push"
        #expect(causes == [["errorSummary": .string(cause)]])
    }

    @Test(.rule("authn.enroll-question"))
    func `a question needs no code`() throws {
        let profile: JSON = ["question": "disliked_food", "answer": "Spinach"]
        #expect(try enroll(["factorType": "question", "profile": profile]).string("status") == "SUCCESS")
    }

    /// okta-auth-js follows the link of the factor, without a token.
    @Test(.rule("authn.enroll-questions"))
    func `the questions are listed for a user who signs in`() throws {
        let start = try client.start("alice@example.com", "Alice-pw-1")
        let factor = start.json["_embedded"]?["factors"]?.array?.first { $0["factorType"] == "question" }
        let link = factor?["_links"]?["questions"]
        #expect(link?["hints"]?["allow"] == ["GET"])
        let path = String((link?["href"]?.string ?? "").dropFirst("http://mock.example".count))
        let questions = Answer(try double.send(.get(path))).json.array ?? []
        #expect(questions.count > 10 && questions.contains { $0["question"] == "disliked_food" })
        let factors = path.split(separator: "/").dropLast().joined(separator: "/")
        #expect(try double.send(.get("/" + factors)).status == .unauthorized)
    }

    @Test(.rule("authn.enroll-required"))
    func `a factor that a policy requires is told as such`() throws {
        let policy = """
            {policies: [{type: "MFA_ENROLL", name: "p", settings: {authenticators: [
               {key: "phone_number", enroll: {self: "REQUIRED"}}, {key: "okta_email", enroll: {self: "OPTIONAL"}}]}}]}
            """
        let client = AuthnClient(try TestDouble(builtInAnd: policy))
        let factors = try client.start("alice@example.com", "Alice-pw-1").json["_embedded"]?["factors"]?.array ?? []
        #expect(factors.map { $0["factorType"] } == ["sms", "call"])
        #expect(factors.allSatisfy { $0["enrollment"] == "REQUIRED" })
    }
}
