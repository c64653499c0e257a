import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What the engine adds to or answers in place of endpoints.
struct ExchangeTests {
    private static let form = "application/x-www-form-urlencoded"

    @Test(.rule("fields.repeated"), arguments: ["Authorization", "Origin"])
    func `a field of which there can be one only is not sent twice`(name: String) throws {
        var fields: HTTPFields = ["Content-Type": Self.form, "Accept": "application/json"]
        for value in ["a", "a"] { fields.append(name, value) }
        let request = HTTPRequest(method: .post, path: "/oauth2/default/v1/token", fields: fields)
        let answer = Answer(try TestDouble().send(request))
        #expect(answer.status == 400 && answer.error == "invalid_request", "\(answer)")
    }

    @Test(.rule("error-body.server-before-method"))
    func `that a server is not there is told before what it would serve`() throws {
        let request = HTTPRequest(method: .delete, path: "/oauth2/ausNone/v1/token")
        let answer = Answer(try TestDouble().send(request))
        #expect(answer.status == 404 && answer.string("errorCode") == "E0000007")
    }

    @Test(.rule("headers.framework"), arguments: [("GET", "/oauth2/nothing", 404), ("PUT", "/oauth2/v1/token", 405)])
    func `what Okta's framework answers has few fields`(method: String, path: String, status: Int) throws {
        let answer = Answer(try TestDouble().send(HTTPRequest(method: HTTPMethod(rawValue: method), path: path)))
        #expect(answer.status == status)
        #expect(answer.field("X-Content-Type-Options") == "nosniff" && answer.field("Server") == "nginx")
        for absent in ["Cache-Control", "Pragma", "Expires", "x-okta-request-id", "x-rate-limit-limit", "Set-Cookie"] {
            #expect(answer.field(absent) == nil, "\(absent)")
        }
    }

    @Test(.rule("rate-limit.refusal-fields"))
    func `a 429 has the fields of other answers but those about caching`() throws {
        let double = try TestDouble()
        _ = try ControlClient(double).post("/faults", ["effect": ["rate_limit": true]])
        let answer = try OAuthClient(double).token([])
        #expect(answer.status == 429 && answer.field("x-rate-limit-remaining") == "0")
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"), ("p3p", "CP=\"HONK\""), ("X-XSS-Protection", "0"),
            ("accept-ch", "Sec-CH-UA-Platform-Version"),
        ] { #expect(answer.field(name) == value, "\(name)") }
        for absent in ["Cache-Control", "Pragma", "Expires", "Retry-After"] { #expect(answer.field(absent) == nil) }
        let cookies = answer.response.fields.values(of: "Set-Cookie").map { String($0.prefix { $0 != "=" }) }
        #expect(cookies == ["sid", "xids", "autolaunch_triggered", "activate_ca_modal_triggered"])
    }

    private static let serverError =
        "The authorization server encountered an unexpected condition that prevented it from fulfilling the request."

    @Test(.rule("errors.fault-as-endpoint"))
    func `a fault's error is told as the endpoint would tell it`() throws {
        let double = try TestDouble()
        _ = try ControlClient(double).post("/faults", ["effect": ["error": "server_error"]])
        let redirect = Answer(try double.send(.get("/oauth2/default/v1/authorize", OAuthClient.authorize())))
        #expect(redirect.status == 302 && redirect.redirect["error"] == "server_error", "\(redirect)")
        #expect(redirect.redirect["error_description"] == Self.serverError)
        let challenge = try OAuthClient(double).userInfo("x")
        #expect(challenge.field("WWW-Authenticate")?.contains("error=\"server_error\"") == true, "\(challenge)")
        let page = Answer(try double.send(.get("/oauth2/default/v1/logout")))
        #expect(page.text.contains(Self.serverError) && page.field("Content-Type")?.hasPrefix("text/html") == true)
    }

    @Test(.rule("userinfo.exposes-challenge"))
    func `a challenge may be read from any page, also without an origin`() throws {
        #expect(
            try OAuthClient(TestDouble()).userInfo("x").field("Access-Control-Expose-Headers") == "WWW-Authenticate"
        )
    }

    @Test(.rule("authn.success-members"))
    func `a successful sign-in can be cancelled by the link it names`() throws {
        let double = try TestDouble()
        double.advance(TimeSpan(microseconds: 1))
        let answer = try OAuthClient(double).authn(#"{"username":"alice@example.com","password":"Alice-pw-1"}"#)
        #expect(answer.json["_links"]?["cancel"]?["href"]?.string == "http://mock.example/api/v1/authn/cancel")
        #expect(answer.json["_links"]?["cancel"]?["hints"]?["allow"]?.strings == ["POST"])
        #expect(answer.string("expiresAt").hasSuffix(".000Z"))
    }
}
