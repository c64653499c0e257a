package import MockOktaCrypto
package import MockOktaFormats

/// A signed token in compact form (RFC 7515 §3.1), parsed but not verified.
package struct JWT: Sendable {
    package let header: JSONObject
    package let claims: JSONObject
    package let signature: [UInt8]
    /// The signing input: header and payload as encoded in the token.
    package let signingInput: [UInt8]

    /// Nil unless the text is three parts of base64url with JSON objects in the first two.
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
    /// The audiences: `aud` is one string or an array of them (RFC 7519 §4.1.3).
    package var audiences: [String] { claims["aud"]?.strings ?? claims["aud"]?.string.map { [$0] } ?? [] }

    /// Signs claims with RS256 and returns the compact form.
    package static func sign(
        _ claims: JSONObject,
        type: String? = nil,
        with key: SigningKey
    ) throws(CryptoError) -> String {
        String(decoding: try sign(payload: JSON.object(claims).serialized(), type: type, with: key), as: UTF8.self)
    }

    /// Signs a payload with RS256.
    ///
    /// - Parameters:
    ///   - payload: the claims as JSON.
    ///   - type: the header's `typ`, if any.
    ///   - key: the signing key.
    /// - Returns: the compact form in ASCII.
    /// - Throws: `CryptoError` when OpenSSL fails.
    static func sign(payload: [UInt8], type: String?, with key: SigningKey) throws(CryptoError) -> [UInt8] {
        var token = type.map { encode(header(of: key.id, type: $0)) } ?? key.encodedHeader
        appendPayload(payload, to: &token)
        append(try key.key.sign(token, digest: .sha256), to: &token)
        return token
    }

    /// The signing input: header and payload in base64url, separated by a dot (RFC 7515 §5.1).
    static func signingInput(_ header: JSONObject, _ payload: [UInt8]) -> [UInt8] {
        var input = encode(header)
        appendPayload(payload, to: &input)
        return input
    }

    private static func appendPayload(_ payload: [UInt8], to token: inout [UInt8]) {
        // A signature of 2048 bits has 256 bytes; base64url adds a third.
        token.reserveCapacity(token.count + payload.count * 4 / 3 + 348)
        token.append(UInt8(ascii: "."))
        Base64URL.encode(payload, into: &token)
    }

    /// Appends a signature to its signing input.
    static func append(_ signature: [UInt8], to token: inout [UInt8]) {
        token.append(UInt8(ascii: "."))
        Base64URL.encode(signature, into: &token)
    }

    /// The JOSE header for a key, with members in Okta's order: `kid`, then `typ` if any, then `alg`.
    static func header(of keyID: String, type: String? = nil) -> JSONObject {
        var header: JSONObject = ["kid": .string(keyID)]
        if let type { header["typ"] = .string(type) }
        header["alg"] = "RS256"
        return header
    }

    static func encode(_ header: JSONObject) -> [UInt8] {
        var part: [UInt8] = []
        Base64URL.encode(JSON.object(header).serialized(), into: &part)
        return part
    }

    private static func object(_ part: ArraySlice<UInt8>) -> JSONObject? {
        guard let bytes = Base64URL.decode(part) else { return nil }
        return try? JSON.parse(bytes).object
    }
}
