import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What fifty connections at once may not get of one sign-in.
@Suite struct SignInRaceTests {
    private let race: SignInRace
    private var double: TestDouble { race.double }

    init() throws {
        race = try SignInRace()
    }

    @Test func `a factor's code completes one sign-in once`() throws {
        let factor = "sms00000000000000sm1"
        let challenge = try race.challenge(factor)
        let code = try AuthnClient(double).lastMessage()["code"] ?? ""
        let request = SignInRace.verify(challenge, factor, code)
        let answers = try race.burst(request)
        #expect(answers.count { $0.string("status") == "SUCCESS" } == 1)
        #expect(answers.count { $0.status == 401 || $0.status == 403 } == SignInRace.volume - 1)
    }

    @Test func `fifty guesses at once are five`() throws {
        let factor = "emf00000000000000em1"
        let challenge = try race.challenge(factor)
        let code = try AuthnClient(double).lastMessage()["code"] ?? ""
        let requests = (0..<SignInRace.volume).map { SignInRace.verify(challenge, factor, .string("guess \($0)")) }
        let answers = try RequestBurst.fire(requests, at: double)
        #expect(answers.allSatisfy { $0.status == 403 })
        #expect(answers.count { $0.text.contains("doesn't match our records") } == 4)
        let right = Answer(try double.send(SignInRace.verify(challenge, factor, code)))
        #expect(right.status == 403 && right.text.contains("too many failed attempts"))
    }

    @Test func `an interaction code gives tokens once`() throws {
        let client = IDXClient(double)
        let done = try client.submit(client.begin(), "identify", SignInRace.credentials)
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
        let answers = try race.burst(request)
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.error == "invalid_grant" } == SignInRace.volume - 1)
    }

    @Test func `the last answer of a sign-in gives one interaction code`() throws {
        let client = IDXClient(double)
        let (path, body) = try IDXClient.form(client.begin(), "identify", SignInRace.credentials)
        let request = IDXClient.request(path, body)
        let answers = try race.burst(request)
        #expect(answers.count { $0.json["successWithInteractionCode"] != nil } == 1)
        #expect(answers.count { $0.status == 400 || $0.status == 401 } == SignInRace.volume - 1)
    }

    @Test func `a sign-in that is done is exchanged for one session`() throws {
        let fixture = #"{apps: [{client_id: "native-idx", grant_types: ["interaction_code", "authorization_code"]}]}"#
        let race = try SignInRace(fixture)
        let client = IDXClient(race.double)
        let done = try client.submit(client.begin(), "identify", SignInRace.credentials)
        let request = HTTPRequest.get("/login/token/redirect", [("stateToken", done.string("stateHandle"))])
        let answers = try race.burst(request)
        #expect(answers.count { $0.redirect["code"] != nil } == 1)
        #expect(answers.count { $0.status == 400 } == SignInRace.volume - 1)
    }
}
