import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What the checks of a token say.
@Suite struct ExplainTokenTests {
    private static func explain(_ double: TestDouble, _ token: String, _ more: JSONObject = [:]) throws -> Answer {
        var body: JSONObject = ["token": .string(token)]
        for member in more.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens/explain", .object(body))
    }

    private static func mint(_ double: TestDouble, _ changes: JSONObject = [:]) throws -> String {
        var body: JSONObject = ["kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid"]
        for member in changes.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens", .object(body)).string("token")
    }

    private static func failures(_ answer: Answer) -> [String] {
        answer["checks"]?.array?.filter { $0["ok"] == false }.compactMap { $0["check"]?.string } ?? []
    }

    private static func why(_ answer: Answer, _ check: String) -> String {
        answer["checks"]?.array?.first { $0["check"]?.string == check }?["why"]?.string ?? ""
    }

    @Test func `a good access token passes every check in order`() throws {
        let double = try TestDouble()
        let answer = try Self.explain(double, Self.mint(double), ["audience": "api://default", "scope": "openid"])
        #expect(answer["kind"] == "access")
        #expect(answer["valid"] == true)
        #expect(
            answer["checks"]?.array?.compactMap { $0["check"]?.string } == [
                "form", "algorithm", "key", "signature", "issuer", "audience", "lifetime", "real_time", "scope",
                "revocation", "binding",
            ]
        )
        #expect(answer["checks"]?.array?.allSatisfy { $0["ok"] == true } == true)
        #expect(
            Self.why(answer, "lifetime") == "it expires at 2026-01-01T01:00:00.000Z, 1 h from 2026-01-01T00:00:00.000Z"
        )
    }

    @Test func `an ID token is for its client`() throws {
        let double = try TestDouble()
        let answer = try Self.explain(double, Self.mint(double, ["kind": "id"]), ["audience": "web-app"])
        #expect(answer["kind"] == "id")
        #expect(answer["valid"] == true)
    }

    @Test(arguments: [
        ("expired", "lifetime"), ("not_yet_valid", "lifetime"), ("wrong_iss", "issuer"), ("wrong_aud", "audience"),
        ("kid_absent", "key"), ("kid_unknown", "key"), ("kid_of_other_key", "signature"), ("unpublished_key", "key"),
        ("alg_none", "algorithm"), ("hs256_public_key", "algorithm"), ("tampered_payload", "signature"),
        ("tampered_signature", "signature"),
    ])
    func `a defect fails the check that it concerns first`(defect: String, check: String) throws {
        let double = try TestDouble()
        let answer = try Self.explain(double, Self.mint(double, ["broken": .string(defect)]))
        #expect(answer["valid"] == false)
        #expect(Self.failures(answer).first == check, "\(answer)")
    }

    @Test(arguments: [
        ("", "there is no token"), ("Bearer eyJ", "it begins with the scheme"), ("{\"access_token\":1}", "it is JSON"),
        ("a.b", "it has 2 parts"), ("a.b.c", "it has the three parts"), ("a.b.c.d.e", "it has five parts"),
        ("a b", "it has spaces"), ("opaque", "it is no JWT"),
    ])
    func `a text that is no token fails by its form`(text: String, why: String) throws {
        let answer = try Self.explain(TestDouble(), text)
        #expect(answer["kind"] == "unknown")
        #expect(answer["valid"] == false)
        #expect(Self.why(answer, "form").hasPrefix(why))
    }

    @Test func `a token can be checked at another time`() throws {
        let double = try TestDouble()
        let token = try Self.mint(double)
        #expect(try Self.explain(double, token, ["at": "2026-01-01T00:59:59Z"])["valid"] == true)
        #expect(try Self.failures(Self.explain(double, token, ["at": "2026-01-01T01:00:00Z"])) == ["lifetime"])
        #expect(try Self.explain(double, token, ["at": "noon"]).string("field") == "at")
    }

    @Test func `a replaced refresh token names its successor, and its reuse ends the grant`() throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        func refresh(_ token: String) throws -> Answer {
            try client.token([("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "spa-app")])
        }
        let body: JSON = [
            "kind": "refresh", "client": "spa-app", "user": "alice@example.com", "scope": "openid offline_access",
        ]
        let first = try ControlClient(double).post("/tokens", body).string("token")
        #expect(try Self.explain(double, first)["valid"] == true)
        let second = try refresh(first).string("refresh_token")
        let replaced = try Self.explain(double, first)
        #expect(Self.failures(replaced) == ["revocation"])
        #expect(
            Self.why(replaced, "revocation").hasPrefix("generation 1 was replaced; the current one is 2; used by #1")
        )
        #expect(try Self.explain(double, second)["valid"] == true)
        _ = try refresh(first)
        let reason = Self.why(try Self.explain(double, second), "revocation")
        #expect(reason.contains("by the reuse of a replaced refresh token in exchange #2"))
    }

    @Test func `a code names what it is bound to, and who redeemed it`() throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let code = try client.code()
        let pending = try Self.explain(double, code)
        #expect(pending["kind"] == "code")
        #expect(pending["valid"] == true)
        #expect(Self.why(pending, "binding").hasPrefix("it is bound to redirect_uri http://localhost:3000/callback"))
        _ = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let redeemed = try Self.explain(double, code)
        #expect(Self.failures(redeemed) == ["revocation"])
        #expect(Self.why(redeemed, "revocation").contains("used by #"))
    }

    @Test func `a key of another server and an unknown issuer are named`() throws {
        let double = try TestDouble()
        let other = try Self.mint(double, ["server": "short", "scope": "orders:read"])
        let expected: JSONObject = ["issuer": "http://mock.example/oauth2/default"]
        #expect(
            Self.why(try Self.explain(double, other, expected), "issuer").hasSuffix(
                "that is another authorization server"
            )
        )
        let foreign = try Self.mint(double, ["broken": "wrong_iss"])
        #expect(Self.why(try Self.explain(double, foreign), "issuer").contains("which is no server here"))
    }

    @Test func `unknown members and a missing token are refused`() throws {
        let control = ControlClient(try TestDouble())
        #expect(try control.post("/tokens/explain", ["tokn": "x"]).string("field") == "tokn")
        #expect(try control.post("/tokens/explain").string("field") == "token")
    }

    @Test func `nothing changes by an explanation`() throws {
        let double = try TestDouble()
        let token = try Self.mint(double)
        _ = try Self.explain(double, token, ["at": "2030-01-01T00:00:00Z"])
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try ControlClient(double).requests().count == 1)
    }
}
