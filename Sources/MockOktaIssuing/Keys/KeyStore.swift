package import MockOktaCrypto
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

    package init(active: SigningKey, others: [SigningKey] = []) {
        self.active = active
        self.others = others
    }

    package var published: [SigningKey] { [active] + others }

    package func key(id: String) -> SigningKey? { published.first { $0.id == id } }
}
