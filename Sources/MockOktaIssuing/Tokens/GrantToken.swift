import MockOktaFormats
import MockOktaModel

/// A code or a refresh token: 32 bytes, 12 that find the grant, 4 of generation, 16 of seal over both.
///
/// So every token of every generation finds its grant, and one that was replaced long ago is still recognised. The
/// generation, which would show as a row of zeros and a counter, is covered by the beginning of the seal.
package struct GrantToken: Hashable, Sendable {
    package enum Purpose: String, Sendable {
        case code
        case refresh
    }

    package let grant: GrantID
    /// 0 for a code, from 1 for refresh tokens.
    package let generation: UInt32

    package init(_ grant: GrantID, generation: UInt32 = 0) {
        self.grant = grant
        self.generation = generation
    }

    /// The token as clients see it: 43 characters.
    package func encoded(_ purpose: Purpose, sealedBy secret: TenantSecret) -> String {
        let seal = secret.seal(content, for: purpose.rawValue)
        return Base64URL.encode(Self.covering(content, by: seal) + seal)
    }

    /// Nil for whatever this tenant never made.
    package init?(_ text: String, _ purpose: Purpose, sealedBy secret: TenantSecret) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        let seal = Array(bytes[16...])
        let content = Self.covering(Array(bytes[..<16]), by: seal)
        guard secret.isSeal(seal, of: content, for: purpose.rawValue) else { return nil }
        grant = GrantID(bytes: Array(content[..<12]))
        generation = content[12...].reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// Covers the generation, or uncovers it.
    private static func covering(_ content: [UInt8], by seal: [UInt8]) -> [UInt8] {
        var content = content
        for index in 12..<16 { content[index] ^= seal[index - 12] }
        return content
    }

    private var content: [UInt8] {
        grant.bytes + (0..<4).map { UInt8(truncatingIfNeeded: generation >> UInt32(24 - $0 * 8)) }
    }
}
