import MockOktaFormats

/// Which parameters are secrets, and what the journal shows instead.
enum SecretParameters {
    /// Parameters whose values let a client act as another user or client, in lowercase.
    private static let names: Set<ExactString> = [
        "answer", "assertion", "auth_req_id", "binding_code", "client_assertion", "code", "code_verifier",
        "device_code", "id_token_hint", "interaction_code", "interaction_handle", "interactionhandle", "jwt",
        "oob_code", "otp", "private_key", "request_uri", "samlresponse", "secret_hash", "statehandle", "totp",
        "user_code",
    ]
    /// A name such as `token_type_hint` or `passcode_length` is not a secret.
    private static let suffixes = [
        "api-key", "api_key", "apikey", "authorization", "passcode", "password", "privatekey", "secret", "token",
        "verificationcode",
    ]
    /// The members of a JWK that are the key or a part of it (RFC 7518 §6.2.2, §6.3.2, §6.4).
    private static let keyMembers: Set<ExactString> = ["d", "dp", "dq", "k", "oth", "p", "q", "qi"]

    /// A value as the journal shows it; secrets at any depth are redacted.
    static func shown(_ name: String, _ value: JSON, _ showsSecrets: Bool) -> JSON {
        if showsSecrets { return value }
        if isSecret(name) { return "[redacted]" }
        switch value {
        case .object(let object): return .object(shown(object))
        case .array(let values): return .array(values.map { shown(name, $0, false) })
        case .string(let text) where text.contains("://"): return .string(ShownText.url(text))
        default: return value
        }
    }

    private static func shown(_ object: JSONObject) -> JSONObject {
        let isKey = object["kty"]?.string != nil
        // Okta's forms have their fields as pairs: `{"name": "stateHandle", "value": "02…"}` (Ion).
        let isSecretPair = object["name"]?.string.map(isSecret) == true
        return JSONObject(
            object.members.map { member in
                let isHidden = isKey && keyMembers.contains(member.key) || isSecretPair && member.key == "value"
                return (member.key, isHidden ? "[redacted]" : shown(member.key, member.value, false))
            }
        )
    }

    /// Whether a name is that of a secret, also as an element: `password[]`, `user[password]`.
    static func isSecret(_ name: String) -> Bool {
        name.asciiLowercased.split { $0 == "[" || $0 == "]" }.contains { part in
            names.contains(String(part)) || suffixes.contains { part.hasSuffix($0) }
        }
    }
}
