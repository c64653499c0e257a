import MockOktaCrypto
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport

/// Rows about token exchange and assertions (RFC 8693, RFC 7523).
enum ExchangeErrors {
    static let cases: [ErrorCase] = [
        GrantErrors.modern("unsupported_grant_type_token_exchange") { client in
            try OAuthClient(client.double, server: nil).token(form("x"), basic: ModernOrganization.service)
        },
        exchange("missing_token_request_parameter", ["subject_token"], ["subject_token": ""]),
        exchange("invalid_requested_token_type", [], ["requested_token_type": "urn:x"]),
        exchange("invalid_subject_token", [], ["subject_token": "x"]),
        exchange("invalid_subject_token", [], ["subject_token_type": "urn:x"]),
        exchange("token_exchange_invalid_audience", [], ["audience": "api://elsewhere"]),
        exchange("token_exchange_invalid_audience", [], ["audience": ""]),
        exchange("openid_not_allowed_token_exchange", [], ["scope": "openid"]),
        exchange("on_behalf_invalid_client_type", [], [:], as: ModernOrganization.web),
        exchange("invalid_actor_token_type", [], ["actor_token": "x", "actor_token_type": "urn:x"]),
        exchange(
            "invalid_subject_actor_token_match",
            [TokenExchangeTests.deviceSecret, TokenExchangeTests.idToken],
            ["actor_token": "x", "actor_token_type": TokenExchangeTests.deviceSecret]
        ),
        exchange("invalid_client_type_native_sso", [], nativeSSO),
        exchange("invalid_actor_token", [], nativeSSO, as: ModernOrganization.web),
        exchange(
            "consent_required_token_exchange",
            ["asked"],
            ["scope": "asked"],
            as: ("consenting-service", ModernOrganization.secret)
        ),
        GrantErrors.modern("token_exchange_subject_token_expired") { client in
            let token = try userToken(client)
            client.double.advance(3600)
            return try client.token(form(token), basic: ModernOrganization.service)
        },
        GrantErrors.modern("token_exchange_incomplete_resource_configuration") { client in
            let org = OAuthClient(client.double, server: nil)
            let code = try org.code(["client_id": "modern-app"])
            let tokens = try org.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
            let form = [
                ("grant_type", TokenExchangeTests.grant), ("subject_token", tokens.string("id_token")),
                ("subject_token_type", TokenExchangeTests.idToken), ("actor_token", tokens.string("access_token")),
                ("actor_token_type", TokenExchangeTests.accessToken),
                ("requested_token_type", TokenExchangeTests.webSSO),
                ("audience", "urn:okta:apps:0oalonely000000001d7"),
            ]
            return try org.token(form, basic: ModernOrganization.web)
        },
        bearer("jwt_bearer_grant_invalid_issuer", [], ["iss": "https://elsewhere.example"]),
        bearer("jwt_bearer_grant_invalid_audience", [], ["aud": "https://elsewhere.example"]),
        bearer("illegal_scope", ["openid"], [:], scope: "openid"),
        bearer("jwt_bearer_grant_replayed", [], [:], times: 2),
        GrantErrors.modern("invalid_saml_assertion") { client in
            let grant = "urn:ietf:params:oauth:grant-type:saml2-bearer"
            return try client.token([("grant_type", grant), ("assertion", "x")], basic: ModernOrganization.web)
        },
    ]

    private static let nativeSSO = [
        "subject_token_type": TokenExchangeTests.idToken, "actor_token": "unknown",
        "actor_token_type": TokenExchangeTests.deviceSecret,
    ]

    private static func form(_ token: String, _ changes: [String: String] = [:]) -> [(String, String)] {
        let standard = [
            ("grant_type", TokenExchangeTests.grant), ("subject_token", token),
            ("subject_token_type", TokenExchangeTests.accessToken), ("audience", "api://modern"),
            ("scope", "orders:read"),
        ]
        let names = Set(standard.map(\.0))
        return standard.map { ($0, changes[$0] ?? $1) } + changes.filter { !names.contains($0.key) }.map { ($0, $1) }
    }

    private static func userToken(_ client: OAuthClient) throws -> String {
        let form = ErrorCase.password(scope: "openid orders:read")
        return try client.token(form, basic: ModernOrganization.web).string("access_token")
    }

    private static func exchange(
        _ name: String,
        _ values: [String] = [],
        _ changes: [String: String],
        as basic: (String, String) = ModernOrganization.service
    ) -> ErrorCase {
        GrantErrors.modern(name, values) { client in
            try client.token(form(try userToken(client), changes), basic: basic)
        }
    }

    private static func bearer(
        _ name: String,
        _ values: [String] = [],
        _ changes: JSONObject,
        scope: String = "orders:read",
        times: Int = 1
    ) -> ErrorCase {
        ErrorCase(name, values) { _ in
            let pem = try ModernOrganization.double().testKey(of: "key-app")
            let keys = TrustedKeys.set(try RSAPrivateKey(pem: pem).publicKey)
            let issuers = "[{issuer: \"https://issuer.example\", jwks: \(keys)}]"
            let double = try ModernOrganization.double(
                "{authorizationServers: [{id: \"modern\", trustedIssuers: \(issuers)}]}"
            )
            let standard: JSONObject = [
                "iss": "https://issuer.example", "sub": "alice@example.com",
                "aud": .string(double.url + "/oauth2/modern"),
                "exp": .integer(Int(TestDouble.start.seconds) + 300), "jti": "a-1",
            ]
            let assertion = try SignedJWT.make(standard.changed(by: changes), keyOf: double)
            let grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
            let form = [("grant_type", grant), ("assertion", assertion), ("scope", scope)]
            let client = OAuthClient(double, server: "modern")
            for _ in 1..<times { _ = try client.token(form, basic: ModernOrganization.service) }
            return try client.token(form, basic: ModernOrganization.service)
        }
    }
}
