import MockOktaHTTP
import MockOktaTestSupport

/// What `/token` refuses because of scopes and claims.
extension TokenErrors {
    static let scopes: [ErrorCase] = [
        .token("no_matching_scope", [], ErrorCase.service("no-such"), basic: service),
        .token(
            "illegal_custom_scope",
            [],
            ErrorCase.password(scope: "orders:read"),
            basic: OAuthClient.web,
            server: nil
        ),
        .token("missing_scopes", [], ErrorCase.password(scope: nil), basic: OAuthClient.web, server: nil),
        .token("no_default_scopes", [], ErrorCase.service(nil), basic: service),
        .token("openid_scope_required", [], ErrorCase.password(scope: "profile"), basic: OAuthClient.web),
        .token("openid_not_allowed_client_creds", [], ErrorCase.service("orders:read openid"), basic: service),
        .token("openid_not_allowed_client_creds", [], ErrorCase.service("offline_access"), basic: service),
        .token(
            "required_scope_combination",
            ["device_sso", "openid, offline_access"],
            ErrorCase.password(scope: "openid device_sso"),
            basic: OAuthClient.web
        ),
        .token(
            "invalid_scope",
            [],
            ErrorCase.service(String(repeating: "x", count: 4097)),
            basic: service
        ),
        .token(
            "refresh_token_validation_failure",
            ["scope"],
            ErrorCase.password(scope: "openid offline_access " + String(repeating: "x", count: 4097)),
            basic: OAuthClient.web
        ),
        .token("no_matching_policy", [], ErrorCase.service("orders:write"), basic: service, server: "short"),
        .token("no_scope_allowed", [], ErrorCase.service(nil), basic: service, server: "stingy"),
        .token(
            "consent_required_client_credentials",
            ["asked"],
            ErrorCase.service("plain asked asked-softly"),
            basic: service,
            server: "careful"
        ),
        .token(
            "consent_required_ropf",
            ["asked"],
            ErrorCase.password(scope: "plain asked asked-softly"),
            basic: consent,
            server: "careful"
        ),
        ErrorCase("refresh_scopes_denied", ["[orders:write]"]) { client in
            let form = ErrorCase.password(scope: "orders:read offline_access")
            let token = try client.token(form, basic: OAuthClient.web).string("refresh_token")
            return try client.token(
                [("grant_type", "refresh_token"), ("refresh_token", token), ("scope", "orders:read orders:write")],
                basic: OAuthClient.web
            )
        },
        .signedIn(
            "no_org_scopes_granted",
            [],
            ["client_id": "none-granted", "scope": "openid okta.users.read"],
            server: nil
        ),
        .token(
            "unsupported_auth_method_client_creds",
            [],
            ErrorCase.service("okta.users.read"),
            basic: service,
            server: nil
        ),
        ErrorCase("invalid_application_type_client_credentials") { client in
            let double = try FidelityOrganization.double(
                "{apps: [{client_id: 'key-app', settings: {oauthClient: {application_type: 'web'}}}]}"
            )
            return try orgServer(double, "okta.users.read")
        },
        ErrorCase("client_credentials_self_scope_requested") { try orgServer($0.double, "okta.users.read.self") },
        ErrorCase("illegal_custom_scope") { try orgServer($0.double, "orders:read") },
        ErrorCase("openid_not_allowed_client_creds") { try orgServer($0.double, "okta.users.read openid") },
        .token(
            "too_many_groups_in_groups_claim",
            [],
            ErrorCase.password(
                ["username": "popular@example.com", "password": "Popular-pw-1"],
                scope: "all-teams"
            ),
            basic: OAuthClient.web,
            server: "clumsy"
        ),
        .token(
            "user_claim_evaluation_failure",
            ["mistaken"],
            ErrorCase.password(scope: "wrong"),
            basic: OAuthClient.web,
            server: "clumsy"
        ),
        .token(
            "system_claim_evaluation_failure",
            ["sub"],
            ErrorCase.password(scope: "plain"),
            basic: OAuthClient.web,
            server: "astray"
        ),
    ]

    private static func orgServer(_ double: TestDouble, _ scope: String) throws -> Answer {
        let assertion = try Assertion(double, endpoint: "/oauth2/v1/token").signed(double)
        return try OAuthClient(double, server: nil).token(Assertion.form(assertion, ErrorCase.service(scope)))
    }
}
