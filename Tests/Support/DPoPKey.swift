import MockOktaCrypto
package import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A client's key for DPoP proofs (RFC 9449 §4.2).
package struct DPoPKey {
    private let key: ECPrivateKey

    package init() throws {
        key = try ECPrivateKey.generate()
    }

    package var thumbprint: String { JWK.thumbprint(of: key.publicKey) }

    package var jwk: JSONObject { JWK.requiredMembers(of: key.publicKey) }

    /// A proof for a request at the start of the tests' clock, changed as a test likes; a null leaves a member out.
    package func proof(
        _ method: String = "POST",
        _ url: String,
        nonce: String? = nil,
        id: String = "proof-1",
        claims changes: JSONObject = [:],
        header changedHeader: JSONObject = [:]
    ) throws -> String {
        let header: JSONObject = ["typ": "dpop+jwt", "alg": "ES256", "jwk": .object(jwk)]
        var claims: JSONObject = [
            "htm": .string(method), "htu": .string(url), "iat": .integer(Int(TestDouble.start.seconds)),
            "jti": .string(id),
        ]
        if let nonce { claims["nonce"] = .string(nonce) }
        let parts = [header.changed(by: changedHeader), claims.changed(by: changes)]
        let input = parts.map { Base64URL.encode(JSON.object($0).serialized()) }.joined(separator: ".")
        return input + "." + Base64URL.encode(try key.sign(Array(input.utf8)))
    }

    /// The hash of an access token, for `ath`.
    package static func hash(of token: String) -> String { Base64URL.encode(SHA256.digest(Array(token.utf8))) }
}
