import CMockOktaOpenSSL

/// An ECDSA signature in its two encodings: OpenSSL's DER (RFC 3279 §2.2.3) and the fixed-length `r ‖ s` of JSON Web
/// Signature (RFC 7518 §3.4).
@safe package struct ECDSASignature: ~Copyable {
    private let signature: OpaquePointer

    package init(der: [UInt8]) throws(CryptoError) {
        OpenSSL.clearErrors()
        let signature = unsafe der.withUnsafeBufferPointer { bytes in
            var start = bytes.baseAddress
            return unsafe d2i_ECDSA_SIG(nil, &start, bytes.count)
        }
        guard let signature = unsafe signature else { throw CryptoError(lastFailureOf: .sign) }
        unsafe self.signature = signature
    }

    /// Fails unless the signature consists of two halves of the curve's length.
    package init(raw: [UInt8], curve: EllipticCurve) throws(CryptoError) {
        OpenSSL.clearErrors()
        guard raw.count == 2 * curve.coordinateByteCount else {
            throw CryptoError(.verify, reason: "a signature on \(curve.rawValue) has another length")
        }
        let r = try BigNumber(Array(raw.prefix(curve.coordinateByteCount)), .verify)
        let s = try BigNumber(Array(raw.suffix(curve.coordinateByteCount)), .verify)
        guard let signature = unsafe ECDSA_SIG_new() else { throw CryptoError(lastFailureOf: .verify) }
        // The call takes ownership of both numbers, and only fails for null.
        unsafe ECDSA_SIG_set0(signature, r.release(), s.release())
        unsafe self.signature = signature
    }

    deinit {
        unsafe ECDSA_SIG_free(signature)
    }

    package borrowing func der() throws(CryptoError) -> [UInt8] {
        let length = unsafe i2d_ECDSA_SIG(signature, nil)
        guard length > 0 else { throw CryptoError(lastFailureOf: .verify) }
        var der = [UInt8](repeating: 0, count: Int(length))
        let written = unsafe der.withUnsafeMutableBufferPointer { bytes in
            var start = bytes.baseAddress
            return unsafe i2d_ECDSA_SIG(signature, &start)
        }
        guard written == length else { throw CryptoError(lastFailureOf: .verify) }
        return der
    }

    package borrowing func raw(curve: EllipticCurve) throws(CryptoError) -> [UInt8] {
        let half = curve.coordinateByteCount
        var raw = [UInt8](repeating: 0, count: 2 * half)
        let isWritten = unsafe raw.withUnsafeMutableBufferPointer { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe BN_bn2binpad(ECDSA_SIG_get0_r(signature), start, Int32(half)) == Int32(half)
                && BN_bn2binpad(ECDSA_SIG_get0_s(signature), start + half, Int32(half)) == Int32(half)
        }
        guard isWritten else { throw CryptoError(lastFailureOf: .sign) }
        return raw
    }
}
