import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The header fields of each class of answer, as captured from Okta.
@Suite struct OktaFieldsTests {
    private static let service = ("service-app", "service-secret")

    private static let ofEndpoints: [(String, String)] = [
        ("Cache-Control", "no-cache, no-store"), ("Pragma", "no-cache"), ("Expires", "0"),
        ("X-Content-Type-Options", "nosniff"), ("X-XSS-Protection", "0"), ("p3p", "CP=\"HONK\""),
        ("accept-ch", "Sec-CH-UA-Platform-Version"), ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ]

    private func answers(_ client: OAuthClient) throws -> [(String, Answer)] {
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        return [
            ("success", try client.token(form, basic: Self.service)), ("OAuth error", try client.token([])),
            ("Okta error", try client.token([("client_id", "no-such-app")])),
            ("inactive", try client.introspect("x", basic: Self.service)),
            ("empty", try client.post("/v1/revoke", [("token", "x")], basic: Self.service)),
            ("challenge", try client.userInfo("x")),
        ]
    }

    @Test(.rule("headers.endpoint", "headers.request-id", "rate-limit.fields", "headers.no-hsts"))
    func `an endpoint's answer carries Okta's fields, success or not`() throws {
        var ids: Set<String> = []
        for (name, answer) in try answers(OAuthClient(TestDouble())) {
            for (field, value) in Self.ofEndpoints { #expect(answer.field(field) == value, "\(name): \(field)") }
            let id = try #require(answer.field("x-okta-request-id"))
            #expect(id.utf8.count == 32 && id.allSatisfy { $0.isHexDigit && !$0.isUppercase })
            #expect(ids.insert(id).inserted)
            #expect(answer.field("x-rate-limit-limit") == "300")
            #expect(answer.field("x-rate-limit-reset") == String(TestDouble.start.seconds + 60))
            #expect(answer.field("Strict-Transport-Security") == nil)
        }
    }

    @Test(.rule("headers.robots"))
    func `only a token that was given says noindex`() throws {
        for (name, answer) in try answers(OAuthClient(TestDouble())) {
            #expect((answer.field("X-Robots-Tag") == "noindex,nofollow") == (name == "success"), "\(name)")
        }
    }

    @Test(.rule("headers.content-type"))
    func `JSON is JSON without a charset`() throws {
        for (name, answer) in try answers(OAuthClient(TestDouble())) where !answer.text.isEmpty {
            #expect(answer.field("Content-Type") == "application/json", "\(name)")
        }
    }

    @Test(.rule("headers.cookies-cleared"))
    func `callers without a session have five cookies cleared`() throws {
        for (name, answer) in try answers(OAuthClient(TestDouble())) {
            let cookies = answer.response.fields.values(of: "Set-Cookie")
            #expect(
                cookies.map { String($0.prefix { $0 != "=" }) } == [
                    "sid", "xids", "autolaunch_triggered", "activate_ca_modal_triggered", "JSESSIONID",
                ],
                "\(name)"
            )
        }
        let answer = try OAuthClient(TestDouble()).token([], fields: ["Cookie": "idx=x"])
        #expect(answer.field("Set-Cookie") == nil)
    }

    @Test(.rule("rate-limit.windows", "rate-limit.buckets"))
    func `buckets count apart, in windows that begin with their first call`() throws {
        let double = try TestDouble()
        let (custom, other, org) = (
            OAuthClient(double), OAuthClient(double, server: "short"), OAuthClient(double, server: nil)
        )
        func remaining(_ answer: Answer) -> String? { answer.field("x-rate-limit-remaining") }
        #expect(remaining(try custom.token([])) == "299")
        #expect(remaining(try other.token([])) == "298")
        #expect(remaining(try org.token([])) == "299")
        #expect(remaining(try custom.userInfo("x")) == "299")
        #expect(remaining(try custom.introspect("x")) == "298")
        double.advance(59)
        let late = try custom.token([])
        #expect(remaining(late) == "297")
        #expect(late.field("x-rate-limit-reset") == String(TestDouble.start.seconds + 60))
        double.advance(1)
        let next = try custom.token([])
        #expect(remaining(next) == "299")
        #expect(next.field("x-rate-limit-reset") == String(TestDouble.start.seconds + 120))
    }

    @Test(.rule("error-body.unknown-path", "error-body.unknown-server"), arguments: ["application/json", "text/html"])
    func `an unknown path is told in JSON, to browsers on a page`(accept: String) throws {
        let request = HTTPRequest(method: .get, path: "/no/such/path", fields: ["Accept": accept])
        let answer = Answer(try TestDouble().send(request))
        #expect(answer.status == 404)
        #expect(answer.text.contains("E0000008") == (accept == "application/json"))
        let server = try OAuthClient(TestDouble(), server: "ausNone").token([])
        #expect(server.status == 404 && server.string("errorCode") == "E0000007")
        #expect(server.field("x-okta-request-id") != nil)
    }
}
