import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Which pages may read what (Okta, "Enable CORS"; Fetch standard).
@Suite struct CrossOriginTests {
    private static let trusted = "http://localhost:3000"
    private static let unpublishedKey = "https://unpublishedKey.example"

    /// Endpoint, method, and the origins that may read its answers.
    static let audiences: [(path: String, method: HTTPMethod, trusted: Bool, unpublishedKey: Bool)] = [
        ("/v1/token", .post, true, true), ("/v1/revoke", .post, true, true), ("/v1/userinfo", .get, true, true),
        ("/v1/introspect", .post, true, false), ("/v1/authorize", .get, false, false),
        ("/v1/logout", .get, false, false),
    ]

    private func answer(
        _ path: String,
        _ method: HTTPMethod,
        _ fields: HTTPFields,
        _ double: TestDouble
    ) throws -> Answer {
        var fields = fields
        fields["Content-Type"] = "application/x-www-form-urlencoded"
        return Answer(try double.send(HTTPRequest(method: method, path: "/oauth2/default" + path, fields: fields)))
    }

    @Test(
        .rule(
            "cors.token",
            "cors.revoke",
            "cors.userinfo",
            "cors.introspect",
            "cors.none",
            "cors.exposed",
            "cors.credentials"
        ),
        arguments: audiences
    )
    func `the endpoint decides which origins may read`(
        path: String,
        method: HTTPMethod,
        trusted: Bool,
        unpublishedKey: Bool
    ) throws {
        let double = try TestDouble()
        for (origin, isAllowed) in [(Self.trusted, trusted), (Self.unpublishedKey, unpublishedKey)] {
            let answer = try answer(path, method, ["Origin": origin], double)
            #expect(answer.field("Access-Control-Allow-Origin") == (isAllowed ? origin : nil), "\(origin)")
            #expect((answer.field("Vary") == "Origin") == isAllowed)
            let credentials = isAllowed && origin == Self.trusted ? "true" : nil
            #expect(answer.field("Access-Control-Allow-Credentials") == credentials)
            let exposed = answer.field("Access-Control-Expose-Headers") ?? ""
            let names =
                "Date, Link, X-Okta-Edge-Log, X-Okta-Request-Id, X-Rate-Limit-Limit, X-Rate-Limit-Remaining, "
                + "X-Rate-Limit-Reset"
            #expect(exposed.hasPrefix(names) == isAllowed)
        }
    }

    @Test(.rule("cors.preflight", "cors.request-headers"), arguments: audiences)
    func `a preflight is answered where the origin may read`(
        path: String,
        method: HTTPMethod,
        trusted: Bool,
        unpublishedKey: Bool
    ) throws {
        let double = try TestDouble()
        for (origin, isAllowed) in [(Self.trusted, trusted), (Self.unpublishedKey, unpublishedKey)] {
            let fields: HTTPFields = [
                "Origin": origin, "Access-Control-Request-Method": method.rawValue,
                "Access-Control-Request-Headers": "content-type, x-okta-user-agent-extended",
            ]
            let answer = try answer(path, .options, fields, double)
            #expect((answer.status == 204) == isAllowed, "\(answer)")
            guard isAllowed else { continue }
            #expect(answer.field("Access-Control-Allow-Origin") == origin)
            #expect(answer.field("Access-Control-Allow-Methods")?.contains(method.rawValue) == true)
            #expect(answer.field("Access-Control-Allow-Headers") == "content-type, x-okta-user-agent-extended")
            #expect(answer.field("Access-Control-Max-Age") == "3600")
            #expect(answer.field("Vary") == "Origin")
        }
    }

    @Test(.rule("cors.unknown-path"), arguments: ["/api/v1/nothing", "/idp/idx/nothing", "/oauth2/default/nothing"])
    func `a page of a trusted origin may read that a path is not there`(path: String) throws {
        let double = try TestDouble()
        for (origin, isAllowed) in [(Self.trusted, true), ("https://evil.example", false)] {
            let expected = isAllowed ? origin : nil
            let found = Answer(try double.send(HTTPRequest(method: .get, path: path, fields: ["Origin": origin])))
            #expect(found.status == 404 && found.field("Access-Control-Allow-Origin") == expected, "\(found)")
            let fields: HTTPFields = ["Origin": origin, "Access-Control-Request-Method": "POST"]
            let preflight = Answer(try double.send(HTTPRequest(method: .options, path: path, fields: fields)))
            #expect(preflight.status == (isAllowed ? 204 : 404))
            #expect(preflight.field("Access-Control-Allow-Origin") == expected)
        }
    }

    @Test(
        .rule("cors.token-origin"),
        arguments: [
            ("http://localhost:5173", "invalid_grant"), ("http://127.0.0.1:5173", "invalid_grant"),
            ("http://localhost:3000", "invalid_grant"), ("http://localhost:9", "invalid_request"),
            ("file://", "invalid_request"), ("null", "invalid_request"),
        ]
    )
    func `at the token endpoint the origin must be of the app's redirect URIs, or trusted`(
        origin: String,
        error: String
    ) throws {
        let answer = try OAuthClient(TestDouble()).token(
            OAuthClient.redeem("no-such-code") + [("client_id", "spa-app")],
            fields: ["Origin": origin]
        )
        #expect(answer.error == error, "\(answer)")
        #expect(answer.field("Access-Control-Allow-Origin") == origin)
    }
}
