import MockOktaFormats
import MockOktaModel

/// A code or a refresh token: 32 bytes, of which 12 are the grant's key, 4 the generation, and 16 a MAC of both.
///
/// Therefore a token of any generation identifies its grant, and one that was replaced long ago is recognized.
package struct GrantToken: Hashable, Sendable {
    package enum Purpose: String, Sendable {
        case code
        case refresh
        /// An interaction code.
        case interaction
    }

    package let grant: GrantID
    /// 0 for a code; refresh tokens count from 1.
    package let generation: UInt32

    package init(_ grant: GrantID, generation: UInt32 = 0) {
        self.grant = grant
        self.generation = generation
    }

    /// The token as clients receive it: 43 characters.
    package func encoded(_ purpose: Purpose, sealedBy secret: TenantSecret) -> String {
        Base64URL.encode(content + secret.seal(content, for: purpose.rawValue))
    }

    /// Nil for text that this tenant did not issue.
    package init?(_ text: String, _ purpose: Purpose, sealedBy secret: TenantSecret) {
        guard text.utf8.count == 43, let bytes = Base64URL.decode(text), bytes.count == 32 else { return nil }
        let content = Array(bytes[..<16])
        guard secret.isSeal(Array(bytes[16...]), of: content, for: purpose.rawValue) else { return nil }
        grant = GrantID(bytes: Array(content[..<12]))
        generation = content[12...].reduce(0) { $0 << 8 | UInt32($1) }
    }

    private var content: [UInt8] {
        grant.bytes + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: generation >> $0) }
    }
}
