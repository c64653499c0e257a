package import MockOktaCrypto

/// A private key that a fixture gives: as it is written there, and as it was read.
package struct GivenKey: Sendable {
    package let pem: String
    package let key: RSAPrivateKey
}

extension GivenKey: Hashable {
    package static func == (one: GivenKey, other: GivenKey) -> Bool { one.pem == other.pem }
    package func hash(into hasher: inout Hasher) { hasher.combine(pem) }
}
