import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Refresh tokens to order: opaque, and with a grant behind them.
@Suite struct RefreshTokenRequestTests {
    private let double: TestDouble

    init() throws {
        double = try TestDouble()
    }

    private func mint(_ changes: JSONObject = [:]) throws -> Answer {
        var body: JSONObject = [
            "kind": "refresh", "client": "web-app", "user": "alice@example.com", "scope": "openid offline_access",
        ]
        for member in changes.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens", .object(body))
    }

    private func refresh(_ token: String) throws -> Answer {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)]
        return try OAuthClient(double).token(form, basic: OAuthClient.web)
    }

    private var why: String? { get throws { try ControlClient(double).requests().last?["why"]?.string } }

    @Test func `it refreshes, is active, and can be revoked`() throws {
        let answer = try mint()
        let token = answer.string("token")
        #expect(answer.status == 201 && answer.string("id").hasPrefix("oar"))
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try refresh(token).string("scope") == "openid offline_access")
        _ = try OAuthClient(double).post("/v1/revoke", [("token", token)], basic: OAuthClient.web)
        #expect(try refresh(token).error == "invalid_grant")
    }

    @Test func `without a lifetime it dies of seven idle days`() throws {
        let (used, idle) = (try mint().string("token"), try mint().string("token"))
        double.advance(6 * 86_400)
        #expect(try refresh(used).status == 200)
        double.advance(86_400)
        #expect(try refresh(used).status == 200)
        #expect(try refresh(idle).error == "invalid_grant")
    }

    @Test func `a lifetime ends it, however often it is used`() throws {
        let token = try mint(["ttl": "PT2M"]).string("token")
        double.advance(119)
        #expect(try refresh(token).status == 200)
        double.advance(1)
        #expect(try refresh(token).error == "invalid_grant")
    }

    @Test func `an expired one has had its idle window closed`() throws {
        let token = try mint(["broken": "expired"]).string("token")
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web).text == #"{"active":false}"#)
        #expect(try refresh(token).error == "invalid_grant")
        #expect(try why == "it was not used for 10080 min")
    }

    @Test func `an expired one with a lifetime has outlived it`() throws {
        #expect(try refresh(mint(["broken": "expired", "ttl": "P1D"]).string("token")).error == "invalid_grant")
        #expect(try why == "it is older than 1440 min")
    }

    @Test(arguments: ["tampered_payload", "tampered_signature"])
    func `a tampered one is none that was issued`(flaw: String) throws {
        let token = try mint(["broken": .string(flaw)]).string("token")
        #expect(token.utf8.count == 43)
        #expect(try refresh(token).error == "invalid_grant")
        #expect(try why == "this double never issued such a refresh token")
    }

    private static let possible: JSON = ["kind", "server", "client", "user", "scope", "ttl", "broken"]

    private static let mistakes: [(JSONObject, String, JSON?)] = [
        (["nonce": "n"], "nonce", possible), (["claims": ["a": 1]], "claims", possible),
        (["without": ["sub"]], "without", possible), (["header": ["kid": "k"]], "header", possible),
        (["broken": "wrong_iss"], "broken", ["expired", "tampered_payload", "tampered_signature"]),
        (["ttl": "soon"], "ttl", nil),
    ]

    @Test(arguments: mistakes)
    func `what cannot be said of an opaque token is refused with what can`(
        changes: JSONObject,
        field: String,
        allowed: JSON?
    ) throws {
        let answer = try mint(changes)
        #expect(answer.status == 400 && answer.error == "bad_value")
        #expect(answer["field"]?.string == field && answer["message"]?.string?.isEmpty == false)
        #expect(answer["allowed"] == allowed)
    }
}
