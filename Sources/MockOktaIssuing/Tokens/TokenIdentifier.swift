import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// A token's `jti`: kind, 32 bytes of chance, and the refresh token's id where one came with it (Okta, "Access token payload").
package struct TokenIdentifier: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access = "AT"
        case id = "ID"
    }

    package let kind: Kind
    /// The last four bytes hold the epoch, covered by the four before them.
    private let bytes: [UInt8]
    /// The grant whose end is this token's end too.
    package let grant: GrantID?

    package init(_ kind: Kind, grant: GrantID? = nil, epoch: UInt32, random: inout SeededRandom) {
        self.kind = kind
        self.grant = grant
        var bytes = random.bytes(28)
        for index in 0..<4 {
            bytes.append(UInt8(truncatingIfNeeded: epoch >> UInt32(24 - index * 8)) ^ bytes[24 + index])
        }
        self.bytes = bytes
    }

    /// Reads the `jti` of a token whose signature has been verified.
    package init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let kind = Kind(rawValue: String(parts[0])),
            let bytes = Base64URL.decode(String(parts[1])), bytes.count == 32
        else { return nil }
        self.kind = kind
        self.bytes = bytes
        guard parts.count == 3 else {
            grant = nil
            return
        }
        guard let grant = GrantID(refreshTokenID: parts[2]) else { return nil }
        self.grant = grant
    }

    package var text: String {
        let base = "\(kind.rawValue).\(Base64URL.encode(bytes))"
        return grant.map { "\(base).\($0.refreshTokenID)" } ?? base
    }

    package var epoch: UInt32 {
        (0..<4).reduce(0) { $0 << 8 | UInt32(bytes[28 + $1] ^ bytes[24 + $1]) }
    }

    /// Where the token's own revocation is noted.
    package var revocationKey: RecordKey { RecordKey(bytes) }
}
