package import MockOktaCrypto
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

/// Supplies signing keys: those of the fixture, the public test keys under a seed, or new ones from OpenSSL.
///
/// All tenants share one source, so that they have the same keys until they rotate.
package final class KeySource: Sendable {
    /// One lock for each key: a caller waits only while the key it needs is made.
    private final class Slot: Sendable {
        let source: AuthorizationServer.SigningKeySource
        let key = Lock<SigningKey?>(nil)
        let isReady = Lock(false)

        init(_ source: AuthorizationServer.SigningKeySource) {
            self.source = source
        }
    }

    package let seed: UInt64
    /// Whether keys that a fixture omits are derived from the seed.
    package let isSeeded: Bool
    /// By server: one for each source that its key has had.
    private let slots = Lock<[AuthorizationServerID: [Slot]]>([:])
    /// Keeps generated keys; nil where they are generated anew by each process.
    private let vault: KeyVault?

    private let generate: @Sendable () throws(CryptoError) -> RSAPrivateKey

    package convenience init(seed: UInt64, isSeeded: Bool) {
        self.init(seed: seed, isSeeded: isSeeded, vault: nil) { () throws(CryptoError) in
            try RSAPrivateKey.generate()
        }
    }

    init(
        seed: UInt64,
        isSeeded: Bool,
        vault: KeyVault?,
        generate: @escaping @Sendable () throws(CryptoError) -> RSAPrivateKey
    ) {
        self.generate = generate
        self.seed = seed
        self.isSeeded = isSeeded
        self.vault = vault
    }

    /// The signing key of a server before any rotation.
    package func first(of server: AuthorizationServer) throws(CryptoError) -> SigningKey {
        let slot = slot(of: server)
        return try slot.key.withLock { (key) throws(CryptoError) in
            if let key { return key }
            let made = try make(server)
            key = made
            slot.isReady.withLock { $0 = true }
            return made
        }
    }

    /// Whether `first(of:)` returns without generating or parsing a key.
    package func isReady(_ server: AuthorizationServer) -> Bool { slot(of: server).isReady.withLock { $0 } }

    /// The signing key after this number of rotations.
    ///
    /// - Parameters:
    ///   - server: the server.
    ///   - ordinal: the number of rotations.
    ///   - vault: keeps a generated key; nil where it is generated anew by each process.
    /// - Returns: the key.
    /// - Throws: `CryptoError` where it can be neither read nor generated.
    func successor(
        of server: AuthorizationServerID,
        ordinal: Int,
        in vault: KeyVault?
    ) throws(CryptoError) -> SigningKey {
        guard isSeeded else {
            guard let vault else { return SigningKey(try generate()) }
            return SigningKey(try vault.key("\(server)/\(ordinal)", generate: generate))
        }
        return try TestKeys.key(seed: seed, server: server, ordinal: ordinal)
    }

    private func make(_ server: AuthorizationServer) throws(CryptoError) -> SigningKey {
        let source = server.signingKey
        if let given = source.privateKey { return SigningKey(try given.parsed(), id: source.keyID) }
        return SigningKey(try successor(of: server.id, ordinal: 0, in: vault).key, id: source.keyID)
    }

    private func slot(of server: AuthorizationServer) -> Slot {
        slots.withLock { slots in
            if let slot = slots[server.id]?.first(where: { $0.source == server.signingKey }) { return slot }
            let slot = Slot(server.signingKey)
            slots[server.id, default: []].append(slot)
            return slot
        }
    }
}
