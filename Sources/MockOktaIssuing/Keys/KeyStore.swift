package import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// The signing keys of a tenant's servers.
package protocol KeyStore: Sendable {
    /// The keys of a server; waits while the first one is being made.
    ///
    /// - Parameter server: one of the org's servers.
    /// - Returns: its keys, the signing one and those still published.
    /// - Throws: `CryptoError` when no key can be made.
    func keys(of server: AuthorizationServer) throws(CryptoError) -> ServerKeys
}

/// The keys of one server: one signs, all are published and verify.
package struct ServerKeys: Sendable {
    package let active: SigningKey
    /// The next key, announced ahead, and former ones whose tokens still verify.
    package let others: [SigningKey]

    /// `/keys` as text (RFC 7517 §5), since verifiers ask for it much more often than keys change.
    package let document: [UInt8]

    package init(active: SigningKey, others: [SigningKey] = []) {
        self.active = active
        self.others = others
        document = JSON.object(["keys": .array(([active] + others).map(\.jwk))]).serialized()
    }

    package var published: [SigningKey] { [active] + others }

    package func key(id: String) -> SigningKey? { published.first { $0.id == id } }
}
