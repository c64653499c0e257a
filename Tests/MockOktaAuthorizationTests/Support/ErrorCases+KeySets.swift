import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport

/// Rows about keys behind a `jwks_uri`.
enum KeySetErrors {
    static let cases: [ErrorCase] = [
        served("jwks_uri_no_key") { $0.publish([]) },
        served("jwks_uri_ambiguous_keys") { $0.publish([("first", $0.key), ("first", $0.key)]) },
        served("jwks_uri_error") { $0.fetcher.serve("no JSON", at: FetchingOrganization.url) },
        served("jwks_uri_invalid_key_use", ["sig"]) { $0.publish([("first", $0.key)], adding: ["use": "enc"]) },
        served("jwks_uri_jku_mismatch_error", header: ["jku": "https://keys.example/others"]) { _ in },
        ErrorCase("jwks_uri_algorithm_required", [], .redirect) { _ in
            let org = try FetchingOrganization()
            org.publish([("first", org.key)], adding: ["alg": "ES512"])
            let object = try org.assertion(["aud": .string(org.double.url + "/oauth2/default")])
            let parameters = OAuthClient.authorize(["client_id": "remote-app", "request": object])
            return try Browser(org.double).get("/oauth2/default/v1/authorize", parameters)
        },
    ]

    private static func served(
        _ name: String,
        _ values: [String] = [],
        header: JSONObject = [:],
        _ prepare: @escaping @Sendable (FetchingOrganization) -> Void
    ) -> ErrorCase {
        ErrorCase(name, values) { _ in
            let org = try FetchingOrganization()
            prepare(org)
            return try org.token(header: header)
        }
    }
}
