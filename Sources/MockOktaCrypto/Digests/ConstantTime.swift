import CMockOktaOpenSSL

/// Comparison of secrets whose duration depends on their length alone.
package enum ConstantTime {
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe CRYPTO_memcmp(one, other, one.count) == 0
    }
}
