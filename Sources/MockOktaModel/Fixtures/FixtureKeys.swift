import MockOktaCrypto
import MockOktaFormats

/// The private keys of fixtures, each parsed once: validation and building use the same result.
final class FixtureKeys {
    private var results: [ExactString: Result<GivenKey, CryptoError>] = [:]

    func key(_ pem: String) throws(CryptoError) -> GivenKey {
        if let result = results[pem] { return try result.get() }
        let result = Result { () throws(CryptoError) in GivenKey(pem: pem, key: try RSAPrivateKey(pem: pem)) }
        results[pem] = result
        return try result.get()
    }

    /// A key of a node that holds PEM text or a JWK; nil for another value.
    func key(of node: FixtureNode) throws(CryptoError) -> GivenKey? {
        if let text = node.string { return try key(text) }
        return node.isObject ? try key(PrivateJWK.pem(node.object)) : nil
    }
}
