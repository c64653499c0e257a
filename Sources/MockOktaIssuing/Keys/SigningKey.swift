package import MockOktaCrypto
package import MockOktaFormats

/// An RSA key with its `kid`.
package struct SigningKey: Sendable {
    package let id: String
    package let key: RSAPrivateKey
    /// The public key as `/keys` shows it, with members in Okta's order (Okta, "/keys").
    package let jwk: JSON
    /// The header of tokens signed with this key that have no `typ`.
    let header: JSONObject
    /// `header` as base64url, encoded once because every token begins with it.
    let encodedHeader: [UInt8]

    /// Creates a signing key; the default id is the thumbprint, so that different keys have different ids.
    package init(_ key: RSAPrivateKey, id: String? = nil) {
        self.key = key
        self.id = id ?? JWK.thumbprint(of: key.publicKey)
        header = JWT.header(of: self.id)
        encodedHeader = JWT.encode(header)
        let numbers = JWK.requiredMembers(of: key.publicKey)
        jwk = .object([
            "kty": "RSA",
            "alg": "RS256",
            "kid": .string(self.id),
            "use": "sig",
            "e": numbers["e"] ?? .null,
            "n": numbers["n"] ?? .null,
        ])
    }
}
