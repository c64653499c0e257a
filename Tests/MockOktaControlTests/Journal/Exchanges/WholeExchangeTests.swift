import MockOktaControl
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Header fields and bodies in the journal, without secrets unless they are asked for.
@Suite struct WholeExchangeTests {
    private static let form = [
        ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
        ("scope", "openid offline_access"),
    ]

    /// The value of a field in a list of names and values.
    private static func field(_ name: String, _ list: JSON?) -> String? {
        list?.array?.first { $0["name"]?.string?.asciiLowercased == name }?["value"]?.string
    }

    @Test(arguments: TestDouble.Way.allCases)
    func `an exchange has its fields and bodies without secrets`(way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let tokens = try OAuthClient(double).token(Self.form, basic: OAuthClient.web)
        let control = ControlClient(double)
        let entry = try control.get("/requests/1")
        #expect(entry["id"] == 1)
        #expect(entry["client_authentication"] == "client_secret_basic")
        #expect(entry["request"]?["url"]?.string?.hasSuffix("/oauth2/default/v1/token") == true)
        #expect(Self.field("authorization", entry["request"]?["fields"]) == "Basic [redacted]")
        #expect(Self.field("cache-control", entry["answer"]?["fields"]) == "no-cache, no-store")
        let sent = entry["request"]?.object?["body"]?.string
        #expect(sent?.hasPrefix("grant_type=password&username=alice%40example.com&password=[redacted]&scope=") == true)
        let answer = try JSON.parse(Array((entry["answer"]?["body"]?.string ?? "").utf8))
        #expect(answer["token_type"] == "Bearer")
        #expect(answer["access_token"] == "[redacted]")
        #expect(answer["refresh_token"] == "[redacted]")
        for secret in ["Alice-pw-1", tokens.string("access_token"), tokens.string("refresh_token"), "d2ViLWFwc"] {
            #expect(!entry.text.contains(secret))
            #expect(try control.get("/requests/1?secrets=true").text.contains(secret))
            #expect(!(try control.get("/requests.har").text.contains(secret)))
        }
    }

    @Test func `codes in redirects and cookies are redacted, and pages are left out`() throws {
        let double = try TestDouble()
        let code = try OAuthClient(double).code()
        let control = ControlClient(double)
        for entry in try control.requests() {
            let id = try #require(entry["id"]?.integer)
            #expect(!(try control.get("/requests/\(id)").text.contains(code)))
        }
        let page = try control.get("/requests/1")["answer"]
        #expect(page?["body"]?.string?.contains("of text/html; secrets=true shows them]") == true)
        let redirect = try control.get("/requests/2")["answer"]?["fields"]
        #expect(Self.field("location", redirect) == "http://localhost:3000/callback?code=[redacted]&state=s-1")
        #expect(Self.field("set-cookie", redirect)?.contains("=[redacted];") == true)
    }

    private static let bearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

    @Test(arguments: [
        ([("client_id", "web-app"), ("client_secret", "web-secret")], "client_secret_post"),
        ([("client_id", "native-app")], "none"),
        (
            [("client_assertion_type", bearer), ("client_assertion", "eyJhbGciOiJIUzI1NiJ9.e30.AA")],
            "client_secret_jwt"
        ),
        ([("client_assertion_type", bearer), ("client_assertion", "eyJhbGciOiJSUzI1NiJ9.e30.AA")], "private_key_jwt"),
    ])
    func `the client's method is named`(proof: [(String, String)], method: String) throws {
        let double = try TestDouble()
        _ = try OAuthClient(double).token(Self.form + proof)
        #expect(try ControlClient(double).requests().first?["client_authentication"]?.string == method)
    }

    @Test func `durations are recorded unless the clock is frozen`() throws {
        let double = try TestDouble()
        _ = try OAuthClient(double).token(Self.form, basic: OAuthClient.web)
        try double.tenant.changeClock { clock, real in clock.freeze(false, real: real) }
        _ = try OAuthClient(double).token(Self.form, basic: OAuthClient.web)
        let entries = try ControlClient(double).requests()
        #expect(entries.map { $0["real_duration_ms"] } == [nil, .double(0)])
    }

    @Test func `of a large exchange the beginnings are kept`() throws {
        let double = try TestDouble()
        let long = String(repeating: "x", count: 20_000)
        let order: JSON = ["effect": ["status": 200, "body": .string(long)]]
        _ = try ControlClient(double).post("/faults", order)
        _ = try OAuthClient(double).token(Self.form + [("state", long)], basic: OAuthClient.web)
        let entry = try ControlClient(double).get("/requests/1")
        #expect(entry["answer"]?["body"]?.string?.utf8.count == 16_384)
        #expect(entry["answer"]?["body_size"] == 20_000)
        #expect(entry["answer"]?["cut"] == true)
        #expect(
            entry["request"]?["body"]?.string?.hasPrefix("grant_type=password&username=alice%40example.com") == true
        )
        #expect(entry["request"]?["cut"] == true)
        #expect(!entry.text.contains("Alice-pw-1"))
    }

    @Test func `an exchange without an answer has none, and an unknown one is 404`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        _ = try control.post("/faults", ["effect": ["close": "before"]])
        _ = try? double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        #expect(try control.get("/requests/1")["answer"] == nil)
        #expect(try control.get("/requests.har")["log"]?["entries"]?.array?.first?["response"]?["status"] == 0)
        for id in ["2", "0", "-9223372036854775808", "x"] {
            #expect(try control.get("/requests/\(id)").status == 404)
        }
    }
}
