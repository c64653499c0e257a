import MockOktaFormats
import MockOktaModel

/// The metadata of a client (RFC 7591 §2; Okta, "Dynamic Client Registration"): other names for members of an app.
///
/// Nothing is stored in this form, so `/api/v1/apps` and `/oauth2/v1/clients` change the same object.
struct ClientMetadata {
    private let given: JSONObject

    /// Members of `settings.oauthClient` with the same name, around `token_endpoint_auth_method`, in Okta's order.
    private static let settings = [
        "client_uri", "logo_uri", "application_type", "redirect_uris", "post_logout_redirect_uris", "response_types",
        "grant_types",
    ]
    private static let furtherSettings = [
        "initiate_login_uri", "frontchannel_logout_uri", "frontchannel_logout_session_required", "tos_uri",
        "policy_uri", "jwks", "jwks_uri", "request_object_signing_alg", "id_token_encrypted_response_alg",
        "dpop_bound_access_tokens", "require_pushed_authorization_requests",
    ]
    private static let method = "token_endpoint_auth_method"

    /// Reads and checks the body of a call.
    ///
    /// - Parameters:
    ///   - given: the body.
    ///   - former: the app that it replaces, with its secret; nil for a new client.
    /// - Throws: `Refusal` with `invalid_client_metadata`.
    init(_ given: JSONObject, replacing former: JSONObject?) throws(Refusal) {
        self.given = given
        guard given["client_name"]?.string?.isEmpty == false else {
            throw .metadata("client_name", "The field can't be left blank.")
        }
        let credentials = former?["credentials"]?["oauthClient"]
        for name in ["client_id", "client_secret"] {
            guard let value = given[name], value != .null, value != credentials?[name] else { continue }
            throw .metadata(name, former == nil ? "Okta chooses it." : "It can't be changed.")
        }
        for name in ["client_id_issued_at", "client_secret_expires_at"] where given[name] != nil {
            throw .metadata(name, "The field is read-only.")
        }
        if let uri = given["initiate_login_uri"], uri != .null {
            guard let text = uri.string, ["http", "https"].contains(URIParts(text).scheme?.asciiLowercased ?? "") else {
                throw Refusal(.invalidInitiateLoginURI, why: "initiate_login_uri is no http or https URL")
            }
        }
        try checkRedirectURIs()
    }

    /// A client whose grants need no redirect may leave the URIs out (Okta, "Register a client app").
    private func checkRedirectURIs() throws(Refusal) {
        let grants =
            given["grant_types"]?.strings ?? (given["application_type"] == "service" ? [] : ["authorization_code"])
        guard grants.contains("authorization_code") || grants.contains("implicit") else { return }
        let uris = given["redirect_uris"] ?? .null
        guard uris == .null || uris == [] else { return }
        throw .metadata("redirect_uris", "The field can't be left blank.")
    }

    /// The app that the metadata describes.
    ///
    /// - Parameter former: the app that it replaces, which keeps what metadata cannot say; nil for a new client.
    /// - Returns: the app as a caller of the Applications API would send it.
    func app(replacing former: JSONObject?) -> JSONObject {
        // Okta documents no assignment for registered clients; nothing could be signed in to without one.
        var app = former ?? ["settings": ["implicitAssignment": true, "oauthClient": ["consent_method": "REQUIRED"]]]
        app["label"] = given["client_name"]
        app.change("credentials") { credentials in
            credentials.change("oauthClient") { client in
                client[Self.method] = given[Self.method]
                client["client_secret"] = nil
            }
        }
        app.change("settings") { settings in
            settings.change("oauthClient") { client in
                for name in Self.settings + Self.furtherSettings { client[name] = given[name] }
            }
        }
        return app
    }

    /// The metadata of an app as `/api/v1/apps` shows it.
    static func shown(_ app: JSONObject) -> JSONObject {
        let credentials = app["credentials"]?["oauthClient"]
        let settings = app["settings"]?["oauthClient"]
        let created = app["created"]?.string.flatMap(RFC3339.parse) ?? 0
        var client: JSONObject = [:]
        client["client_id"] = credentials?["client_id"]
        client["client_secret"] = credentials?["client_secret"]
        client["client_id_issued_at"] = .integer(Int(Instant(microseconds: created).seconds))
        if credentials?[method]?.string?.hasPrefix("client_secret") == true { client["client_secret_expires_at"] = 0 }
        client["client_name"] = app["label"]
        for name in Self.settings { client[name] = settings?[name] }
        client[method] = credentials?[method]
        for name in furtherSettings { client[name] = settings?[name] }
        if let keys = settings?["jwks"]?["keys"]?.array { client["jwks"] = ["keys": .array(keys.map(shown))] }
        return client
    }

    /// A key with its members in Okta's order, without those of the app's own object; `use` is always present.
    private static func shown(_ key: JSON) -> JSON {
        guard let key = key.object else { return key }
        var shown: JSONObject = [:]
        for name in ["kty", "kid"] { shown[name] = key[name] }
        shown["use"] = key["use"] ?? .null
        for member in key.members where shown[member.key] == nil && !["id", "status"].contains(member.key) {
            shown[member.key] = member.value
        }
        return .object(shown)
    }
}

extension Refusal {
    /// 400 `invalid_client_metadata` about one member (RFC 7591 §3.2.2), in the format of Okta's example.
    static func metadata(_ member: String, _ message: String) -> Refusal {
        metadata("\(member): \(message)")
    }

    private static func metadata(_ description: String) -> Refusal {
        var error = OAuthError.invalidClientMetadata
        error.description = description
        return Refusal(error, why: description)
    }

    /// A refusal of the Applications API as client registration answers it.
    var ofClientMetadata: Refusal {
        guard case .okta(let error) = answer, error.status == 400 else { return self }
        guard let cause = error.causes.first else { return Refusal(.invalidClientMetadata, why: why) }
        let places = ["settings.oauthClient.", "credentials.oauthClient."]
        return .metadata(places.reduce(cause) { $0.hasPrefix($1) ? String($0.dropFirst($1.count)) : $0 })
    }
}
