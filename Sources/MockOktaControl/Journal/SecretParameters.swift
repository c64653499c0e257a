import MockOktaFormats

/// Which parameters are secrets, and what the journal shows instead.
enum SecretParameters {
    /// Parameters whose values let a client act as another user or client, in lowercase.
    private static let names: Set<ExactString> = [
        "answer", "assertion", "auth_req_id", "client_assertion", "code", "code_verifier", "device_code",
        "id_token_hint", "interaction_code", "interaction_handle", "interactionhandle", "oob_code", "otp",
        "private_key", "request_uri", "samlresponse", "statehandle", "totp", "user_code",
    ]
    /// A name such as `token_type_hint` or `passcode_length` is not a secret.
    private static let suffixes = ["passcode", "password", "secret", "token", "privatekey", "verificationcode"]

    /// A value as the journal shows it; secrets at any depth are redacted.
    static func shown(_ name: String, _ value: JSON, _ showsSecrets: Bool) -> JSON {
        if showsSecrets { return value }
        if isSecret(name) { return "[redacted]" }
        switch value {
        case .object(let object):
            return .object(JSONObject(object.members.map { ($0.key, shown($0.key, $0.value, false)) }))
        case .array(let values): return .array(values.map { shown(name, $0, false) })
        default: return value
        }
    }

    static func isSecret(_ name: String) -> Bool {
        let name = name.asciiLowercased
        return names.contains(name) || suffixes.contains { name.hasSuffix($0) }
    }
}
