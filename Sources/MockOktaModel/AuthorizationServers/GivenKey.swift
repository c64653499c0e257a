package import MockOktaCrypto
import MockOktaFormats

/// A private key from a fixture.
package struct GivenKey: Sendable {
    package let pem: String
    /// The key where the check of its fixture has parsed it; nil where that was not checked now, as the built-in org.
    let key: RSAPrivateKey?

    /// Parses the key, unless that was done: the three of the built-in org would make a start a tenth longer.
    package func parsed() throws(CryptoError) -> RSAPrivateKey {
        if let key { return key }
        return try RSAPrivateKey(pem: pem)
    }
}

extension GivenKey: Hashable {
    package static func == (one: GivenKey, other: GivenKey) -> Bool { one.pem == other.pem }
    package func hash(into hasher: inout Hasher) { hasher.combine(pem) }
}
