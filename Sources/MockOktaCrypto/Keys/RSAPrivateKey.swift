import CMockOktaOpenSSL

/// An RSA private key, for RS256, RS384 and RS512 signatures (RFC 7518 §3.3); any number of threads may use it at once.
package final class RSAPrivateKey: Sendable {
    private let handle: KeyHandle
    private let rs256: SignatureTemplate
    package let publicKey: PublicKey

    private init(_ handle: KeyHandle) throws(CryptoError) {
        guard handle.isA("RSA") else { throw CryptoError(.readKey, reason: "it is not an RSA key") }
        self.handle = handle
        publicKey = try PublicKey(handle)
        rs256 = try SignatureTemplate(handle, digest: .sha256)
    }

    /// Generates a key, which takes up to half a second for 2048 bits.
    package static func generate(bits: Int = 2048) throws(CryptoError) -> RSAPrivateKey {
        guard PublicKey.permittedRSABits.contains(bits) else {
            throw CryptoError(.generateKey, reason: "an RSA key has 2048 to 16384 bits")
        }
        OpenSSL.clearErrors()
        return try unsafe RSAPrivateKey(KeyHandle(owning: mockokta_rsa_generate(bits), .generateKey))
    }

    /// Reads PKCS#8 or PKCS#1.
    ///
    /// Rejects encrypted keys, and keys whose private and public halves do not match, which otherwise only a client
    /// that verifies a token would notice.
    package convenience init(pem: String) throws(CryptoError) {
        if let numbers = try RSANumbers(pem: pem), numbers.belongTogether() {
            try self.init(numbers.key())
            return
        }
        try self.init(PEM.privateKey(pem))
        // Errors that arithmetic does not show, for example where the factors are missing, show in a test signature.
        let probe: [UInt8] = [1]
        guard publicKey.verify(try sign(probe), for: probe, algorithm: .rs256) else {
            throw CryptoError(.readKey, reason: "its private and its public half do not belong together")
        }
    }

    /// The key as unencrypted PKCS#8.
    package func pem() throws(CryptoError) -> String {
        try PEM.text(ofPrivate: handle)
    }

    /// The RSASSA-PKCS1-v1_5 signature of the message (RFC 8017 §8.2).
    package func sign(_ message: [UInt8], digest: Digest = .sha256) throws(CryptoError) -> [UInt8] {
        guard digest != .sha256 else { return try rs256.copy().sign(message) }
        return try SignatureContext(.sign).sign(message, with: handle, digest: digest)
    }
}
