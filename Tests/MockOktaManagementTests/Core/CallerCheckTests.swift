import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Who may call the Management API.
@Suite struct CallerCheckTests {
    @Test(
        .rule("management.ssws"),
        arguments: ["SSWS mock-api-token", "SSWSmock-api-token"]
    )
    func `an API token of the fixture may do everything, with or without a blank`(field: String) throws {
        let client = ManagementClient(try TestDouble(builtInAnd: "{}"), authorization: field)
        #expect(try client.get("/authorizationServers").status == 200)
    }

    @Test(
        .rule("management.no-token"),
        arguments: [nil, "SSWS ", "SSWS other-token", "Basic bW9jazptb2Nr", "Bearer nonsense", "mock-api-token"]
    )
    func `without a token that is good: 401 E0000011`(field: String?) throws {
        let answer = try ManagementClient(try TestDouble(builtInAnd: "{}"), authorization: field).get("/apps")
        #expect(answer.status == 401)
        #expect(answer.string("errorCode") == "E0000011")
        #expect(answer.string("errorSummary") == "Invalid token provided")
    }

    @Test(.rule("management.ssws-any")) func `where the fixture has no API tokens, any is good`() throws {
        let client = ManagementClient(try TestDouble([#"{"apps": []}"#]), authorization: "SSWS whatever")
        #expect(try client.get("/authorizationServers").status == 200)
        #expect(try ManagementClient(TestDouble([#"{"apps": []}"#]), authorization: "SSWS ").get("/apps").status == 401)
    }

    private static func token(_ double: TestDouble, scope: String) throws -> String {
        let order: JSON = ["kind": "access", "server": "org", "client": "service-app", "scope": .string(scope)]
        return try ControlClient(double).post("/tokens", order).string("token")
    }

    @Test(.rule("management.bearer"))
    func `an access token of the org server reads with read or manage, and changes with manage`() throws {
        let double = try TestDouble(builtInAnd: "{}")
        let read = try Self.token(double, scope: "okta.authorizationServers.read")
        let manage = try Self.token(double, scope: "okta.authorizationServers.manage")
        let body: JSON = ["name": "Orders", "audiences": ["api://orders"]]
        for (token, statuses) in [(read, [200, 403]), (manage, [200, 201])] {
            let client = ManagementClient(double, authorization: "Bearer \(token)")
            let answers = [try client.get("/authorizationServers"), try client.post("/authorizationServers", body)]
            #expect(answers.map(\.status) == statuses)
        }
    }

    @Test(.rule("management.insufficient-scope"))
    func `a token without the scope: 403 and a challenge that names the scopes`() throws {
        let double = try TestDouble(builtInAnd: "{}")
        let token = try Self.token(double, scope: "okta.users.read")
        let answer = try ManagementClient(double, authorization: "Bearer \(token)").get("/authorizationServers")
        #expect(answer.status == 403)
        #expect(answer.string("errorCode") == "E0000006")
        #expect(
            answer.field("WWW-Authenticate") == """
                Bearer authorization_uri="http://mock.example/oauth2/v1/authorize", realm="http://mock.example", \
                scope="okta.authorizationServers.read okta.authorizationServers.manage", \
                error="insufficient_scope", \
                error_description="The access token provided does not contain the required scopes.", \
                resource="/api/v1/authorizationServers"
                """
        )
    }

    /// One request of the Management API with an access token that is bound to a key.
    private static func read(
        with scheme: String,
        claims: (String) -> JSONObject = { ["ath": .string(DPoPKey.hash(of: $0))] },
        key other: DPoPKey? = nil,
        hasProof: Bool = true
    ) throws -> Answer {
        let double = try TestDouble(builtInAnd: "{}")
        let key = try DPoPKey()
        let order: JSON = [
            "kind": "access", "server": "org", "client": "service-app", "scope": "okta.apps.read",
            "claims": ["cnf": ["jkt": .string(key.thumbprint)]],
        ]
        let token = try ControlClient(double).post("/tokens", order).string("token")
        var fields: HTTPFields = ["Authorization": "\(scheme) \(token)"]
        if hasProof {
            fields["DPoP"] = try (other ?? key).proof("GET", double.url + "/api/v1/apps", claims: claims(token))
        }
        return Answer(try double.send(HTTPRequest(method: .get, path: "/api/v1/apps", fields: fields)))
    }

    @Test(.rule("management.dpop"))
    func `a bound token reads with the DPoP scheme and a proof of its key and hash`() throws {
        #expect(try Self.read(with: "DPoP").status == 200)
    }

    @Test(.rule("management.dpop-refused"))
    func `a bound token without such a proof is refused`() throws {
        let required = "The resource request must use the DPoP authentication scheme when using a DPoP bound token."
        let unbound = "The access_token is not bound to the provided DPoP proof."
        let cases: [(Answer, error: String, description: String)] = [
            (try Self.read(with: "Bearer", hasProof: false), "invalid_request", required),
            (try Self.read(with: "Bearer"), "invalid_request", required),
            (
                try Self.read(with: "DPoP", hasProof: false), "invalid_request",
                "The resource request requires a DPoP proof."
            ),
            (
                try Self.read(with: "DPoP", claims: { _ in [:] }), "invalid_dpop_proof",
                "'ath' claim in the DPoP proof does not match the presented access_token."
            ),
            (
                try Self.read(with: "DPoP", claims: { ["ath": .string(DPoPKey.hash(of: $0 + "x"))] }),
                "invalid_dpop_proof", "'ath' claim in the DPoP proof does not match the presented access_token."
            ),
            (try Self.read(with: "DPoP", key: DPoPKey()), "invalid_dpop_proof", unbound),
        ]
        for (answer, error, description) in cases {
            #expect(answer.status == 400, "\(answer)")
            #expect(answer.error == error)
            #expect(answer.errorDescription == description)
            let challenge = answer.field("WWW-Authenticate") ?? ""
            #expect(challenge.hasPrefix(#"DPoP algs="RS256 RS384 RS512 ES256 ES384 ES512", "#), "\(challenge)")
            #expect(challenge.contains(#"scope="okta.apps.read okta.apps.manage", error="\#(error)", "#))
            #expect(challenge.hasSuffix(#"error_description="\#(description)", resource="/api/v1/apps""#))
        }
    }

    @Test(.rule("management.dpop-unbound"))
    func `a token that is bound to no key is refused with the DPoP scheme`() throws {
        let double = try TestDouble(builtInAnd: "{}")
        let token = try Self.token(double, scope: "okta.apps.read")
        let answer = try ManagementClient(double, authorization: "DPoP \(token)").get("/apps")
        #expect(answer.status == 401)
        #expect(answer.error == "invalid_token")
        #expect(answer.errorDescription == "The presented access_token is not DPoP bound.")
    }
}
