import CMockOktaOpenSSL

/// SHA-256 (FIPS 180-4) as a function that cannot fail and allocates only its result, because every request uses it.
package enum SHA256 {
    package static let byteCount = 32

    package static func digest(_ bytes: [UInt8]) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { digest, count in
            unsafe mockokta_sha256(bytes, bytes.count, digest.baseAddress)
            count = byteCount
        }
    }

    /// The state of a digest after its first bytes, from which any number of digests continue.
    struct State: Sendable {
        private let context: SHA256_CTX

        init(_ bytes: [UInt8]) {
            var context = SHA256_CTX()
            unsafe mockokta_sha256_start(&context, bytes, bytes.count)
            self.context = context
        }

        /// The digest of the first bytes and these.
        func digest(_ bytes: [UInt8]) -> [UInt8] {
            unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { digest, count in
                unsafe mockokta_sha256_end(context, bytes, bytes.count, digest.baseAddress)
                count = byteCount
            }
        }
    }
}
