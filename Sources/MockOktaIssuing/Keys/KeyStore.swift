package import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// The signing keys of a tenant's servers.
package protocol KeyStore: Sendable {
    /// Returns the keys of a server; waits while the initial one is generated.
    ///
    /// - Parameter server: one of the org's servers.
    /// - Returns: the signing key and the other published keys.
    /// - Throws: `CryptoError` when a key cannot be generated.
    func keys(of server: AuthorizationServer) throws(CryptoError) -> ServerKeys

    /// Returns the key that will sign after the next rotation, from the time at which it is published.
    ///
    /// - Parameters:
    ///   - server: one of the org's servers.
    ///   - now: the instant of the request.
    /// - Returns: the key; nil before that time.
    /// - Throws: `CryptoError` when a key cannot be generated.
    func nextKey(of server: AuthorizationServer, at now: Instant) throws(CryptoError) -> SigningKey?

    /// Returns the next scheduled change of a server's keys: the next key is published, then a rotation is due.
    ///
    /// - Parameters:
    ///   - server: one of the org's servers.
    ///   - now: the instant of the request.
    /// - Returns: a later instant; nil where the rotation is overdue.
    func nextChange(of server: AuthorizationServer, at now: Instant) -> Instant?

    /// Returns when a server's keys were last rotated; nil where they never were.
    func lastRotation(of server: AuthorizationServer) -> Instant?

    /// Makes the next key of a server the signing key.
    ///
    /// - Parameters:
    ///   - server: one of the org's servers.
    ///   - retire: whether the former keys are no longer published.
    ///   - now: the instant of the request.
    /// - Returns: the keys after the rotation.
    /// - Throws: `CryptoError` when a key cannot be generated.
    func rotate(_ server: AuthorizationServer, retire: Bool, at now: Instant) throws(CryptoError) -> ServerKeys
}

/// The keys of one server: one signs; all are published and verify.
package final class ServerKeys: Sendable {
    package let active: SigningKey
    /// Former keys, whose tokens still verify.
    package let others: [SigningKey]

    /// `/keys` as text (RFC 7517 §5), rendered once.
    package let document: [UInt8]

    package init(active: SigningKey, others: [SigningKey] = []) {
        self.active = active
        self.others = others
        document = Self.document(of: [active] + others)
    }

    /// `/keys` with the next key after the active one, where there is a next key.
    package func document(announcing next: SigningKey?) -> [UInt8] {
        guard let next else { return document }
        return Self.document(of: [active, next] + others)
    }

    private static func document(of keys: [SigningKey]) -> [UInt8] {
        JSON.object(["keys": .array(keys.map(\.jwk))]).serialized()
    }

    package var published: [SigningKey] { [active] + others }

    package func key(id: String) -> SigningKey? {
        active.id == id ? active : others.first { $0.id == id }
    }
}

extension CryptoError {
    /// Refuses a request that needs a key.
    ///
    /// - Parameter other: the refusal where no store is the reason.
    /// - Returns: that of a store which could neither give nor keep the key, or the other one.
    package func refusal(orElse other: Refusal) -> Refusal {
        operation == .keepKey ? Refusal(StoreFailure(reason)) : other
    }
}
