package import MockOktaCrypto
package import MockOktaFormats

/// A signed token in compact form (RFC 7515 §3.1), taken apart but not yet believed.
package struct JWT: Sendable {
    package let header: JSONObject
    package let claims: JSONObject
    package let signature: [UInt8]
    /// What was signed: header and payload as they stand in the token.
    package let signingInput: [UInt8]

    /// Nil for anything that is not three parts of base64url with JSON objects in the first two.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let parts = bytes.split(separator: UInt8(ascii: "."), maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.object(parts[0]), let claims = Self.object(parts[1]),
            let signature = Base64URL.decode(parts[2])
        else { return nil }
        self.header = header
        self.claims = claims
        self.signature = signature
        signingInput = Array(bytes[..<parts[1].endIndex])
    }

    package var keyID: String? { header["kid"]?.string }
    package var algorithm: String? { header["alg"]?.string }

    /// The header of what a key signs, members in Okta's order: `kid`, then `typ` if any, then `alg`.
    ///
    /// - Parameters:
    ///   - key: gives `kid`.
    ///   - type: the `typ`; Okta's tokens have none but the org server's access tokens.
    /// - Returns: the header's members.
    package static func header(for key: SigningKey, type: String? = nil) -> JSONObject {
        var header: JSONObject = ["kid": .string(key.id)]
        if let type { header["typ"] = .string(type) }
        header["alg"] = "RS256"
        return header
    }

    /// Signs claims with RS256.
    ///
    /// - Parameters:
    ///   - claims: the payload.
    ///   - header: what `header(for:type:)` made for the key; nil for one without `typ`.
    ///   - key: signs.
    /// - Returns: the compact form.
    /// - Throws: `CryptoError` when OpenSSL refuses.
    package static func sign(
        _ claims: JSONObject,
        header: JSONObject? = nil,
        with key: SigningKey
    ) throws(CryptoError) -> String {
        let input = part(header ?? Self.header(for: key)) + "." + part(claims)
        let signature = try key.key.sign(Array(input.utf8), digest: .sha256)
        return input + "." + Base64URL.encode(signature)
    }

    private static func part(_ object: JSONObject) -> String {
        Base64URL.encode(JSON.object(object).serialized())
    }

    private static func object(_ part: ArraySlice<UInt8>) -> JSONObject? {
        guard let bytes = Base64URL.decode(part) else { return nil }
        return try? JSON.parse(bytes).object
    }
}
