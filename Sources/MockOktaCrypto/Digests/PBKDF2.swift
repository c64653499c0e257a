import CMockOktaOpenSSL

/// Key derivation from passwords (RFC 8018 §5.2), one of the forms in which Okta imports password hashes.
package enum PBKDF2 {
    package static func derive(
        password: [UInt8],
        salt: [UInt8],
        iterations: Int,
        byteCount: Int,
        digest: Digest
    ) throws(CryptoError) -> [UInt8] {
        guard
            let passwordLength = Int32(exactly: password.count),
            let saltLength = Int32(exactly: salt.count),
            let rounds = Int32(exactly: iterations), rounds > 0,
            let keyLength = Int32(exactly: byteCount), keyLength > 0
        else {
            throw CryptoError(.deriveKey, reason: "iterations and length must be positive and below 2^31")
        }
        return try unsafe digest.fetched.withPointer(.deriveKey) { (algorithm) throws(CryptoError) in
            OpenSSL.clearErrors()
            var derived = [UInt8](repeating: 0, count: byteCount)
            let result = unsafe password.withUnsafeBytes { password in
                unsafe PKCS5_PBKDF2_HMAC(
                    password.baseAddress?.assumingMemoryBound(to: CChar.self),
                    passwordLength,
                    salt,
                    saltLength,
                    rounds,
                    algorithm,
                    keyLength,
                    &derived
                )
            }
            try CryptoError.check(result, .deriveKey)
            return derived
        }
    }
}
