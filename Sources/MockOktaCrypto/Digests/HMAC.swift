import CMockOktaOpenSSL

/// Message authentication codes with a shared key (RFC 2104), as HS256, HS384 and HS512 use them (RFC 7518 §3.2).
package enum HMAC {
    package static func code(
        for message: [UInt8],
        key: [UInt8],
        digest: Digest = .sha256
    ) throws(CryptoError) -> [UInt8] {
        guard let keyLength = Int32(exactly: key.count) else {
            throw CryptoError(.authenticate, reason: "the key is too long")
        }
        return try unsafe digest.fetched.withPointer(.authenticate) { (algorithm) throws(CryptoError) in
            OpenSSL.clearErrors()
            var code = [UInt8](repeating: 0, count: digest.byteCount)
            let written = unsafe CMockOktaOpenSSL.HMAC(algorithm, key, keyLength, message, message.count, &code, nil)
            guard unsafe written != nil else { throw CryptoError(lastFailureOf: .authenticate) }
            return code
        }
    }

    /// Whether `code` is the code of the message, compared in constant time.
    package static func isValid(
        _ code: [UInt8],
        for message: [UInt8],
        key: [UInt8],
        digest: Digest = .sha256
    ) -> Bool {
        guard let expected = try? Self.code(for: message, key: key, digest: digest) else { return false }
        return ConstantTime.equal(code, expected)
    }
}

/// HMAC-SHA256 with one key for many messages, as two digests that cannot fail (RFC 2104 §2).
///
/// For a short message it takes a small part of the time that OpenSSL takes to set up its context: what of both digests
/// depends on the key alone is computed once.
package final class HMACSHA256: Sendable {
    private let inner: SHA256.State
    private let outer: SHA256.State

    package init(key: [UInt8]) {
        var block = key.count > 64 ? SHA256.digest(key) : key
        block += [UInt8](repeating: 0, count: 64 - block.count)
        inner = SHA256.State(block.map { $0 ^ 0x36 })
        outer = SHA256.State(block.map { $0 ^ 0x5C })
    }

    package func code(for message: [UInt8]) -> [UInt8] { outer.digest(inner.digest(message)) }
}
