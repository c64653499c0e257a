import MockOktaCrypto
import MockOktaFormats

/// A private RSA key as a JSON Web Key (RFC 7517; RFC 7518 §6.3), which a fixture may have in place of a PEM text.
enum PrivateJWK {
    /// The numbers in the order of PKCS#1 (RFC 8017, appendix A.1.2).
    static let numbers = ["n", "e", "d", "p", "q", "dp", "dq", "qi"]

    /// Reads a key.
    ///
    /// - Parameter key: the members of the JWK.
    /// - Returns: the key as PKCS#1 in PEM form.
    /// - Throws: `CryptoError` that names a missing or unreadable member.
    static func pem(_ key: JSONObject) throws(CryptoError) -> String {
        guard key["kty"] == "RSA" else {
            throw CryptoError(.readKey, reason: "the JWK has no kty RSA")
        }
        // The version, 0: a key of two primes.
        var body = element(0x02, [0])
        for name in numbers {
            guard let text = key[name]?.string else {
                let reason = name == "d" ? "the JWK is a public key: it has no d" : "the JWK has no \(name)"
                throw CryptoError(.readKey, reason: reason)
            }
            guard let number = Base64URL.decode(text), !number.isEmpty else {
                throw CryptoError(.readKey, reason: "\(name) of the JWK is not base64url of a number")
            }
            body += integer(number)
        }
        let lines = Base64.encode(element(0x30, body)).utf8.chunked(by: 64)
        return (["-----BEGIN RSA PRIVATE KEY-----"] + lines + ["-----END RSA PRIVATE KEY-----", ""])
            .joined(separator: "\n")
    }

    /// A non-negative INTEGER: without leading zeros, with one where the first bit would be a sign (X.690 §8.3).
    private static func integer(_ bytes: [UInt8]) -> [UInt8] {
        let digits = Array(bytes.drop { $0 == 0 })
        guard let first = digits.first else { return element(0x02, [0]) }
        return element(0x02, first & 0x80 == 0 ? digits : [0] + digits)
    }

    /// A DER element: tag, length, content (X.690 §8.1).
    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(truncatingIfNeeded: length.count)] + length + content
    }
}

extension Collection<UInt8> {
    /// The bytes as lines of a length.
    fileprivate func chunked(by length: Int) -> [String] {
        var lines: [String] = []
        var rest = self[...]
        while !rest.isEmpty {
            lines.append(String(decoding: rest.prefix(length), as: UTF8.self))
            rest = rest.dropFirst(length)
        }
        return lines
    }
}
