import MockOktaFormats
import MockOktaTestSupport

/// Rows about devices, backchannel authentication, token exchange and assertions.
enum GrantErrors {
    private static let deviceGrant = "urn:ietf:params:oauth:grant-type:device_code"
    private static let cibaGrant = "urn:openid:params:grant-type:ciba"

    static let devices: [ErrorCase] = [
        modern("authorization_pending") { try pollDevice($0, startDevice($0)) },
        modern("slow_down") { client in
            let code = try startDevice(client)
            _ = try pollDevice(client, code)
            return try pollDevice(client, code)
        },
        modern("expired_token") { client in
            let code = try startDevice(client)
            client.double.advance(600)
            return try pollDevice(client, code)
        },
        modern("invalid_device_code") { try pollDevice($0, "unknown") },
        modern("missing_token_request_parameter", ["device_code"]) { client in
            try client.token([("grant_type", deviceGrant), ("client_id", "tv-app")])
        },
        modern("too_many_user_codes") { client in
            for _ in 0..<1000 { _ = try startDevice(client) }
            return try client.post("/v1/device/authorize", [("client_id", "tv-app"), ("scope", "openid")])
        },
        modern("unauthorized_client", ["authorization_code"]) { client in
            try client.post("/v1/device/authorize", [("client_id", "public-signer"), ("scope", "openid")])
        },
        modern("missing_scopes") { client in
            try OAuthClient(client.double, server: nil).post("/v1/device/authorize", [("client_id", "tv-app")])
        },
        modern("no_default_scopes") { try $0.post("/v1/device/authorize", [("client_id", "tv-app")]) },
        modern("invalid_user_code", [], .page) { client in
            try Browser(client.double).post("/activate", [("user_code", "BCDFGHJK")])
        },
    ]

    static let backchannel: [ErrorCase] = [
        ciba("ciba_request_missing_scope", ["login_hint": "alice@example.com"]),
        ciba("ciba_request_invalid_scope", ["login_hint": "alice@example.com", "scope": "orders:read"]),
        ciba("ciba_request_missing_id_token_hint", ["scope": "openid"]),
        ciba(
            "ciba_request_invalid_hint",
            ["scope": "openid", "login_hint": "alice@example.com", "id_token_hint": "x"]
        ),
        ciba("ciba_request_unknown_user_id", ["scope": "openid", "login_hint": "nobody@example.com"]),
        ciba("ciba_request_unknown_user_id", ["scope": "openid", "id_token_hint": "x"]),
        ciba(
            "invalid_requested_expiry",
            ["scope": "openid", "login_hint": "alice@example.com", "requested_expiry": "-1"]
        ),
        modern("ciba_request_grant_type_not_configured") { client in
            try client.post("/v1/bc/authorize", [("scope", "openid")], basic: OAuthClient.web)
        },
        modern("ciba_feature_not_supported") { client in
            try client.post("/v1/bc/authorize", [("client_id", "tv-app"), ("scope", "openid")])
        },
        modern("ciba_request_signed_algo_not_configured") { client in
            let app = "{client_id: \"unsigned\", client_secret: \"s\", grant_types: [\"\(cibaGrant)\"]}"
            let double = try ModernOrganization.double("{apps: [\(app)]}")
            let form = [("request", "a.b.c")]
            return try OAuthClient(double, server: "modern").post("/v1/bc/authorize", form, basic: ("unsigned", "s"))
        },
        modern("ciba_authorization_pending") { try pollCIBA($0, startCIBA($0)) },
        modern("ciba_slow_down") { client in
            let id = try startCIBA(client)
            _ = try pollCIBA(client, id)
            return try pollCIBA(client, id)
        },
        modern("ciba_expired_auth_req_id") { try pollCIBA($0, "ftunknown") },
        modern("ciba_expired_auth_req_id") { client in
            let id = try startCIBA(client)
            client.double.advance(300)
            return try pollCIBA(client, id)
        },
    ]

    static func modern(
        _ name: String,
        _ values: [String] = [],
        _ channel: ErrorCase.Channel = .json,
        provoke: @escaping @Sendable (OAuthClient) throws -> Answer
    ) -> ErrorCase {
        RequestErrors.modern(name, values, channel, provoke: provoke)
    }

    private static func startDevice(_ client: OAuthClient) throws -> String {
        let form = [("client_id", "tv-app"), ("scope", "openid")]
        return try client.post("/v1/device/authorize", form).string("device_code")
    }

    private static func pollDevice(_ client: OAuthClient, _ code: String) throws -> Answer {
        try client.token([("grant_type", deviceGrant), ("device_code", code), ("client_id", "tv-app")])
    }

    private static func ciba(_ name: String, _ form: [String: String]) -> ErrorCase {
        modern(name) { try $0.post("/v1/bc/authorize", form.map { ($0, $1) }, basic: ModernOrganization.web) }
    }

    private static func startCIBA(_ client: OAuthClient) throws -> String {
        let form = [("scope", "openid"), ("login_hint", "alice@example.com")]
        return try client.post("/v1/bc/authorize", form, basic: ModernOrganization.web).string("auth_req_id")
    }

    private static func pollCIBA(_ client: OAuthClient, _ id: String) throws -> Answer {
        try client.token([("grant_type", cibaGrant), ("auth_req_id", id)], basic: ModernOrganization.web)
    }
}
