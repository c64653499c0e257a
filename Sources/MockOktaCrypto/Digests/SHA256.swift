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
}
