import MockOktaCrypto
import MockOktaModel

/// The key behind the opaque tokens of a tenant, which are not stored: their seals are computed again.
package struct TenantSecret: Sendable {
    private let key: [UInt8]
    /// Bytes of a seal, half of an HMAC's.
    private static let byteCount = SHA256.byteCount / 2

    package init(seed: UInt64, tenant: String) {
        var random = SeededRandom(seed: seed, purpose: "secret:\(tenant)", ordinal: 0)
        key = random.bytes(32)
    }

    /// Sixteen bytes that only this tenant can make: half of an HMAC-SHA256 (RFC 2104 §5).
    ///
    /// - Parameters:
    ///   - bytes: what the seal authenticates.
    ///   - purpose: keeps kinds of tokens apart, so that a code is no refresh token.
    /// - Returns: the seal.
    package func seal(_ bytes: [UInt8], for purpose: String) -> [UInt8] {
        Array(HMAC.sha256(Array(purpose.utf8) + [0] + bytes, key: key).prefix(Self.byteCount))
    }

    package func isSeal(_ seal: [UInt8], of bytes: [UInt8], for purpose: String) -> Bool {
        ConstantTime.equal(seal, self.seal(bytes, for: purpose))
    }
}
