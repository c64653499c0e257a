package import MockOktaCrypto
import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

/// The signing keys of a tenant's servers: the shared initial keys and the results of rotations.
///
/// Differs: Okta rotates keys automatically every 90 days; here they rotate only on request.
package final class TenantKeys: KeyStore {
    /// The result of a server's rotations.
    package struct Rotated: Sendable {
        var keys: ServerKeys
        /// The number of rotations, including those whose keys are retired.
        var count: Int
        /// The time of the last rotation.
        var at: Instant
        /// The fixture's key at the last rotation; a different key in a later fixture replaces all rotated keys.
        let source: AuthorizationServer.SigningKeySource
    }

    /// A server's initial key, and the server as it was then, because another fixture may define another key for it.
    private final class First: Sendable {
        private let server: AuthorizationServer
        let keys: ServerKeys

        init(_ server: AuthorizationServer, _ keys: ServerKeys) {
            self.server = server
            self.keys = keys
        }

        /// Whether it is the key of this server; nearly always it is the same object, which needs no comparison.
        func isKey(of other: AuthorizationServer) -> Bool {
            server === other || server.signingKey == other.signingKey
        }
    }

    /// The keys of a server: rotated ones, else the initial one.
    ///
    /// An immutable object that is replaced on changes, so that reading it copies nothing.
    private final class Held: Sendable {
        let first: First?
        let rotated: Rotated?

        init(first: First?, rotated: Rotated?) {
            self.first = first
            self.rotated = rotated
        }

        func keys(of server: AuthorizationServer) -> ServerKeys? {
            if let rotated, rotated.source == server.signingKey { return rotated.keys }
            guard let first, first.isKey(of: server) else { return nil }
            return first.keys
        }
    }

    /// The number of former keys that stay published.
    ///
    /// It is less than the number of test keys, so that no test key is reused while its id is still published.
    private static let keptKeys = 4
    /// The number of keys of former rotations that are kept, for snapshots from before these rotations.
    private static let keptSuccessors = 16
    /// The next key is published 45 days after the last rotation: half of Okta's rotation period of 90 days.
    private static let nextKeyAge = TimeSpan.hours(45 * 24)
    private static let rotationAge = TimeSpan.hours(90 * 24)

    private let source: KeySource
    /// The keys by server id.
    private let held = Lock<[AuthorizationServerID: Held]>([:])
    private let start: Instant
    /// Keeps generated keys of this tenant's rotations.
    private let vault: KeyVault?
    /// Serializes rotations, so that two of them do not use the same next key.
    private let rotating = Lock<Void>(())
    /// Future keys by server and by the number of the rotation; a key that was published stays the same, even if
    /// restoring a snapshot undoes its rotation, unless many rotations followed it.
    private let successors = Lock<[AuthorizationServerID: [Int: SuccessorKey]]>([:])

    /// Creates the keys of a tenant whose clock starts at an instant.
    package convenience init(_ source: KeySource, since start: Instant) {
        self.init(source, since: start, vault: nil)
    }

    init(_ source: KeySource, since start: Instant, vault: KeyVault?) {
        self.source = source
        self.start = start
        self.vault = vault
    }

    package func keys(of server: AuthorizationServer) throws(CryptoError) -> ServerKeys {
        if let ready = held(of: server)?.keys(of: server) { return ready }
        let keys = ServerKeys(active: try source.first(of: server))
        let first = First(server, keys)
        let id = server.id
        return held.withLock { held in
            // Another thread was first, and may even have rotated the key since.
            if let ready = held[id]?.keys(of: server) { return ready }
            // A key from a later fixture signs immediately, even after rotations; the count of rotations continues.
            let rotated = held[id]?.rotated.map {
                Rotated(keys: keys, count: $0.count, at: $0.at, source: server.signingKey)
            }
            held[id] = Held(first: first, rotated: rotated)
            return keys
        }
    }

    private func held(of server: AuthorizationServer) -> Held? { held.withLock { $0[server.id] } }

    package func nextKey(of server: AuthorizationServer, at now: Instant) throws(CryptoError) -> SigningKey? {
        let rotated = rotated(of: server)
        guard now >= (rotated?.at ?? start) + Self.nextKeyAge else { return nil }
        return try successor(of: server.id, ordinal: (rotated?.count ?? 0) + 1).key()
    }

    package func nextChange(of server: AuthorizationServer, at now: Instant) -> Instant? {
        let last = rotated(of: server)?.at ?? start
        return [last + Self.nextKeyAge, last + Self.rotationAge].first { now < $0 }
    }

    /// The period around this instant in which the published keys do not change, unless they are rotated.
    package func instants(around now: Instant, of server: AuthorizationServer) -> Range<Instant> {
        let due = (rotated(of: server)?.at ?? start) + Self.nextKeyAge
        return now < due ? .distantPast..<due : due..<(.distantFuture)
    }

    private func rotated(of server: AuthorizationServer) -> Rotated? {
        held(of: server)?.rotated
    }

    package func lastRotation(of server: AuthorizationServer) -> Instant? { rotated(of: server)?.at }

    /// Whether `keys(of:)` and `nextKey(of:at:)` return without generating a key.
    package func isReady(_ server: AuthorizationServer, at now: Instant) -> Bool {
        let held = held(of: server)
        guard held?.keys(of: server) != nil || source.isReady(server) else { return false }
        let rotated = held?.rotated
        guard now >= (rotated?.at ?? start) + Self.nextKeyAge else { return true }
        return successor(of: server.id, ordinal: (rotated?.count ?? 0) + 1).isReady
    }

    /// Makes the next key the signing key; former keys stay published unless they are retired.
    package func rotate(
        _ server: AuthorizationServer,
        retire: Bool,
        at now: Instant
    ) throws(CryptoError) -> ServerKeys {
        try rotating.withLock { _ throws(CryptoError) in
            let former = try keys(of: server)
            let count = (rotated(of: server)?.count ?? 0) + 1
            let active = try successor(of: server.id, ordinal: count).key()
            let others = retire ? [] : Array(former.published.prefix(Self.keptKeys))
            let keys = ServerKeys(active: active, others: others)
            let rotated = Rotated(keys: keys, count: count, at: now, source: server.signingKey)
            let id = server.id
            held.withLock { $0[id] = Held(first: $0[id]?.first, rotated: rotated) }
            forgetSuccessors(of: server.id, before: count - Self.keptSuccessors)
            successor(of: server.id, ordinal: count + 1).prepare()
            return keys
        }
    }

    /// Forgets keys that former rotations used.
    private func forgetSuccessors(of server: AuthorizationServerID, before ordinal: Int) {
        // Dropped after the lock is left: a key may have to wait for its thread.
        let dropped = successors.withLock { successors in
            let old = successors[server]?.filter { $0.key < ordinal } ?? [:]
            for ordinal in old.keys { successors[server]?[ordinal] = nil }
            return old
        }
        _ = dropped
    }

    /// The number of keys in memory that rotations have used or will use.
    package var successorCount: Int { successors.withLock { $0.values.reduce(0) { $0 + $1.count } } }

    /// Generates the keys that the next rotation will use.
    package func prepareRotation(of server: AuthorizationServer) {
        // The rotation that needs the keys reports the error.
        _ = try? keys(of: server)
        _ = try? nextRotation(of: server).key()
    }

    /// Whether `rotate` returns without generating a key.
    func canRotate(_ server: AuthorizationServer) -> Bool {
        let isReady = held(of: server)?.keys(of: server) != nil || source.isReady(server)
        return isReady && nextRotation(of: server).isReady
    }

    private func nextRotation(of server: AuthorizationServer) -> SuccessorKey {
        successor(of: server.id, ordinal: (rotated(of: server)?.count ?? 0) + 1)
    }

    private func successor(of server: AuthorizationServerID, ordinal: Int) -> SuccessorKey {
        successors.withLock { successors in
            if let key = successors[server]?[ordinal] { return key }
            let key = SuccessorKey(source, server, ordinal: ordinal, in: vault)
            successors[server, default: [:]][ordinal] = key
            return key
        }
    }

    /// The results of rotations, for snapshots; the shared initial keys need not be saved.
    package var contents: [AuthorizationServerID: Rotated] {
        held.withLock { held in
            var contents: [AuthorizationServerID: Rotated] = [:]
            for (id, held) in held { contents[id] = held.rotated }
            return contents
        }
    }

    package func restore(_ contents: [AuthorizationServerID: Rotated]) {
        held.withLock { held in
            held = held.mapValues { Held(first: $0.first, rotated: nil) }
            for (id, rotated) in contents {
                held[id] = Held(first: held[id]?.first, rotated: rotated)
            }
        }
    }
}
