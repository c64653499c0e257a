package import MockOktaCrypto
package import MockOktaFormats

/// Public keys as JSON (RFC 7517, RFC 7518 §6).
package enum JWK {
    /// The SHA-256 thumbprint: 43 characters (RFC 7638 §3).
    package static func thumbprint(of key: PublicKey) -> String {
        Base64URL.encode(SHA256.digest(JSON.object(requiredMembers(of: key)).serialized()))
    }

    /// The required members of a key, in the order used for a thumbprint (RFC 7638 §3.2).
    package static func requiredMembers(of key: PublicKey) -> JSONObject {
        switch key.components {
        case .rsa(let modulus, let exponent):
            ["e": encoded(exponent), "kty": "RSA", "n": encoded(modulus)]
        case .elliptic(let curve, let x, let y):
            ["crv": .string(curve.rawValue), "kty": "EC", "x": encoded(x), "y": encoded(y)]
        }
    }

    /// Reads a key from JSON; nil where it is not an RSA or EC public key.
    package static func publicKey(_ key: JSONObject) -> PublicKey? {
        func bytes(_ name: String) -> [UInt8]? { key[name]?.string.flatMap(Base64URL.decode) }
        switch key["kty"]?.string {
        case "RSA":
            guard let modulus = bytes("n"), let exponent = bytes("e") else { return nil }
            return try? PublicKey(modulus: modulus, exponent: exponent)
        case "EC":
            guard let curve = key["crv"]?.string.flatMap(EllipticCurve.init), let x = bytes("x"), let y = bytes("y")
            else { return nil }
            return try? PublicKey(curve: curve, x: x, y: y)
        default:
            return nil
        }
    }

    private static func encoded(_ bytes: [UInt8]) -> JSON { .string(Base64URL.encode(bytes)) }
}
