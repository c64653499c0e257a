import MockOktaFormats
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
}
