import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What fifty connections at once may not get of one sign-in.
@Suite struct SignInRaceTests {
    private static let volume = 50

    private let double: TestDouble

    init() throws {
        double = try TestDouble(
            [TestOrganization.builtIn(), FactorsFixture.text, IDXClient.fixture],
            .socket,
            loops: 8,
            store: YieldingStateStore()
        )
    }

    private func challenge(_ factor: String) throws -> Answer {
        let client = AuthnClient(double)
        return try client.choose(factor, client.start("mia@example.com", "Mia-pw-1"))
    }

    private static func verify(_ challenge: Answer, _ factor: String, _ code: JSON) -> HTTPRequest {
        let body: JSON = ["stateToken": .string(challenge.string("stateToken")), "passCode": code]
        return AuthnClient.request("/factors/\(factor)/verify", body)
    }

    @Test func `a factor's code completes one sign-in once`() throws {
        let factor = "sms00000000000000sm1"
        let challenge = try challenge(factor)
        let code = try AuthnClient(double).lastMessage()["code"] ?? ""
        let request = Self.verify(challenge, factor, code)
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
        #expect(answers.count { $0.string("status") == "SUCCESS" } == 1)
        #expect(answers.count { $0.status == 401 || $0.status == 403 } == Self.volume - 1)
    }

    @Test func `fifty guesses at once are five`() throws {
        let factor = "emf00000000000000em1"
        let challenge = try challenge(factor)
        let code = try AuthnClient(double).lastMessage()["code"] ?? ""
        let requests = (0..<Self.volume).map { Self.verify(challenge, factor, .string("guess \($0)")) }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.allSatisfy { $0.status == 403 })
        #expect(answers.count { $0.text.contains("doesn't match our records") } == 4)
        let right = Answer(try double.send(Self.verify(challenge, factor, code)))
        #expect(right.status == 403 && right.text.contains("too many failed attempts"))
    }

    @Test func `an interaction code gives tokens once`() throws {
        let client = IDXClient(double)
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let done = try client.submit(client.begin(), "identify", members)
        let code = done.json["successWithInteractionCode"]?["value"]?.array?[1]["value"]?.string ?? ""
        let form = [
            ("grant_type", "interaction_code"), ("interaction_code", code), ("client_id", "native-idx"),
            ("code_verifier", PKCE.verifier),
        ]
        let fields: HTTPFields = ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"]
        let request = HTTPRequest(
            method: .post,
            path: "/oauth2/v1/token",
            fields: fields,
            body: Array(FormParameters(form).encoded.utf8)
        )
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.error == "invalid_grant" } == Self.volume - 1)
    }

    @Test func `the last answer of a sign-in gives one interaction code`() throws {
        let client = IDXClient(double)
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let (path, body) = try IDXClient.form(client.begin(), "identify", members)
        let request = IDXClient.request(path, body)
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
        #expect(answers.count { $0.json["successWithInteractionCode"] != nil } == 1)
        #expect(answers.count { $0.status == 400 || $0.status == 401 } == Self.volume - 1)
    }

    @Test func `a sign-in that is done is exchanged for one session`() throws {
        let fixture = #"{apps: [{client_id: "native-idx", grant_types: ["interaction_code", "authorization_code"]}]}"#
        let double = try TestDouble(
            [TestOrganization.builtIn(), IDXClient.fixture, fixture],
            .socket,
            loops: 8,
            store: YieldingStateStore()
        )
        let client = IDXClient(double)
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let done = try client.submit(client.begin(), "identify", members)
        let request = HTTPRequest.get("/login/token/redirect", [("stateToken", done.string("stateHandle"))])
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
        #expect(answers.count { $0.redirect["code"] != nil } == 1)
        #expect(answers.count { $0.status == 400 } == Self.volume - 1)
    }
}
