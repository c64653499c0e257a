import CMockOktaOpenSSL

/// Comparison of secrets whose duration depends on their length alone.
package enum ConstantTime {
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool { equal(one.span, other.span) }

    package static func equal(_ one: String, _ other: String) -> Bool { equal(one.utf8.span, other.utf8.span) }

    private static func equal(_ one: Span<UInt8>, _ other: Span<UInt8>) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe one.withUnsafeBytes { one in
            unsafe other.withUnsafeBytes { unsafe CRYPTO_memcmp(one.baseAddress, $0.baseAddress, $0.count) == 0 }
        }
    }
}
