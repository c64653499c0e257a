import MockOktaFormats
import MockOktaModel

/// Okta's rules about combinations of an OAuth client's settings; fixtures that break them get a warning.
struct ClientSettingsCheck {
    private let document: JSONObject

    init(_ document: JSONObject) {
        self.document = document
    }

    func check() throws(Refusal) {
        let credentials = document["credentials"]?["oauthClient"]
        let method = credentials?["token_endpoint_auth_method"]?.string
        if let secret = credentials?["client_secret"]?.string {
            try check(secret, method)
        }
        if let id = credentials?["client_id"]?.string { try check(clientID: id) }
    }

    /// The messages are those of Okta's documentation ("Applications API", client credentials).
    private func check(_ secret: String, _ method: String?) throws(Refusal) {
        switch method {
        case "client_secret_jwt" where secret.utf8.count < 32:
            throw .invalid(
                "client_secret",
                "'client_secret' must be at least '32' characters long when 'token_endpoint_auth_method' is "
                    + "'client_secret_jwt'."
            )
        case "private_key_jwt":
            throw .invalid(
                "client_secret",
                "'client_secret' cannot be used when 'token_endpoint_auth_method' is 'private_key_jwt'."
            )
        default: break
        }
    }

    private func check(clientID: String) throws(Refusal) {
        let isValid = clientID.utf8.allSatisfy { ASCII.isLetterOrDigit($0) || "$-_.+!*'(),".utf8.contains($0) }
        guard isValid, (6...100).contains(clientID.utf8.count), clientID != "ALL_CLIENTS" else {
            throw .invalid("client_id", "'client_id' must be 6 to 100 characters of A-Z, a-z, 0-9 and $-_.+!*'(),")
        }
    }
}
