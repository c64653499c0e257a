import MockOktaCrypto
import MockOktaModel

/// The MAC key of a tenant's opaque tokens; the tokens are not stored, their MACs are computed again.
package struct TenantSecret: Sendable {
    private let key: HMACSHA256
    /// The length of a seal: half of an HMAC-SHA256.
    private static let byteCount = SHA256.byteCount / 2

    package init(seed: UInt64, tenant: String) {
        var random = SeededRandom(seed: seed, purpose: "secret:\(tenant)", ordinal: 0)
        key = HMACSHA256(key: random.bytes(32))
    }

    /// Returns a seal, a MAC of sixteen bytes: an HMAC-SHA256 truncated to its first half (RFC 2104 §5).
    ///
    /// - Parameters:
    ///   - bytes: the authenticated bytes.
    ///   - purpose: the kind of token, so that a code is not accepted as a refresh token.
    /// - Returns: the seal.
    package func seal(_ bytes: [UInt8], for purpose: String) -> [UInt8] {
        var message = Array(purpose.utf8)
        message.append(0)
        message += bytes
        return Array(key.code(for: message)[..<Self.byteCount])
    }

    package func isSeal(_ seal: [UInt8], of bytes: [UInt8], for purpose: String) -> Bool {
        ConstantTime.equal(seal, self.seal(bytes, for: purpose))
    }
}
