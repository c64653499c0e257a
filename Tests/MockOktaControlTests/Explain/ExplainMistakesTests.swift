import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Twelve mistakes of an app under test: the control API names the cause of each.
@Suite struct ExplainMistakesTests {
    private static func explain(_ double: TestDouble, _ token: String, _ expected: JSONObject = [:]) throws -> Answer {
        var body: JSONObject = ["token": .string(token)]
        for member in expected.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens/explain", .object(body))
    }

    /// The first check that failed.
    private static func cause(_ answer: Answer) throws -> JSON {
        #expect(answer.status == 200)
        #expect(answer["valid"] == false)
        return try #require(answer["checks"]?.array?.first { $0["ok"] == false })
    }

    private static func accessToken(_ double: TestDouble, _ changes: JSONObject = [:]) throws -> String {
        var body: JSONObject = [
            "kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid orders:read",
        ]
        for member in changes.members { body[member.key] = member.value }
        return try ControlClient(double).post("/tokens", .object(body)).string("token")
    }

    /// The reason that the journal has for the latest exchange.
    private static func why(_ double: TestDouble) throws -> String {
        try ControlClient(double).requests("last=1").first?["why"]?.string ?? ""
    }

    @Test func `wrong audience`() throws {
        let double = try TestDouble()
        let cause = try Self.cause(Self.explain(double, Self.accessToken(double), ["audience": "api://orders"]))
        #expect(cause["check"] == "audience")
        #expect(cause["why"] == "aud is api://default, the audience of server default, not api://orders")
    }

    @Test func `clock advanced`() throws {
        let double = try TestDouble()
        let old = try Self.accessToken(double)
        double.advance(3600)
        let cause = try Self.cause(Self.explain(double, old))
        #expect(cause["check"] == "lifetime")
        #expect(cause["why"] == "it expired at 2026-01-01T01:00:00.000Z, less than 1 s before")
        let fresh = try Self.explain(double, Self.accessToken(double))
        let warning = try #require(fresh["checks"]?.array?.first { $0["ok"] == false })
        #expect(fresh["valid"] == true)
        #expect(warning["check"] == "real_time")
        #expect(warning["why"]?.string?.hasSuffix("the clock of this server is 1 h ahead") == true)
    }

    @Test func `revoked grant`() throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid offline_access"),
        ]
        let tokens = try client.token(form, basic: OAuthClient.web)
        _ = try client.post("/v1/revoke", [("token", tokens.string("refresh_token"))], basic: OAuthClient.web)
        for name in ["access_token", "refresh_token"] {
            let cause = try Self.cause(Self.explain(double, tokens.string(name)))
            #expect(cause["check"] == "revocation")
            #expect(cause["why"]?.string?.contains("by exchange #2 (POST /oauth2/default/v1/revoke") == true)
        }
    }

    @Test func `wrong issuer host`() throws {
        let double = try TestDouble()
        let token = try Self.accessToken(double)
        let cause = try Self.cause(
            Self.explain(double, token, ["issuer": "http://localhost:8080/oauth2/default"])
        )
        #expect(cause["check"] == "issuer")
        #expect(cause["why"]?.string?.hasSuffix("the same server under another name of its host") == true)
    }

    @Test func `missing scope`() throws {
        let double = try TestDouble()
        let token = try Self.accessToken(double)
        let cause = try Self.cause(Self.explain(double, token, ["scope": "orders:read orders:write"]))
        #expect(cause["check"] == "scope")
        #expect(cause["why"] == "the token lacks orders:write; it has openid orders:read")
    }

    @Test func `old key cached`() throws {
        let double = try TestDouble()
        let control = ControlClient(double)
        let old = try Self.accessToken(double)
        double.advance(60)
        _ = try control.post("/keys/rotate", ["server": "default", "retire": true])
        let cause = try Self.cause(Self.explain(double, old))
        #expect(cause["check"] == "key")
        #expect(cause["why"]?.string?.contains("is published by no server") == true)
        func key() throws -> JSON? {
            try Self.explain(double, Self.accessToken(double))["checks"]?.array?.first { $0["check"] == "key" }
        }
        #expect(try key()?["ok"] == .null)
        #expect(try key()?["why"]?.string?.contains("no client has read /oauth2/default/v1/keys since") == true)
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        #expect(try key()?["ok"] == true)
    }

    @Test func `redirect with a slash too many`() throws {
        let double = try TestDouble()
        let form = OAuthClient.authorize(["redirect_uri": "http://localhost:3000/callback/"])
        _ = try Browser(double).get("/oauth2/default/v1/authorize", form)
        #expect(try Self.why(double).contains("slash"))
    }

    @Test func `wrong client secret`() throws {
        let double = try TestDouble()
        _ = try OAuthClient(double).token([("grant_type", "client_credentials")], basic: ("service-app", "sesame"))
        #expect(try Self.why(double).contains("secret"))
    }

    @Test func `PKCE verifier lost`() throws {
        let double = try TestDouble()
        let code = try OAuthClient(double).code()
        _ = try OAuthClient(double).token(OAuthClient.redeem(code, ["code_verifier": ""]), basic: OAuthClient.web)
        #expect(try Self.why(double) == "/authorize got a code_challenge, so code_verifier is required")
    }

    @Test func `state mixed up`() throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let first = try client.code(["state": "s-1"])
        // The challenge of the verifier of 43 letters a.
        let challenge = "ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA"
        _ = try client.code(["state": "s-2", "code_challenge": challenge])
        let verifier = String(repeating: "a", count: 43)
        _ = try client.token(OAuthClient.redeem(first, ["code_verifier": verifier]), basic: OAuthClient.web)
        #expect(try Self.why(double).hasSuffix("the app has mixed up two sign-ins (state)"))
    }

    @Test func `CORS origin missing`() throws {
        let double = try TestDouble()
        let form = [("token", try Self.accessToken(double))]
        let origin: HTTPFields = ["Origin": "http://localhost:4200"]
        _ = try OAuthClient(double).post("/v1/introspect", form, basic: OAuthClient.web, fields: origin)
        #expect(try Self.why(double).hasPrefix("http://localhost:4200 is no trusted origin with CORS"))
        let fields: HTTPFields = ["Origin": "http://localhost:4200", "Access-Control-Request-Method": "POST"]
        _ = try double.send(HTTPRequest(method: .options, path: "/oauth2/default/v1/introspect", fields: fields))
        #expect(try Self.why(double).hasPrefix("a page of http://localhost:4200, which is no trusted origin"))
    }

    @Test func `ID token used as access token`() throws {
        let double = try TestDouble()
        let token = try Self.accessToken(double, ["kind": "id"])
        let cause = try Self.cause(Self.explain(double, token, ["audience": "api://default"]))
        #expect(cause["check"] == "audience")
        #expect(cause["why"]?.string?.contains("this is an ID token") == true)
        _ = try OAuthClient(double).userInfo(token)
        #expect(try Self.why(double) == "this is an ID token, where an access token belongs")
    }
}
