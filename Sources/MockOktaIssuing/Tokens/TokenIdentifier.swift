import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// A token's `jti`: kind, 32 random-looking bytes, and the refresh token's id, if any (Okta, "Access token payload").
package struct TokenIdentifier: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case access = "AT"
        case id = "ID"

        /// The kind in a sentence.
        var name: String { self == .access ? "access" : "ID" }
    }

    package let kind: Kind
    /// Random bytes, then the fraction of the expiry that `exp` lacks, then the epoch.
    private let bytes: [UInt8]
    /// The grant with which the token ends.
    package let grant: GrantID?

    /// Creates an identifier.
    ///
    /// - Parameters:
    ///   - kind: the kind of token.
    ///   - grant: the grant with which the token ends.
    ///   - epoch: the epoch of the timeline.
    ///   - expires: the expiry at the full resolution of the clock; `exp` has whole seconds.
    ///   - random: makes the identifier unique.
    package init(
        _ kind: Kind,
        grant: GrantID? = nil,
        epoch: UInt32,
        expires: Instant,
        random: inout SeededRandom
    ) {
        self.kind = kind
        self.grant = grant
        var bytes = random.bytes(Part.fraction.lowerBound)
        Self.append(UInt32(expires.microsecondsOfSecond), at: Part.fraction, to: &bytes)
        Self.append(epoch, at: Part.epoch, to: &bytes)
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

    package var text: String { String(decoding: characters, as: UTF8.self) }

    /// The text in ASCII; no character needs an escape in JSON.
    var characters: [UInt8] {
        var characters: [UInt8] = []
        characters.reserveCapacity(72)
        characters.append(kind.rawValue)
        characters.append(UInt8(ascii: "."))
        Base64URL.encode(bytes, into: &characters)
        guard let grant else { return characters }
        characters.append(UInt8(ascii: "."))
        characters.append(grant.refreshTokenID)
        return characters
    }

    package var epoch: UInt32 { number(at: Part.epoch) }

    /// The fraction of the expiry that `exp` lacks; less than a second.
    package var expiryFraction: TimeSpan { TimeSpan(microseconds: min(Int64(number(at: Part.fraction)), 999_999)) }

    /// The store key of the token's own revocation.
    package var revocationKey: RecordKey { RecordKey(bytes) }

    private enum Part {
        static let fraction = 25..<28
        static let epoch = 28..<32
    }

    /// Appends the low-order bytes of a number.
    private static func append(_ number: UInt32, at part: Range<Int>, to bytes: inout [UInt8]) {
        for index in part {
            bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(8 * (part.upperBound - 1 - index))))
        }
    }

    private func number(at part: Range<Int>) -> UInt32 {
        bytes[part].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
