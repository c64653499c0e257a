/// The members that Okta's own rules fill: no claim of a server takes their place, not even where they are absent
/// (Okta, "Reserved claims").
package enum ReservedMembers {
    /// Where claims end up.
    package enum Document: Hashable, Sendable {
        case accessToken, idToken, userInfo, introspection
    }

    package static func contains(_ name: String, in document: Document) -> Bool {
        documents[name]?.contains(document) ?? false
    }

    /// Introspection copies the claims of the token, except for the members that it makes itself, which are reserved
    /// there.
    private static let documents: [String: Set<Document>] = [
        "ver": [.accessToken, .idToken],
        "jti": [.accessToken, .idToken],
        "iss": [.accessToken, .idToken],
        "aud": [.accessToken, .idToken],
        "iat": [.accessToken, .idToken],
        "exp": [.accessToken, .idToken],
        "nbf": [.accessToken, .idToken],
        "sub": [.accessToken, .idToken, .userInfo],
        "auth_time": [.accessToken, .idToken],
        "acr": [.accessToken, .idToken],
        "cid": [.accessToken],
        "uid": [.accessToken, .introspection],
        "scp": [.accessToken],
        "cnf": [.accessToken],
        "amr": [.idToken],
        "idp": [.idToken],
        "nonce": [.idToken],
        "sid": [.idToken],
        "at_hash": [.idToken],
        "c_hash": [.idToken],
        "ds_hash": [.idToken],
        "active": [.introspection],
        "username": [.introspection],
        "token_type": [.introspection],
        "client_id": [.introspection],
        "scope": [.introspection],
    ]
}
