import CMockOktaOpenSSL

/// A private key on one of the three curves, for ES256, ES384 or ES512 signatures (RFC 7518 §3.4).
package final class ECPrivateKey: Sendable {
    private let handle: KeyHandle
    package let curve: EllipticCurve
    package let publicKey: PublicKey

    private init(_ handle: KeyHandle) throws(CryptoError) {
        publicKey = try PublicKey(handle)
        guard case .elliptic(let curve, _, _) = publicKey.components else {
            throw CryptoError(.readKey, reason: "it is not a key on an elliptic curve")
        }
        self.handle = handle
        self.curve = curve
    }

    package static func generate(_ curve: EllipticCurve = .p256) throws(CryptoError) -> ECPrivateKey {
        OpenSSL.clearErrors()
        return try unsafe ECPrivateKey(KeyHandle(owning: mockokta_ec_generate(curve.groupName), .generateKey))
    }

    /// Reads PKCS#8 or SEC 1; rejects encrypted keys, and keys whose private and public halves do not match.
    package convenience init(pem: String) throws(CryptoError) {
        try self.init(PEM.privateKey(pem))
        let probe: [UInt8] = [1]
        guard publicKey.verify(try sign(probe), for: probe, algorithm: algorithm) else {
            throw CryptoError(.readKey, reason: "its private and its public half do not belong together")
        }
    }

    /// The key as unencrypted PKCS#8.
    package func pem() throws(CryptoError) -> String {
        try PEM.text(ofPrivate: handle)
    }

    /// The only algorithm that uses the key's curve.
    package var algorithm: SignatureAlgorithm {
        switch curve {
        case .p256: .es256
        case .p384: .es384
        case .p521: .es512
        }
    }

    /// The signature of the message as `r ‖ s`.
    ///
    /// Two signatures of the same message differ: ECDSA uses a random number for each.
    package func sign(_ message: [UInt8]) throws(CryptoError) -> [UInt8] {
        let der = try SignatureContext(.sign).sign(message, with: handle, digest: algorithm.digest)
        return try ECDSASignature(der: der).raw(curve: curve)
    }
}
