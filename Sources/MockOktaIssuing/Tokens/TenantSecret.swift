import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// The key behind every opaque token of a tenant: none is stored, each is recomputed.
package struct TenantSecret: Sendable {
    private let key: [UInt8]
    /// Of a seal, and of the half of the digest that is kept back.
    private static let byteCount = SHA256.byteCount / 2

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
        let (key, purpose, bytes) = (key.span, purpose.utf8.span, bytes.span)
        let message = [UInt8](capacity: key.count + purpose.count + 1 + bytes.count) { message in
            message.append(copying: key)
            message.append(copying: purpose)
            message.append(0)
            message.append(copying: bytes)
        }
        var digest = SHA256.digest(message)
        digest.removeLast(Self.byteCount)
        return digest
    }

    package func isSeal(_ seal: [UInt8], of bytes: [UInt8], for purpose: String) -> Bool {
        ConstantTime.equal(seal, self.seal(bytes, for: purpose))
    }
}
