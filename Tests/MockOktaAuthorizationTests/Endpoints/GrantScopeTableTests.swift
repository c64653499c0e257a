import MockOktaTestSupport
import Testing

/// One row of the grant/scope table: what a request asks for and which tokens come back.
struct GrantScopeRow: CustomTestStringConvertible {
    enum Grant: String {
        case code, password, clientCredentials
    }

    let grant: Grant
    let client: String
    let scope: String
    let hasIDToken: Bool
    let hasRefreshToken: Bool

    var testDescription: String { "\(grant.rawValue) by \(client) with \(scope)" }
}

@Suite struct GrantScopeTableTests {
    static let rows: [GrantScopeRow] = [
        GrantScopeRow(grant: .code, client: "web-app", scope: "orders:read", hasIDToken: false, hasRefreshToken: false),
        GrantScopeRow(grant: .code, client: "web-app", scope: "openid", hasIDToken: true, hasRefreshToken: false),
        GrantScopeRow(
            grant: .code,
            client: "web-app",
            scope: "offline_access",
            hasIDToken: false,
            hasRefreshToken: true
        ),
        GrantScopeRow(
            grant: .code,
            client: "web-app",
            scope: "openid offline_access",
            hasIDToken: true,
            hasRefreshToken: true
        ),
        GrantScopeRow(
            grant: .code,
            client: "spa-app",
            scope: "openid offline_access",
            hasIDToken: true,
            hasRefreshToken: true
        ),
        GrantScopeRow(
            grant: .code,
            client: "no-refresh",
            scope: "openid offline_access",
            hasIDToken: true,
            hasRefreshToken: false
        ),
        GrantScopeRow(
            grant: .password,
            client: "web-app",
            scope: "orders:read",
            hasIDToken: false,
            hasRefreshToken: false
        ),
        GrantScopeRow(grant: .password, client: "web-app", scope: "openid", hasIDToken: true, hasRefreshToken: false),
        GrantScopeRow(
            grant: .password,
            client: "web-app",
            scope: "offline_access",
            hasIDToken: false,
            hasRefreshToken: true
        ),
        GrantScopeRow(
            grant: .password,
            client: "web-app",
            scope: "openid offline_access",
            hasIDToken: true,
            hasRefreshToken: true
        ),
        GrantScopeRow(
            grant: .password,
            client: "native-app",
            scope: "openid offline_access",
            hasIDToken: true,
            hasRefreshToken: true
        ),
        GrantScopeRow(
            grant: .password,
            client: "no-refresh",
            scope: "openid offline_access",
            hasIDToken: true,
            hasRefreshToken: false
        ),
        GrantScopeRow(
            grant: .clientCredentials,
            client: "service-app",
            scope: "orders:read",
            hasIDToken: false,
            hasRefreshToken: false
        ),
    ]

    static let fixture = """
        {apps: [{client_id: "no-refresh", client_secret: "no-refresh-secret", label: "No refresh",
                 grant_types: ["authorization_code", "password"], redirect_uris: ["http://localhost:3000/callback"]}]}
        """

    @Test(
        .rule(
            "grant.refresh-token-when",
            "grant.id-token-when",
            "grant.password",
            "grant.client-credentials",
            "grant.refresh-needs-grant",
            "refresh.when-issued"
        ),
        arguments: rows
    )
    func `grant, scope and app decide which tokens come`(row: GrantScopeRow) throws {
        let double = try TestDouble(builtInAnd: Self.fixture)
        let answer = try ask(row, OAuthClient(double))
        #expect(answer.status == 200, "\(answer)")
        #expect(answer["access_token"] != nil)
        #expect((answer["id_token"] != nil) == row.hasIDToken)
        #expect((answer["refresh_token"] != nil) == row.hasRefreshToken)
        #expect(answer.string("scope") == row.scope)
    }

    private func ask(_ row: GrantScopeRow, _ client: OAuthClient) throws -> Answer {
        let identity = Self.identity(row.client)
        switch row.grant {
        case .code:
            let redirect = row.client == "spa-app" ? "http://localhost:5173/callback" : "http://localhost:3000/callback"
            let code = try client.code(["client_id": row.client, "scope": row.scope, "redirect_uri": redirect])
            let form = OAuthClient.redeem(code, ["redirect_uri": redirect])
            return try client.token(form + identity.form, basic: identity.basic)
        case .password:
            let form = [
                ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
                ("scope", row.scope),
            ]
            return try client.token(form + identity.form, basic: identity.basic)
        case .clientCredentials:
            return try client.token(
                [("grant_type", "client_credentials"), ("scope", row.scope)],
                basic: identity.basic
            )
        }
    }

    private static func identity(_ client: String) -> (form: [(String, String)], basic: (String, String)?) {
        switch client {
        case "spa-app", "native-app": ([("client_id", client)], nil)
        case "service-app": ([], (client, "service-secret"))
        case "web-app": ([], OAuthClient.web)
        default: ([], (client, "\(client)-secret"))
        }
    }
}
