import MockOktaHTTP
import MockOktaTestSupport

/// Rows that `/token` answers, but for those of signed assertions.
enum TokenErrors {
    private static let served =
        "authorization_code, refresh_token, password, client_credentials, "
        + "urn:ietf:params:oauth:grant-type:device_code, urn:ietf:params:oauth:grant-type:token-exchange, "
        + "urn:ietf:params:oauth:grant-type:saml2-bearer, urn:ietf:params:oauth:grant-type:jwt-bearer, "
        + "urn:openid:params:grant-type:ciba, interaction_code, urn:okta:params:oauth:grant-type:otp, "
        + "urn:okta:params:oauth:grant-type:oob, http://auth0.com/oauth/grant-type/mfa-otp, "
        + "http://auth0.com/oauth/grant-type/mfa-oob"
    static let service = ("service-app", "service-secret")
    static let consent = ("consent-app", "consent-secret")
    static let granted = ("granted-app", "granted-secret")

    static let authentication: [ErrorCase] = [
        .token("missing_client_credentials", [], ErrorCase.service("orders:read")),
        .token("invalid_client", [], ErrorCase.service("orders:read"), basic: ("off-app", "off-secret")),
        .token("invalid_client_secret", [], ErrorCase.service("orders:read"), basic: ("service-app", "wrong")),
        .token(
            "invalid_token_endpoint_auth_method",
            [],
            ErrorCase.service("orders:read") + [("client_id", "service-app")]
        ),
        .token("invalid_token_endpoint_auth_method", [], ErrorCase.service("x"), basic: ("key-app", "anything")),
        .token(
            "multiple_client_credentials",
            [],
            ErrorCase.service("orders:read") + [("client_secret", "service-secret")],
            basic: service
        ),
        ErrorCase("invalid_basic_auth_creds") { client in
            try client.token(ErrorCase.service("orders:read"), fields: ["Authorization": "Basic !!!"])
        },
        ErrorCase("invalid_basic_auth_creds") { client in
            try client.token(ErrorCase.service("orders:read"), fields: ["Authorization": "Bearer abc"])
        },
        // Okta has the row, and no document says when: a form or a query that cannot be decoded.
        ErrorCase("invalid_request") { client in try client.token(body: "a=%zz", basic: OAuthClient.web) },
        ErrorCase("invalid_request") { client in try client.token(body: "a=%00", basic: OAuthClient.web) },
        ErrorCase("invalid_request") { client in
            try client.token(body: "a=b", query: "x=%zz", basic: OAuthClient.web)
        },
        ErrorCase("client_credentials_in_query") { client in
            try client.post("/v1/token", ErrorCase.service("orders:read"), query: "client_secret=x")
        },
        ErrorCase("unsupported_auth_method_browser_request") { client in
            try client.token(
                ErrorCase.password(),
                basic: OAuthClient.web,
                fields: ["Origin": "http://localhost:3000"]
            )
        },
        ErrorCase("unsupported_grant_type_browser_request") { client in
            try client.token(
                ErrorCase.password() + [("client_id", "native-app")],
                fields: ["Origin": "http://localhost:3000"]
            )
        },
        ErrorCase("illegal_origin_browser_request") { client in
            try client.token(
                [("grant_type", "authorization_code"), ("client_id", "spa-app"), ("code", "c")],
                fields: ["Origin": "https://elsewhere.example"]
            )
        },
        ErrorCase("unsupported_scope_browser_request") { client in
            let double = try FidelityOrganization.double("{mock: {spaRefreshTokens: 'legacy'}}")
            return try OAuthClient(double).token(
                [
                    ("grant_type", "authorization_code"), ("client_id", "spa-app"), ("code", "c"),
                    ("scope", "openid offline_access"),
                ],
                fields: ["Origin": "http://localhost:5173"]
            )
        },
        .token("confidential_client_required", [], ErrorCase.service("plain") + [("client_id", "public-service")]),
        .token("invalid_dpop_proof_missing_header", [], ErrorCase.service("x"), basic: ("bound-app", "bound-secret")),
        ErrorCase("oie_not_enabled_for_interact") { _ in
            let apps = "{apps: [{client_id: 'plain-app', redirect_uris: ['http://localhost:3000/callback']}]}"
            return try OAuthClient(TestDouble([apps])).post("/v1/interact", [("client_id", "plain-app")])
        },
        ErrorCase("pkce_challenge_required") { try $0.post("/v1/interact", [("client_id", "interaction-app")]) },
        ErrorCase("invalid_recovery_token") { try interact($0, "recovery_token") },
        ErrorCase("invalid_activation_token") { try interact($0, "activation_token") },
        .token(
            "invalid_interaction_code",
            [],
            [("grant_type", "interaction_code"), ("interaction_code", "x"), ("client_id", "public-interaction-app")]
        ),
    ]

    private static func interact(_ client: OAuthClient, _ parameter: String) throws -> Answer {
        try client.post("/v1/interact", [("client_id", "interaction-app"), (parameter, "x")])
    }

    static let grants: [ErrorCase] = [
        .token("token_request_missing_grant_type", [served], [], basic: OAuthClient.web),
        .token("unsupported_grant_type", [served], [("grant_type", "magic")], basic: OAuthClient.web),
        .token(
            "unsupported_grant_type",
            [served],
            [("grant_type", "urn:okta:params:oauth:grant-type:webauthn"), ("client_id", "native-app")]
        ),
        .token(
            "unsupported_grant_type_token_exchange",
            [],
            [("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange")],
            basic: OAuthClient.web,
            server: nil
        ),
        .token("unauthorized_client", ["client_credentials"], ErrorCase.password(), basic: service),
        .token(
            "illegal_duplicated_parameters",
            ["scope"],
            ErrorCase.service("orders:read") + [("scope", "x")],
            basic: service
        ),
        .token(
            "missing_token_request_parameter",
            ["code"],
            [("grant_type", "authorization_code")],
            basic: OAuthClient.web
        ),
        .token(
            "missing_token_request_parameter",
            ["refresh_token"],
            [("grant_type", "refresh_token")],
            basic: OAuthClient.web
        ),
        .token("missing_token_request_parameter", ["username"], [("grant_type", "password")], basic: OAuthClient.web),
        .token(
            "missing_token_request_parameter",
            ["password"],
            [("grant_type", "password"), ("username", "alice@example.com")],
            basic: OAuthClient.web
        ),
        .token("invalid_authorization_code", [], OAuthClient.redeem("no-such-code"), basic: OAuthClient.web),
        ErrorCase("mismatched_client") { client in
            let form = OAuthClient.redeem(try client.code(), ["client_assertion_type": Assertion.type])
            let assertion = try Assertion(client.double, client: "jwt-app")
                .signed(secret: "jwt-app-secret-of-exactly-40-characters-")
            return try client.token(form + [("client_assertion", assertion)])
        },
        ErrorCase("mismatched_authorization_server") { client in
            try OAuthClient(client.double, server: nil).token(
                OAuthClient.redeem(try client.code()),
                basic: OAuthClient.web
            )
        },
        ErrorCase("mismatched_redirect_uri") { client in
            try client.token(OAuthClient.redeem(try client.code(), ["redirect_uri": "x:/y"]), basic: OAuthClient.web)
        },
        ErrorCase("pkce_verification_failed") { client in
            try client.token(OAuthClient.redeem(try client.code(), ["code_verifier": "x"]), basic: OAuthClient.web)
        },
        ErrorCase("pkce_missing_verifier") { client in
            let form = OAuthClient.redeem(try client.code()).filter { $0.0 != "code_verifier" }
            return try client.token(form, basic: OAuthClient.web)
        },
        ErrorCase("pkce_missing_challenge_verifier_present") { client in
            let code = try client.code(["code_challenge": nil, "code_challenge_method": nil])
            return try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        },
        .token(
            "invalid_refresh_token",
            [],
            [("grant_type", "refresh_token"), ("refresh_token", "x")],
            basic: OAuthClient.web
        ),
        .token(
            "invalid_password_credentials",
            [],
            ErrorCase.password(["password": "wrong"]),
            basic: OAuthClient.web
        ),
        .token(
            "invalid_password_credentials",
            [],
            ErrorCase.password(["username": "locked@example.com", "password": "Locked-pw-1"]),
            basic: OAuthClient.web
        ),
        .token(
            "expired_password_credentials",
            [],
            ErrorCase.password(["username": "expired@example.com", "password": "Expired-pw-1"]),
            basic: OAuthClient.web
        ),
        .token("user_not_assigned", [], ErrorCase.password(), basic: ("closed-app", "closed-secret")),
    ]
}
