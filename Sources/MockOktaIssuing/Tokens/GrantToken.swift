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
        var bytes = content
        let seal = secret.seal(bytes, for: purpose.rawValue)
        Self.cover(&bytes, by: seal)
        bytes.append(copying: seal.span)
        return Base64URL.encode(bytes)
    }

    /// Nil for whatever this tenant never made.
    package init?(_ text: String, _ purpose: Purpose, sealedBy secret: TenantSecret) {
        guard text.utf8.count == 43, var bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        let seal = Array(bytes[16...])
        bytes.removeLast(16)
        Self.cover(&bytes, by: seal)
        guard secret.isSeal(seal, of: bytes, for: purpose.rawValue) else { return nil }
        generation = bytes[12...].reduce(0) { $0 << 8 | UInt32($1) }
        bytes.removeLast(4)
        grant = GrantID(bytes: bytes)
    }

    /// Covers the generation, or uncovers it.
    private static func cover(_ content: inout [UInt8], by seal: [UInt8]) {
        for index in 12..<16 { content[index] ^= seal[index - 12] }
    }

    /// What is sealed, with room for the seal.
    private var content: [UInt8] {
        [UInt8](capacity: 32) { content in
            content.append(copying: grant.bytes.span)
            for shift: UInt32 in [24, 16, 8, 0] { content.append(UInt8(truncatingIfNeeded: generation >> shift)) }
        }
    }
}
