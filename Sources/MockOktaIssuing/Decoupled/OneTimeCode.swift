import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// Single-use identifiers of stored records, each in Okta's format; stores contain only their digests.
package enum OneTimeCode: String, Sendable {
    /// `device_code` of the device flow: a UUID of version 4.
    case device
    /// `user_code` of the device flow: eight of the twenty consonants of RFC 8628 §6.1.
    case user
    /// `auth_req_id` of backchannel authentication: `ft` and 32 characters.
    case backchannel
    /// `request_uri` of a pushed request: a URN that ends in unpadded base 64 of 43 characters and a colon.
    case pushedRequest

    package static let userCodeCharacters = Array("BCDFGHJKLMNPQRSTVWXZ")

    package func draw(_ random: inout SeededRandom) -> String {
        switch self {
        case .device: return Self.uuid(random.bytes(16))
        case .user:
            return String((0..<8).map { _ in Self.userCodeCharacters.randomElement(using: &random) ?? "B" })
        case .backchannel: return "ft" + Base64URL.encode(random.bytes(24))
        case .pushedRequest:
            let content = Array((Base64URL.encode(random.bytes(32)) + ":").utf8)
            return Self.requestURIPrefix + Base64.encode(content).filter { $0 != "=" }
        }
    }

    /// The prefix of every `request_uri` of this server.
    package static let requestURIPrefix = "urn:okta:"

    /// The store key of an identifier.
    package func key(of text: String) -> RecordKey {
        RecordKey(SHA256.digest(Array("\(rawValue)\u{0}\(text)".utf8)))
    }

    /// Normalizes a user code: users may type lowercase letters, and hyphens or spaces between groups.
    package static func normalized(userCode: String) -> String {
        userCode.asciiUppercased.filter { $0 != "-" && $0 != " " }
    }

    /// Makes a UUID of version 4 (RFC 9562 §5.4): six of the 128 bits are version and variant.
    private static func uuid(_ random: [UInt8]) -> String {
        var bytes = random
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        let words = RecordKey(bytes)
        var digits: [UInt8] = []
        Hexadecimal.appendLowerCase(words.high, to: &digits)
        Hexadecimal.appendLowerCase(words.low, to: &digits)
        let groups = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32]
        return groups.map { String(decoding: digits[$0], as: UTF8.self) }.joined(separator: "-")
    }
}
