package import MockOktaCrypto
package import MockOktaIssuing
package import MockOktaModel
import MockOktaThreads

/// The signing keys of a tenant's servers: the shared first ones, and what rotation made of them.
package final class TenantKeys: KeyStore {
    /// What rotations have made of a server's keys.
    package struct Rotated: Sendable {
        var keys: ServerKeys
        /// Rotations so far, retired keys included.
        var count: Int
    }

    /// So many former keys stay published: fewer than there are test keys, so that none comes back while another
    /// bears its name.
    private static let keptKeys = 4

    /// A server's first key, with what it was made from: another fixture may have another key for the server.
    private struct First: Sendable {
        let source: AuthorizationServer.SigningKeySource
        let keys: ServerKeys
    }

    private let source: KeySource
    private let firsts = Lock<[AuthorizationServerID: First]>([:])
    private let rotated = Lock<[AuthorizationServerID: Rotated]>([:])
    /// Held while keys change, so that two rotations do not take the same successor.
    private let rotating = Lock<[AuthorizationServerID: NextKey]>([:])

    package init(_ source: KeySource) {
        self.source = source
    }

    package func keys(of server: AuthorizationServer) throws(CryptoError) -> ServerKeys {
        if let ready = readyKeys(of: server) { return ready }
        let keys = ServerKeys(active: try source.first(of: server))
        firsts.withLock { $0[server.id] = First(source: server.signingKey, keys: keys) }
        return keys
    }

    private func readyKeys(of server: AuthorizationServer) -> ServerKeys? {
        if let rotated = rotated.withLock({ $0.isEmpty ? nil : $0[server.id] }) { return rotated.keys }
        guard let first = firsts.withLock({ $0[server.id] }), first.source == server.signingKey else { return nil }
        return first.keys
    }

    /// Whether `keys(of:)` answers at once.
    package func isReady(_ server: AuthorizationServer) -> Bool {
        readyKeys(of: server) != nil || source.isReady(server)
    }

    package func stranger(to server: AuthorizationServer) throws(CryptoError) -> SigningKey {
        try source.stranger(to: server.id)
    }

    /// Lets a new key sign; the former ones stay published unless they are retired.
    package func rotate(_ server: AuthorizationServer, retire: Bool) throws(CryptoError) -> ServerKeys {
        try rotating.withLock { (next) throws(CryptoError) in
            let former = try keys(of: server)
            let count = rotated.withLock { $0[server.id]?.count ?? 0 } + 1
            let prepared = next[server.id]?.take(ordinal: count)
            let active = if let prepared { prepared } else { try source.successor(of: server.id, ordinal: count) }
            let others = retire ? [] : Array(former.published.prefix(Self.keptKeys))
            let keys = ServerKeys(active: active, others: others)
            rotated.withLock { $0[server.id] = Rotated(keys: keys, count: count) }
            next[server.id] = NextKey(source, server.id, ordinal: count + 1)
            return keys
        }
    }

    /// What rotation made; the shared first keys need no keeping.
    package var contents: [AuthorizationServerID: Rotated] { rotated.withLock { $0 } }

    package func restore(_ contents: [AuthorizationServerID: Rotated]) {
        rotated.withLock { $0 = contents }
    }
}

/// A key that is being made on a thread of its own, because that may take half a second.
private final class NextKey: Sendable {
    private let ordinal: Int
    private let key: Made
    private let thread: Thread?

    private final class Made: Sendable {
        let key = Lock<SigningKey?>(nil)
    }

    init(_ source: KeySource, _ server: AuthorizationServerID, ordinal: Int) {
        self.ordinal = ordinal
        let made = Made()
        key = made
        // Test keys are only read, which takes no thread; without a thread the rotation makes its key itself.
        thread =
            source.isSeeded
            ? nil
            : try? Thread("next-key", nice: 10) {
                let key = try? source.successor(of: server, ordinal: ordinal)
                made.key.withLock { $0 = key }
            }
    }

    deinit { thread?.join() }

    /// The key, waiting for it where it is under way; nil for another ordinal.
    func take(ordinal: Int) -> SigningKey? {
        guard ordinal == self.ordinal else { return nil }
        thread?.join()
        return key.key.withLock { $0 }
    }
}
