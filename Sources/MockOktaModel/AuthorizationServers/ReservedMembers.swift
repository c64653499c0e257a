import MockOktaFormats

/// The members that Okta sets itself: a claim of a server cannot replace them, even where they are absent (Okta,
/// "Reserved claims").
package enum ReservedMembers {
    /// The documents that contain claims.
    package struct Documents: OptionSet, Sendable {
        package let rawValue: UInt8

        package init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        package static let accessToken = Documents(rawValue: 1)
        package static let idToken = Documents(rawValue: 2)
        package static let userInfo = Documents(rawValue: 4)
        package static let introspection = Documents(rawValue: 8)
    }

    /// Whether a member is reserved in all of some documents.
    package static func contains(_ name: String, in all: Documents) -> Bool {
        documents[name]?.contains(all) ?? false
    }

    /// Introspection copies the claims of the token, except for the members that it sets itself, which are reserved
    /// there.
    private static let documents: [ExactString: Documents] = [
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
