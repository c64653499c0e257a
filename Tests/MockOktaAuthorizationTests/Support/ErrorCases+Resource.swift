import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport

/// Rows of `/userinfo`, `/introspect`, `/revoke` and `/logout`.
enum ResourceErrors {
    static let cases: [ErrorCase] = [
        ErrorCase("web_sso_token_invalid", [], .page) { client in
            try Browser(client.double).get("/login/token/sso", [("token", "0oaunknown.20111")])
        },
        RequestErrors.modern("missing_initiate_login_uri", [], .page) { client in
            try Browser(client.double).get("/login/token/sso", [("token", "0oalonely000000001d7.x")])
        },
        ErrorCase("invalid_initiate_login_uri") { client in
            let management = ManagementClient(client.double, base: "/oauth2/v1/clients")
            return try management.post("", ["client_name": "x", "initiate_login_uri": "nowhere"])
        },
        ErrorCase("invalid_client_metadata") { client in
            let management = ManagementClient(client.double, base: "/oauth2/v1/clients")
            return try management.send(.post, "", text: Array("{".utf8))
        },
        fault("temporarily_unavailable"), fault("server_error"),
        ErrorCase("request_missing_token") { try $0.post("/v1/introspect", [], basic: OAuthClient.web) },
        ErrorCase("request_missing_token") { try $0.post("/v1/revoke", [("token", "")], basic: OAuthClient.web) },
        ErrorCase("missing_client_credentials") { try $0.post("/v1/introspect", [("token", "x")]) },
        ErrorCase("missing_client_credentials") { try $0.post("/v1/revoke", [("token", "x")]) },
        ErrorCase("invalid_token_endpoint_auth_method") { try $0.introspect("x", clientID: "service-app") },
        ErrorCase("access_token_missing", [], .challenge) { try userInfo($0) },
        ErrorCase("access_token_invalid", [], .challenge) { try $0.userInfo("not.a.token") },
        ErrorCase("access_token_invalid", [], .challenge) { client in
            let token = try accessToken(client)
            client.double.advance(3600)
            return try client.userInfo(token)
        },
        ErrorCase("access_token_invalid", [], .challenge) { client in
            let token = try accessToken(client)
            _ = try client.post("/v1/revoke", [("token", token)], basic: OAuthClient.web)
            return try client.userInfo(token)
        },
        ErrorCase("access_token_invalid_issuer", [], .challenge) { client in
            try OAuthClient(client.double, server: nil).userInfo(try accessToken(client))
        },
        ErrorCase("access_token_in_query", [], .challenge) { client in
            try userInfo(client, query: "access_token=\(try accessToken(client))")
        },
        ErrorCase("access_token_duplicate", [], .challenge) { client in
            let token = try accessToken(client)
            return try client.post(
                "/v1/userinfo",
                [("access_token", token)],
                fields: ["Authorization": "Bearer \(token)"]
            )
        },
        ErrorCase("access_token_insufficient_scopes", [], .challenge) { client in
            try client.userInfo(try accessToken(client, scope: "orders:read"))
        },
        ErrorCase("access_token_not_dpop_bound", [], .challenge) { client in
            try userInfo(client, fields: ["Authorization": "DPoP \(try accessToken(client))"])
        },
        ErrorCase("id_token_invalid", [], .page) { try logout($0, [("id_token_hint", "x")]) },
        ErrorCase("illegal_post_logout_redirect_uri", [], .page) { client in
            try logout(
                client,
                [("id_token_hint", try idToken(client)), ("post_logout_redirect_uri", "https://elsewhere.example/")]
            )
        },
        ErrorCase("id_token_does_not_match_session", [], .page) { client in
            let browser = Browser(client.double)
            _ = try client.signIn(browser, OAuthClient.authorize(), as: ("bob@example.com", "Bob-pw-1"))
            return try browser.get(client.base + "/v1/logout", [("id_token_hint", try idToken(client))])
        },
    ]

    /// What only a fault brings about.
    private static func fault(_ name: String) -> ErrorCase {
        ErrorCase(name) { client in
            let body = Array("{\"effect\":{\"error\":\"\(name)\"}}".utf8)
            let fields: HTTPFields = ["Content-Type": "application/json"]
            _ = try client.double.send(
                HTTPRequest(method: .post, path: "/_mock/faults", fields: fields, body: body)
            )
            return try client.introspect("x", basic: OAuthClient.web)
        }
    }

    private static func accessToken(_ client: OAuthClient, scope: String = "openid") throws -> String {
        try client.token(ErrorCase.password(scope: scope), basic: OAuthClient.web).string("access_token")
    }

    private static func idToken(_ client: OAuthClient) throws -> String {
        try client.token(ErrorCase.password(), basic: OAuthClient.web).string("id_token")
    }

    private static func userInfo(
        _ client: OAuthClient,
        query: String? = nil,
        fields: HTTPFields = [:]
    ) throws -> Answer {
        let path = client.base + "/v1/userinfo"
        return Answer(try client.double.send(HTTPRequest(method: .get, path: path, query: query, fields: fields)))
    }

    private static func logout(_ client: OAuthClient, _ parameters: [(String, String)]) throws -> Answer {
        try Browser(client.double).get(client.base + "/v1/logout", parameters)
    }
}
