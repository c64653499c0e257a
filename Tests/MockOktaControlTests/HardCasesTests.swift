import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The cases that clients get wrong, each as short as a test of a client would be.
@Suite struct HardCasesTests {
    private let double: TestDouble
    private let control: ControlClient
    private let client: OAuthClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}", .socket)
        control = ControlClient(double)
        client = OAuthClient(double)
    }

    private func signIn(_ changes: [String: String?] = [:]) throws -> Answer {
        let code = try client.code(changes.merging(["scope": "openid offline_access"]) { $1 })
        return try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
    }

    private func refresh(_ token: String) throws -> Answer {
        try client.token([("grant_type", "refresh_token"), ("refresh_token", token)], basic: OAuthClient.web)
    }

    private func advance(_ by: JSON) throws {
        #expect(try control.post("/clock/advance", ["by": by]).status == 200)
    }

    private func fault(_ effect: JSON, _ match: JSON = [:], times: Int = 1) throws {
        let made = try control.post("/faults", ["match": match, "effect": effect, "times": .integer(times)])
        #expect(made.status == 201)
    }

    @Test func `a token expires while the client holds it`() throws {
        let tokens = try signIn()
        let token = tokens.string("access_token")
        try advance("PT59M59.999S")
        #expect(try client.userInfo(token).status == 200)
        try advance("PT0.001S")
        #expect(try client.userInfo(token).status == 401)
        let renewed = try refresh(tokens.string("refresh_token"))
        #expect(try client.userInfo(renewed.string("access_token")).status == 200)
    }

    @Test func `the refresh window closes, and every use opens it anew`() throws {
        let token = try signIn().string("refresh_token")
        try advance("P6D")
        #expect(try refresh(token).status == 200)
        try advance("P6D")
        #expect(try refresh(token).status == 200)
        try advance("P7D")
        #expect(try refresh(token).error == "invalid_grant")
        #expect(try control.requests().last?["why"]?.string?.isEmpty == false)
    }

    /// The public client of the built-in org with a rotating refresh token and the given leeway.
    private func nativeToken() throws -> (String, (String) throws -> Answer) {
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid offline_access"), ("client_id", "native-app"),
        ]
        let token = try client.token(form).string("refresh_token")
        return (
            token,
            { [client] token in
                let form = [
                    ("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "native-app"),
                    ("scope", "openid offline_access"),
                ]
                return try client.token(form)
            }
        )
    }

    @Test func `within its leeway a replaced refresh token still works, after it nothing of the family does`() throws {
        let (first, refresh) = try nativeToken()
        let second = try refresh(first).string("refresh_token")
        #expect(second != first)
        try advance("PT29S")
        #expect(try refresh(first).status == 200)
        try advance("PT2S")
        #expect(try refresh(first).error == "invalid_grant")
        #expect(try refresh(second).error == "invalid_grant")
    }

    @Test func `a client that caches keys meets a token of a new one`() throws {
        let path = "/oauth2/default/v1/keys"
        func kids() throws -> [String?] {
            Answer(try double.send(.get(path)))["keys"]?.array?.map { $0["kid"]?.string } ?? []
        }
        let cached = try kids()
        _ = try control.post("/keys/rotate", ["server": "default"])
        let order: JSON = ["kind": "access", "client": "web-app", "user": "alice@example.com"]
        let kid = try control.post("/tokens", order)["header"]?["kid"]?.string
        #expect(!cached.contains(kid))
        // A cache on the way may not have heard of it yet either.
        try fault(["jwks": "stale"])
        #expect(try !kids().contains(kid))
        #expect(try kids().contains(kid))
    }

    @Test func `429 first, then success after the time that the answer tells`() throws {
        _ = try control.post("/faults", ["effect": ["rate_limit": ["limit": 0, "window": "PT20S"]], "times": 1])
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let service = ("service-app", "service-secret")
        let refused = try client.token(form, basic: service)
        #expect(refused.status == 429)
        let reset = try #require(refused.field("x-rate-limit-reset").flatMap { Int($0) })
        try advance(.integer(reset - 1_767_225_600))
        #expect(try client.token(form, basic: service).status == 200)
    }

    @Test func `the network is cut in the middle of a token response, and the same refresh token is tried again`()
        throws
    {
        let (first, refresh) = try nativeToken()
        try fault(["close": "mid-body"], ["grant_type": "refresh_token"])
        #expect(throws: (any Error).self) { try refresh(first) }
        // The server has rotated, but the client never saw the new token: the leeway saves it.
        #expect(try refresh(first).status == 200)
        let (other, refreshOther) = try nativeToken()
        try fault(["close": "mid-body"], ["grant_type": "refresh_token"])
        #expect(throws: (any Error).self) { try refreshOther(other) }
        try advance("PT31S")
        #expect(try refreshOther(other).error == "invalid_grant")
    }

    @Test func `a clock that is behind takes good tokens for tokens of the future`() throws {
        try advance("PT10M")
        let issued = try #require(claims(of: try signIn().string("access_token"))["iat"]?.integer)
        #expect(issued == 1_767_225_600 + 600)
        let early: JSON = [
            "kind": "access", "client": "web-app", "user": "alice@example.com", "broken": "not_yet_valid",
        ]
        let notBefore = try control.post("/tokens", early)["claims"]?["nbf"]?.integer ?? 0
        #expect(notBefore > issued)
    }

    @Test func `a clock moved back revives nothing`() throws {
        let token = try signIn().string("access_token")
        try advance("PT2H")
        _ = try control.put("/clock", ["now": "2026-01-01T00:00:01Z"])
        #expect(try client.userInfo(token).status == 401)
    }
}
