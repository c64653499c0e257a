import MockOktaCrypto
import MockOktaModel

/// The key behind every opaque token of a tenant: none is stored, each is recomputed.
package struct TenantSecret: Sendable {
    private let key: [UInt8]

    package init(seed: UInt64, tenant: String) {
        var random = SeededRandom(seed: seed, purpose: "secret:\(tenant)", ordinal: 0)
        key = random.bytes(32)
    }

    /// Sixteen bytes that only this tenant can make.
    ///
    /// - Parameters:
    ///   - bytes: what is vouched for.
    ///   - purpose: keeps kinds of tokens apart, so that a code is no refresh token.
    /// - Returns: half of a digest, so that nobody can go on digesting where it ends.
    package func seal(_ bytes: [UInt8], for purpose: String) -> [UInt8] {
        Array(SHA256.digest(key + Array(purpose.utf8) + [0] + bytes).prefix(16))
    }

    package func isSeal(_ seal: [UInt8], of bytes: [UInt8], for purpose: String) -> Bool {
        ConstantTime.equal(seal, self.seal(bytes, for: purpose))
    }
}
