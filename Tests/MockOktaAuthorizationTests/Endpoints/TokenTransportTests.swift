import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// How requests to the form-encoded endpoints must look, before any endpoint judges them.
@Suite struct TokenTransportTests {
    static let paths = ["/v1/token", "/v1/introspect", "/v1/revoke"]
    private static let service = ("service-app", "service-secret")

    private func send(
        _ path: String,
        _ method: HTTPMethod = .post,
        query: String? = nil,
        fields: HTTPFields,
        body: String = ""
    ) throws -> Answer {
        let double = try TestDouble()
        let request = HTTPRequest(
            method: method,
            path: "/oauth2/default" + path,
            query: query,
            fields: fields,
            body: Array(body.utf8)
        )
        return Answer(try double.send(request))
    }

    @Test(.rule("transport.post-only", "headers.framework"), arguments: paths)
    func `another method is refused by the framework`(path: String) throws {
        let answer = try send(path, .get, fields: ["Accept": "application/json"])
        check(answer, 405, "E0000022", "The endpoint does not support the provided HTTP method")
    }

    @Test(.rule("transport.content-type", "headers.framework"), arguments: paths)
    func `a body that is no form is refused by the framework`(path: String) throws {
        let answer = try send(
            path,
            fields: ["Content-Type": "application/json", "Accept": "application/json"],
            body: "{}"
        )
        check(answer, 400, "E0000021", Self.mismatch)
    }

    @Test(.rule("transport.accept", "headers.framework"), arguments: paths)
    func `an Accept that cannot be JSON is refused by the framework`(path: String) throws {
        let answer = try send(
            path,
            fields: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "image/png"],
            body: "a=b"
        )
        check(answer, 400, "E0000019", Self.mismatch)
    }

    @Test(.rule("transport.headers-not-set", "headers.framework"), arguments: paths, ["", "a=b"])
    func `neither Content-Type nor Accept is refused by the framework`(path: String, body: String) throws {
        let answer = try send(path, fields: [:], body: body)
        check(answer, 400, "E0000018", "Bad request.  Accept and/or Content-Type headers are likely not set.")
    }

    private static let mismatch =
        "Bad request. Accept and/or Content-Type headers likely do not match supported values."

    private func check(_ answer: Answer, _ status: Int, _ code: String, _ summary: String) {
        #expect(answer.status == status)
        let keys = ["errorCode", "errorSummary", "errorLink", "errorId", "errorCauses"]
        #expect(answer.json.object?.keys == keys)
        #expect(answer.string("errorCode") == code && answer.string("errorLink") == code)
        #expect(answer.string("errorSummary") == summary)
        #expect(answer.string("errorId").hasPrefix("oae") && answer.string("errorId").utf8.count == 25)
        #expect(answer.field("X-Content-Type-Options") == "nosniff")
        for absent in ["Cache-Control", "x-okta-request-id", "x-rate-limit-limit", "Set-Cookie"] {
            #expect(answer.field(absent) == nil, "\(absent)")
        }
    }

    @Test(.rule("transport.length-required"), arguments: paths)
    func `a POST without a length gets 411`(path: String) throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: try #require(double.port))
        try client.send(Array("POST /oauth2/default\(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8))
        #expect(try client.readAnswer(isHead: false).status == 411)
    }

    @Test(.rule("transport.query-merged"))
    func `parameters may stand in the query, the client's id too`() throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.post(
            "/v1/token",
            [("scope", "orders:read")],
            query: "grant_type=client_credentials",
            basic: Self.service
        )
        #expect(answer.status == 200, "\(answer)")
        let introspection = try client.post("/v1/introspect", [("token", "x")], query: "client_id=native-app")
        #expect(introspection.text == #"{"active":false}"#)
    }

    @Test(.rule("transport.unknown-ignored"))
    func `parameters that mean nothing here are ignored`() throws {
        let form = ErrorCase.service("orders:read") + [("state", "s"), ("redirect_uri", "x"), ("nonsense", "1")]
        #expect(try OAuthClient(TestDouble()).token(form, basic: Self.service).status == 200)
    }

    @Test(
        .rule("transport.scope-spaces", "scope.request-order"),
        arguments: ["orders:write+orders:read", "orders:write%20orders:read", "+orders:write++orders:read+"]
    )
    func `spaces in scope are written either way, and several count as one`(scope: String) throws {
        let answer = try send(
            "/v1/token",
            fields: [
                "Content-Type": "application/x-www-form-urlencoded", "Accept": "*/*",
                "Authorization": OAuthClient.basic(Self.service),
            ],
            body: "grant_type=client_credentials&scope=\(scope)"
        )
        #expect(answer.string("scope") == "orders:write orders:read", "\(answer)")
    }

    @Test(
        .rule("error.unknown-client", "error-body.shape"),
        arguments: paths.map { ($0, 401) } + [("/v1/par", 401)]
    )
    func `an unknown client is told in the shape of Okta's APIs`(path: String, status: Int) throws {
        for form in [[("client_id", "no-such-app")], [("client_id", "no-such-app"), ("client_secret", "x")]] {
            let answer = try OAuthClient(TestDouble()).post(path, form)
            #expect(answer.status == status)
            #expect(answer.string("errorCode") == "invalid_client")
            #expect(answer.string("errorSummary") == "Invalid value for 'client_id' parameter.")
            #expect(answer.field("Cache-Control") == "no-cache, no-store")
        }
    }
}
