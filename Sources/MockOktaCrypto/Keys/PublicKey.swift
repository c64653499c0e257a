/// A key that verifies signatures: those of client assertions, and of tokens issued by this server.
package struct PublicKey: Sendable {
    /// The parameters of a JWK (RFC 7518 §6), big-endian: RSA without leading zeros, coordinates in full length.
    package enum Components: Hashable, Sendable {
        case rsa(modulus: [UInt8], exponent: [UInt8])
        case elliptic(EllipticCurve, x: [UInt8], y: [UInt8])
    }

    /// RFC 7518 §3.3 requires 2048 bits or more; OpenSSL verifies with at most 16384.
    package static let permittedRSABits = 2048...16384

    package let components: Components
    private let handle: KeyHandle

    package init(_ handle: KeyHandle) throws(CryptoError) {
        self.handle = handle
        components = handle.isA("RSA") ? try Self.rsa(handle) : try Self.elliptic(handle)
    }

    package init(modulus: [UInt8], exponent: [UInt8]) throws(CryptoError) {
        try self.init(KeyParameters.rsa(modulus: modulus, exponent: exponent))
    }

    /// A point, which must lie on the curve.
    package init(curve: EllipticCurve, x: [UInt8], y: [UInt8]) throws(CryptoError) {
        try self.init(KeyParameters.elliptic(curve, x: x, y: y))
    }

    package init(pem: String) throws(CryptoError) {
        try self.init(PEM.publicKey(pem))
    }

    /// The key as SubjectPublicKeyInfo.
    package func pem() throws(CryptoError) -> String {
        try PEM.text(ofPublic: handle)
    }

    package var modulus: [UInt8]? {
        if case .rsa(let modulus, _) = components { modulus } else { nil }
    }

    package var exponent: [UInt8]? {
        if case .rsa(_, let exponent) = components { exponent } else { nil }
    }

    private static func rsa(_ handle: KeyHandle) throws(CryptoError) -> Components {
        let modulus = try handle.number("n")
        let exponent = try handle.number("e")
        guard permittedRSABits.contains(handle.bits) else {
            throw CryptoError(.readKey, reason: "an RSA key has 2048 to 16384 bits, this one \(handle.bits)")
        }
        // An even number is not a product of odd primes, and with the exponent 1 signatures could be forged.
        guard modulus.last.map({ $0 & 1 }) == 1, exponent.last.map({ $0 & 1 }) == 1, exponent != [1] else {
            throw CryptoError(.readKey, reason: "these numbers are no RSA key")
        }
        return .rsa(modulus: modulus, exponent: exponent)
    }

    private static func elliptic(_ handle: KeyHandle) throws(CryptoError) -> Components {
        guard handle.isA("EC") else {
            throw CryptoError(.readKey, reason: "it is neither an RSA key nor one on an elliptic curve")
        }
        let name = try handle.curveName()
        guard let curve = EllipticCurve.allCases.first(where: { $0.groupName == name }) else {
            throw CryptoError(.readKey, reason: "the curve \(name) is none of P-256, P-384 and P-521")
        }
        return .elliptic(
            curve,
            x: try handle.number("qx", byteCount: curve.coordinateByteCount),
            y: try handle.number("qy", byteCount: curve.coordinateByteCount)
        )
    }
}

extension PublicKey: Hashable {
    package static func == (one: PublicKey, other: PublicKey) -> Bool { one.components == other.components }
    package func hash(into hasher: inout Hasher) { hasher.combine(components) }
}

extension PublicKey {
    /// Whether `signature` (`r ‖ s` for an elliptic curve) is a valid signature of the message.
    ///
    /// Returns false for a key of another type, for malformed signatures and for any failure inside OpenSSL.
    package func verify(
        _ signature: [UInt8],
        for message: [UInt8],
        algorithm: SignatureAlgorithm
    ) -> Bool {
        do {
            let digest = algorithm.digest
            switch (components, algorithm.curve) {
            case (.rsa, nil):
                return try SignatureContext(.verify).verify(signature, for: message, with: handle, digest: digest)
            case (.elliptic(let curve, _, _), let required) where curve == required:
                let der = try ECDSASignature(raw: signature, curve: curve).der()
                return try SignatureContext(.verify).verify(der, for: message, with: handle, digest: digest)
            default:
                return false
            }
        } catch {
            return false
        }
    }
}
