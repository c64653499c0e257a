import MockOktaFormats
package import MockOktaModel

/// The twelve-byte key of a grant, which Okta's API writes as `oar` and seventeen base 62 digits.
package struct GrantID: Hashable, Sendable {
    package let bytes: [UInt8]

    package init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(drawnFrom random: inout SeededRandom) {
        bytes = random.bytes(12)
    }

    /// Nil for text that is not a refresh-token id.
    package init?(refreshTokenID text: some StringProtocol) {
        guard text.utf8.count == 20, text.hasPrefix(IdentifierPrefix.refreshToken.rawValue),
            let bytes = Base62.decode(text.dropFirst(3), count: 12)
        else { return nil }
        self.bytes = bytes
    }

    /// The id of the grant with this store key.
    package init(_ key: RecordKey) {
        bytes = Array(key.bytes.prefix(12))
    }

    package var key: RecordKey { RecordKey(bytes) }

    package var refreshTokenID: String {
        IdentifierPrefix.refreshToken.rawValue + Base62.encode(bytes, width: 17)
    }
}
