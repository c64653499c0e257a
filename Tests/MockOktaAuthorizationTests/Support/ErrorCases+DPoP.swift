import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport

/// Rows about DPoP proofs (RFC 9449).
enum DPoPErrors {
    private static let now = Int(TestDouble.start.seconds)

    static let cases: [ErrorCase] = [
        changed("use_dpop_nonce", ["nonce": .null]), changed("use_dpop_nonce", ["nonce": "stale"]),
        changed("invalid_dpop_proof_invalid_htm", ["htm": "GET"]),
        changed("invalid_dpop_proof_invalid_htu", ["htu": "https://elsewhere.example/token"]),
        changed("invalid_dpop_proof_invalid_iat", ["iat": .null]),
        changed("invalid_dpop_proof_jwt_issued_in_future", ["iat": .integer(now + 1)]),
        changed("invalid_dpop_proof_jwt_too_old", ["iat": .integer(now - 300)]),
        changed("invalid_dpop_proof_jwt_expired", ["exp": .integer(now)]),
        changed("invalid_dpop_proof_invalid_jti", ["jti": .null]),
        changed("invalid_dpop_proof", header: ["jwk": .null]),
        changed("invalid_dpop_proof_invalid_type", header: ["typ": "JWT"]),
        changed("invalid_dpop_proof_invalid_signature_algorithm", header: ["alg": "HS256"]),
        changed("invalid_dpop_proof_invalid_signature", header: ["alg": "RS256"]),
        RequestErrors.modern("invalid_dpop_proof_invalid_jwt") { try token($0, ["no.proof.here"]) },
        RequestErrors.modern("invalid_dpop_proof_multiple_headers_not_allowed") { client in
            let proof = try DPoPKey().proof("POST", url(client))
            return try token(client, [proof, proof])
        },
        RequestErrors.modern("dpop_proof_already_used") { client in
            let proof = try DPoPKey().proof("POST", url(client), nonce: nonce(client))
            _ = try token(client, [proof])
            return try token(client, [proof])
        },
        RequestErrors.modern("invalid_dpop_proof_invalid_public_key_binding") { client in
            let nonce = try nonce(client)
            let first = try DPoPKey().proof("POST", url(client), nonce: nonce)
            let refresh = try token(client, [first]).string("refresh_token")
            let second = try DPoPKey().proof("POST", url(client), nonce: nonce)
            return try token(client, [second], [("grant_type", "refresh_token"), ("refresh_token", refresh)])
        },
        resource("dpop_proof_required_for_token") { _, _, _ in nil },
        resource("dpop_authentication_scheme_required", scheme: "Bearer") { _, _, _ in nil },
        resource("dpop_proof_invalid_ath") { client, key, _ in
            try key.proof("GET", client.double.url + client.base + "/v1/userinfo", id: "r")
        },
        resource("invalid_access_token_dpop_binding") { client, _, token in
            let url = client.double.url + client.base + "/v1/userinfo"
            return try DPoPKey().proof("GET", url, id: "r", claims: ["ath": .string(DPoPKey.hash(of: token))])
        },
    ]

    private static func url(_ client: OAuthClient) -> String { client.double.url + client.base + "/v1/token" }

    private static func token(
        _ client: OAuthClient,
        _ proofs: [String],
        _ form: [(String, String)] = ErrorCase.password(scope: "openid offline_access")
    ) throws -> Answer {
        var fields: HTTPFields = [:]
        for proof in proofs { fields.append("DPoP", proof) }
        return try client.token(form, basic: ModernOrganization.web, fields: fields)
    }

    private static func nonce(_ client: OAuthClient) throws -> String {
        try token(client, [DPoPKey().proof("POST", url(client))]).field("dpop-nonce") ?? ""
    }

    private static func changed(
        _ name: String,
        _ claims: JSONObject = [:],
        header: JSONObject = [:]
    ) -> ErrorCase {
        RequestErrors.modern(name) { client in
            let nonce = try nonce(client)
            return try token(
                client,
                [DPoPKey().proof("POST", url(client), nonce: nonce, claims: claims, header: header)]
            )
        }
    }

    /// A refusal of `/userinfo` to a token that is bound to a key.
    private static func resource(
        _ name: String,
        scheme: String = "DPoP",
        _ proof: @escaping @Sendable (OAuthClient, DPoPKey, String) throws -> String?
    ) -> ErrorCase {
        RequestErrors.modern(name, [], .challenge) { client in
            let key = try DPoPKey()
            let bound = try token(client, [key.proof("POST", url(client), nonce: nonce(client))]).string("access_token")
            var fields: HTTPFields = ["Authorization": "\(scheme) \(bound)"]
            if let proof = try proof(client, key, bound) { fields["DPoP"] = proof }
            let path = client.base + "/v1/userinfo"
            return Answer(try client.double.send(HTTPRequest(method: .get, path: path, fields: fields)))
        }
    }
}
