package import MockOktaCrypto
package import MockOktaFormats

/// An RSA key with the id it is published under.
package struct SigningKey: Sendable {
    package let id: String
    package let key: RSAPrivateKey
    /// The public key as `/keys` shows it, members in Okta's order (Okta, "/keys").
    package let jwk: JSON
    /// The header of the tokens it signs, except of those with a `typ`.
    let header: JSONObject
    /// Encoded once, since every token begins with it.
    let encodedHeader: [UInt8]

    /// Without an id the thumbprint of the key is its id, so that no two keys share one.
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
