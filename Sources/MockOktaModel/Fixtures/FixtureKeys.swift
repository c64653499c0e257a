import MockOktaCrypto
import MockOktaFormats

/// The private keys of fixtures, each parsed once: validation and building use the same result.
final class FixtureKeys {
    private var results: [ExactString: Result<RSAPrivateKey, CryptoError>] = [:]

    /// Parses the key of a node that holds PEM text or a JWK.
    func check(_ node: FixtureNode) throws(CryptoError) {
        guard let pem = try pem(of: node) else { return }
        let result = results[pem] ?? Result { () throws(CryptoError) in try RSAPrivateKey(pem: pem) }
        results[pem] = result
        _ = try result.get()
    }

    /// The key of a node that holds PEM text or a JWK; nil for another value.
    func key(of node: FixtureNode) throws(CryptoError) -> GivenKey? {
        guard let pem = try pem(of: node) else { return nil }
        return GivenKey(pem: pem, key: try results[pem]?.get())
    }

    private func pem(of node: FixtureNode) throws(CryptoError) -> String? {
        if let text = node.string { return text }
        return node.isObject ? try PrivateJWK.pem(node.object) : nil
    }
}
