import CMockOktaOpenSSL

/// Random bytes from the operating system, only used to choose a seed: all other random values are derived from a seed.
package enum SystemRandom {
    package static func bytes(_ count: Int) throws(CryptoError) -> [UInt8] {
        guard let length = Int32(exactly: count), length >= 0 else {
            throw CryptoError(.drawRandom, reason: "the count must not be negative and be below 2^31")
        }
        guard OpenSSL.isReady else { throw CryptoError(lastFailureOf: .drawRandom) }
        ERR_clear_error()
        var bytes = [UInt8](repeating: 0, count: count)
        try CryptoError.check(unsafe RAND_bytes(&bytes, length), .drawRandom)
        return bytes
    }

    /// A seed from 1 to 2^53 - 1, so that a JSON number holds it exactly (RFC 8259 §6) and 0 can mean "none".
    package static func seed() throws(CryptoError) -> UInt64 {
        let drawn = try bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return max(1, drawn >> 11)
    }
}
