import MockOktaCrypto
import MockOktaFormats

/// Writes a password in one of Okta's import formats (Okta, "Users API").
enum PasswordWriter {
    static func object(_ password: Password) -> JSONObject {
        switch password {
        case .plain(let text): return ["value": .string(text)]
        case .any: return ["hook": ["type": "default"]]
        case .digest(let digest, let salt, let saltFirst, let value):
            var hash: JSONObject = ["algorithm": .string(name(of: digest))]
            if !salt.isEmpty {
                hash["salt"] = .string(Base64.encode(salt))
                hash["saltOrder"] = saltFirst ? "PREFIX" : "POSTFIX"
            }
            hash["value"] = .string(Base64.encode(value))
            return ["hash": .object(hash)]
        case .bcrypt(let salt, let workFactor, let value):
            return [
                "hash": [
                    "algorithm": "BCRYPT", "workFactor": .integer(workFactor), "salt": .string(BCrypt.encode(salt)),
                    "value": .string(BCrypt.encode(value)),
                ]
            ]
        case .pbkdf2(let digest, let salt, let iterations, let value):
            return [
                "hash": [
                    "algorithm": "PBKDF2", "salt": .string(Base64.encode(salt)), "iterationCount": .integer(iterations),
                    "keySize": .integer(value.count), "value": .string(Base64.encode(value)),
                    "digestAlgorithm": digest == .sha512 ? "SHA512_HMAC" : "SHA256_HMAC",
                ]
            ]
        }
    }

    private static func name(of digest: Digest) -> String {
        switch digest {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha256: "SHA-256"
        case .sha384: "SHA-384"
        case .sha512: "SHA-512"
        }
    }
}
