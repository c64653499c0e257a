import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport

/// Rows about pushed requests and request objects (RFC 9126, RFC 9101).
enum RequestErrors {
    private static let now = Int(TestDouble.start.seconds)

    static let pushed: [ErrorCase] = [
        modern("pushed_authorization_request_uri_present") { client in
            try push(client, ["request_uri": "urn:okta:x"])
        },
        modern("openid_scope_required_access_token") { try push($0, ["scope": "profile"]) },
        modern("authorize_request_uri_mismatched_client", [], .page) { client in
            let uri = try push(client).string("request_uri")
            return try authorize(client, [("client_id", "web-app"), ("request_uri", uri)])
        },
        modern("invalid_request_uri", [], .page) { client in
            try authorize(client, [("client_id", "modern-app"), ("request_uri", "urn:okta:unknown")])
        },
        modern("authorize_request_uri_mismatched_authorization_server", [], .page) { client in
            let uri = try push(client).string("request_uri")
            let other = OAuthClient(client.double, server: "friend")
            return try authorize(other, [("client_id", "modern-app"), ("request_uri", uri)])
        },
    ]

    static let objects: [ErrorCase] = [
        object("request_object_invalid", ["iat": "soon"]),
        object("request_object_invalid_issuer", ["iss": "web-app"]),
        object("request_object_invalid_issuer", ["iss": .null]),
        object("request_object_audience_mismatch", ["aud": "https://elsewhere.example"]),
        object("request_object_audience_mismatch", ["aud": .null]),
        object("request_object_jwt_expired", ["exp": .integer(now)]),
        object("request_object_jwt_expiration_too_long", ["exp": .integer(now + 3601)]),
        object("request_object_issued_in_future", ["iat": .integer(now + 1)]),
        object("request_object_before_nbf", ["nbf": .integer(now + 1)]),
        modern("request_object_invalid", [], .redirect) { try open($0, "not.a.jwt") },
        modern("request_object_already_used", [], .redirect) { client in
            let object = try SignedJWT.make(claims(client, ["jti": "once"]))
            _ = try open(client, object)
            return try open(client, object)
        },
        modern("request_object_bad_signature", [], .redirect) { client in
            try open(client, SignedJWT.make(claims(client), secret: "another-secret-of-thirty-two-bytes-or-more"))
        },
        modern("request_object_invalid_signature_algorithm", [], .redirect) { client in
            try open(client, SignedJWT.make(claims(client), algorithm: "none"))
        },
        modern("request_object_header_algo_mismatch", [], .redirect) { client in
            try open(client, SignedJWT.make(claims(client, ["iss": "signing-app"])), as: "signing-app")
        },
        modern("request_object_invalid_secret_length", [], .redirect) { client in
            let object = try SignedJWT.make(claims(client, ["iss": "weak-signer"]), secret: "too-short")
            return try open(client, object, as: "weak-signer")
        },
        modern("request_object_no_client_secret", [], .redirect) { client in
            try open(client, SignedJWT.make(claims(client, ["iss": "public-signer"])), as: "public-signer")
        },
        modern("request_object_jwks_not_configured", [], .redirect) { client in
            try open(client, SignedJWT.make(claims(client), keyOf: client.double))
        },
        keyed("request_object_jwt_invalid_key_use", ["sig"], "keyed-app", "k1"),
        keyed("request_object_invalid_kid", [], "keyed-app", "unknown"),
        keyed("request_object_invalid_jwks", [], "broken-keys", "k1"),
    ]

    /// A case on the org with apps for the newer features.
    static func modern(
        _ name: String,
        _ values: [String] = [],
        _ channel: ErrorCase.Channel = .json,
        status: Int? = nil,
        provoke: @escaping @Sendable (OAuthClient) throws -> Answer
    ) -> ErrorCase {
        ErrorCase(name, values, channel, status: status) { _ in
            try provoke(OAuthClient(ModernOrganization.double(), server: "modern"))
        }
    }

    private static func object(_ name: String, _ changes: JSONObject) -> ErrorCase {
        modern(name, [], .redirect) { try open($0, SignedJWT.make(claims($0, changes))) }
    }

    private static func keyed(_ name: String, _ values: [String], _ app: String, _ keyID: String) -> ErrorCase {
        modern(name, values, .redirect) { client in
            let claims = claims(client, ["iss": .string(app)])
            let object = try SignedJWT.make(claims, keyOf: client.double, header: ["kid": .string(keyID)])
            return try open(client, object, as: app)
        }
    }

    private static func claims(_ client: OAuthClient, _ changes: JSONObject = [:]) -> JSONObject {
        let standard: JSONObject = [
            "iss": "modern-app", "aud": .string(client.double.url + client.base), "iat": .integer(now),
            "exp": .integer(now + 300),
        ]
        return standard.changed(by: changes)
    }

    private static func push(_ client: OAuthClient, _ changes: [String: String?] = [:]) throws -> Answer {
        var changes = changes
        changes["client_id"] = .some(nil)
        return try client.post("/v1/par", OAuthClient.authorize(changes), basic: ModernOrganization.web)
    }

    private static func open(_ client: OAuthClient, _ object: String, as id: String = "modern-app") throws -> Answer {
        try authorize(client, OAuthClient.authorize(["client_id": id, "request": object]))
    }

    private static func authorize(_ client: OAuthClient, _ parameters: [(String, String)]) throws -> Answer {
        try Browser(client.double).get(client.base + "/v1/authorize", parameters)
    }
}
