import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Tokens made to order: good ones are accepted, and each flaw is what it says.
@Suite struct TokenControlTests {
    private static let alice: JSONObject = [
        "kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid email",
    ]

    private static func mint(_ double: TestDouble, _ changes: JSONObject = [:]) throws -> Answer {
        var body = alice
        for member in changes.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens", .object(body))
    }

    @Test(arguments: TestDouble.Way.allCases)
    func `an access token without a flaw is accepted`(way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let answer = try Self.mint(double)
        #expect(answer.status == 201)
        let token = answer.string("token")
        #expect(claims(of: token) == answer["claims"])
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try OAuthClient(double).userInfo(token).string("email") == "alice@example.com")
    }

    @Test func `nothing of it is journaled, and requests draw the same chance as without it`() throws {
        func token(minting: Bool) throws -> String {
            let double = try TestDouble()
            if minting { _ = try Self.mint(double) }
            let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
            let answer = try OAuthClient(double).token(form, basic: ("service-app", "service-secret"))
            #expect(try ControlClient(double).requests().count == 1)
            return answer.string("access_token")
        }
        #expect(try token(minting: true) == token(minting: false))
    }

    @Test func `an ID token says who, for whom, and the nonce`() throws {
        let answer = try Self.mint(TestDouble(), ["kind": "id", "nonce": "n-7", "ttl": "PT5M"])
        let claims = try #require(answer["claims"])
        #expect(claims["aud"] == "web-app")
        #expect(claims["nonce"] == "n-7")
        #expect(claims["email"] == "alice@example.com")
        #expect(claims["exp"] == .integer((claims["iat"]?.integer ?? 0) + 300))
        #expect(answer["header"]?.object?.keys == ["kid", "alg"])
    }

    @Test func `claims and header can be set and left out`() throws {
        let changes: JSONObject = [
            "claims": ["a": [1, 2], "scp": ["x"]], "without": ["uid"], "header": ["typ": "at+jwt"],
        ]
        let answer = try Self.mint(TestDouble(), changes)
        #expect(answer["claims"]?["a"] == [1, 2])
        #expect(answer["claims"]?["scp"] == ["x"])
        #expect(answer["claims"]?["uid"] == nil)
        #expect(answer["header"]?["typ"] == "at+jwt")
    }

    /// Flaws that a resource server of ours must notice; the others are for clients.
    private static let refused: [TokenDefect] = [
        .expired, .wrongIssuer, .keyIDAbsent, .keyIDUnknown, .keyIDOfOtherKey, .unpublishedKey, .algorithmNone,
        .hmacWithPublicKey, .tamperedPayload, .tamperedSignature,
    ]

    @Test(arguments: refused)
    func `a flaw makes the token inactive`(flaw: TokenDefect) throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let token = try Self.mint(double, ["broken": .string(flaw.rawValue)]).string("token")
        #expect(!token.isEmpty)
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web).text == #"{"active":false}"#)
        #expect(try OAuthClient(double).userInfo(token).status == 401)
    }

    private static let now = 1_767_225_600

    private static let claimFlaws: [(String, @Sendable (JSON) -> Bool)] = [
        ("expired", { ($0["exp"]?.integer ?? .max) < now }),
        ("not_yet_valid", { ($0["nbf"]?.integer ?? 0) > now && ($0["exp"]?.integer ?? 0) > now }),
        ("wrong_iss", { $0["iss"]?.string?.contains("wrong") == true }), ("wrong_aud", { $0["aud"] != "web-app" }),
        ("wrong_nonce", { $0["nonce"] != "n-7" && $0["nonce"] != nil }), ("wrong_at_hash", { $0["at_hash"] != nil }),
        ("wrong_azp", { $0["azp"] == "wrong-client" }), ("missing_sub", { $0["sub"] == nil }),
    ]

    @Test(arguments: claimFlaws)
    func `a flaw of the claims is there, and the signature is right`(
        flaw: String,
        isThere: @Sendable (JSON) -> Bool
    ) throws {
        let double = try TestDouble()
        let answer = try Self.mint(double, ["kind": "id", "nonce": "n-7", "broken": .string(flaw)])
        #expect(isThere(claims(of: answer.string("token"))), "\(answer)")
        let jwt = try #require(JWT(answer.string("token")))
        let server = try #require(double.tenant.organization.authorizationServer(at: "default"))
        let key = try double.tenant.keys.keys(of: server).active
        #expect(jwt.keyID == key.id)
        #expect(key.key.publicKey.verify(jwt.signature, for: jwt.signingInput, algorithm: .rs256))
    }

    private static let mistakes: [(JSONObject, String, String)] = [
        (["kind": .null], "wrong_type", "kind"), (["kind": "acces"], "bad_value", "kind"),
        (["client": "nobody"], "bad_value", "client"), (["user": "nobody"], "bad_value", "user"),
        (["server": "nowhere"], "bad_value", "server"), (["broken": "expird"], "bad_value", "broken"),
        (["ttl": "soon"], "bad_value", "ttl"), (["claims": []], "wrong_type", "claims"),
        (["without": ["a", 1]], "wrong_type", "without"), (["kidn": 1], "unknown_field", "kidn"),
    ]

    @Test(arguments: mistakes)
    func `what is not understood is refused`(changes: JSONObject, error: String, field: String) throws {
        let answer = try Self.mint(TestDouble(), changes)
        #expect(answer.status == 400)
        #expect(answer.error == error, "\(answer)")
        #expect(answer["field"]?.string == field, "\(answer)")
    }

    @Test(arguments: ["kind", "client"])
    func `kind and client are required`(name: String) throws {
        var body = Self.alice
        body[name] = nil
        let answer = try ControlClient(TestDouble()).post("/tokens", .object(body))
        #expect(answer.error == "missing_field")
        #expect(answer["field"]?.string == name)
    }
}

/// Sessions without a page, and new keys.
@Suite struct SessionAndKeyControlTests {
    @Test(arguments: TestDouble.Way.allCases)
    func `a session's cookie signs in without a page`(way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let answer = try ControlClient(double).post("/sessions", ["user": "alice@example.com"])
        #expect(answer.status == 201)
        #expect(answer["session"]?["id"]?.string?.hasPrefix("102") == true)
        #expect(answer["session"]?["expiresAt"] == "2026-01-01T02:00:00.000Z")
        let cookie = "idx=" + (answer["cookie"]?["value"]?.string ?? "")
        let parameters = OAuthClient.authorize(["prompt": "none"])
        let path = "/oauth2/default/v1/authorize"
        let redirect = Answer(try double.send(.get(path, parameters, ["Cookie": cookie])))
        #expect(redirect.redirect["code"] != nil, "\(redirect)")
        double.advance(7200)
        #expect(
            Answer(try double.send(.get(path, parameters, ["Cookie": cookie]))).redirect["error"] == "login_required"
        )
    }

    @Test func `a session token signs in once`() throws {
        let double = try TestDouble()
        let token = try ControlClient(double).post("/sessions", ["user": "alice@example.com"]).string("sessionToken")
        let parameters = OAuthClient.authorize(["prompt": "none", "sessionToken": token])
        let path = "/oauth2/default/v1/authorize"
        #expect(Answer(try double.send(.get(path, parameters))).redirect["code"] != nil)
        #expect(Answer(try double.send(.get(path, parameters))).redirect["code"] == nil)
    }

    private static func kids(_ double: TestDouble, _ server: String = "default") throws -> [String] {
        let answer = Answer(try double.send(.get("/oauth2/\(server)/v1/keys")))
        return answer["keys"]?.array?.compactMap { $0["kid"]?.string } ?? []
    }

    private static let access: JSON = ["kind": "access", "client": "web-app", "user": "alice@example.com"]

    @Test(arguments: TestDouble.Way.allCases)
    func `rotation lets a new key sign and keeps the old one published`(way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let control = ControlClient(double)
        let (old, others) = (try Self.kids(double), try Self.kids(double, "short"))
        let token = try control.post("/tokens", Self.access).string("token")
        let rotated = try control.post("/keys/rotate", ["server": "default"])
        let kids = try Self.kids(double)
        #expect(kids.count == 2)
        #expect(Array(kids.dropFirst()) == old)
        #expect(rotated["keys"]?.array?.map { $0["status"] } == ["ACTIVE", "EXPIRED"])
        #expect(rotated["keys"]?.array?.compactMap { $0["kid"]?.string } == kids)
        #expect(try control.post("/tokens", Self.access)["header"]?["kid"]?.string == kids[0])
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try Self.kids(double, "short") == others)
    }

    @Test func `retiring drops the older keys, and their tokens with them`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        let token = try control.post("/tokens", Self.access).string("token")
        _ = try control.post("/keys/rotate")
        _ = try control.post("/keys/rotate", ["retire": true])
        #expect(try Self.kids(double).count == 1)
        #expect(try Self.kids(double, "short").count == 1)
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"] == false)
    }

    @Test func `many rotations never publish one name twice, and a reset undoes them unless told otherwise`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        let first = try Self.kids(double)
        for _ in 0..<12 {
            _ = try control.post("/keys/rotate", ["server": "default"])
            let kids = try Self.kids(double)
            #expect(Set(kids).count == kids.count)
        }
        _ = try control.post("/reset", ["keep": ["keys"]])
        #expect(try Self.kids(double).count == 5)
        _ = try control.post("/reset")
        #expect(try Self.kids(double) == first)
    }

    @Test func `keys that the fixture leaves out follow from the seed`() throws {
        func kids() throws -> [String] { try Self.kids(TestDouble([#"{"apps": [{"client_id": "x"}]}"#])) }
        #expect(try kids() == kids())
        #expect(try kids().count == 1)
    }
}
