package import MockOktaCrypto
import MockOktaFormats

/// A private key from a fixture, as text and parsed.
package struct GivenKey: Sendable {
    package let pem: String
    package let key: RSAPrivateKey
}

extension GivenKey: Hashable {
    package static func == (one: GivenKey, other: GivenKey) -> Bool { one.pem == other.pem }
    package func hash(into hasher: inout Hasher) { hasher.combine(pem) }
}
