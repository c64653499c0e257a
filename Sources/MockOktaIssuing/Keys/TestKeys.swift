package import MockOktaCrypto
package import MockOktaModel

/// PUBLIC TEST KEYS: they are published, protect nothing, and must never be used elsewhere.
///
/// They sign where a fixture has no key and a seed makes runs reproducible.
package enum TestKeys {
    /// Returns one of the keys: the same for equal arguments, and different for any seven consecutive ordinals.
    package static func key(seed: UInt64, server: AuthorizationServerID, ordinal: Int) throws(CryptoError) -> SigningKey
    {
        var random = SeededRandom(seed: seed, purpose: "keys:\(server)", ordinal: 0)
        let start = Int(random.next() % UInt64(pems.count))
        return SigningKey(try RSAPrivateKey(pem: pems[(start + ordinal) % pems.count]))
    }

    /// A key that no server publishes.
    package static func unpublishedKey() throws(CryptoError) -> SigningKey {
        SigningKey(try RSAPrivateKey(pem: unpublishedPEM))
    }
}
