package import MockOktaCrypto
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

/// The signing keys of a tenant's servers: the shared first ones, and what rotation made of them.
///
/// Differs: Okta rotates by itself every 90 days; here only a test does.
package final class TenantKeys: KeyStore {
    /// What rotations have made of a server's keys.
    package struct Rotated: Sendable {
        var keys: ServerKeys
        /// Rotations so far, retired keys included.
        var count: Int
        /// When the last one was.
        var at: Instant
        /// The fixture's key at the time: another one that is given later takes the place of all these.
        let source: AuthorizationServer.SigningKeySource
    }

    /// A server's first key, with what it was made from: another fixture may have another key for the server.
    private struct First: Sendable {
        let source: AuthorizationServer.SigningKeySource
        let keys: ServerKeys
    }

    /// What a server's keys are: those that rotation made, else the first.
    ///
    /// An object, replaced when that changes, so that to look at it copies nothing.
    private final class Held: Sendable {
        let first: First?
        let rotated: Rotated?

        init(first: First?, rotated: Rotated?) {
            self.first = first
            self.rotated = rotated
        }

        func keys(of server: AuthorizationServer) -> ServerKeys? {
            if let rotated, rotated.source == server.signingKey { return rotated.keys }
            guard let first, first.source == server.signingKey else { return nil }
            return first.keys
        }
    }

    private struct Place: Hashable {
        let server: AuthorizationServerID
        let ordinal: Int
    }

    /// So many former keys stay published: fewer than there are test keys, so that none comes back while another
    /// bears its name.
    private static let keptKeys = 4
    /// Half of the 90 days between Okta's rotations: so long before one, the next key is published.
    private static let nextKeyAge = TimeSpan.hours(45 * 24)
    private static let rotationAge = TimeSpan.hours(90 * 24)

    private let source: KeySource
    /// By the servers' ids.
    private let held = Lock<[String: Held]>([:])
    private let start: Instant
    /// Held while keys change, so that two rotations do not take the same successor.
    private let rotating = Lock<Void>(())
    /// Keys to come; one that was seen stays the same, also when a snapshot takes its rotation back.
    private let successors = Lock<[Place: SuccessorKey]>([:])

    /// Keys of a tenant that began at an instant of its clock.
    package init(_ source: KeySource, since start: Instant) {
        self.source = source
        self.start = start
    }

    package func keys(of server: AuthorizationServer) throws(CryptoError) -> ServerKeys {
        if let ready = held(of: server)?.keys(of: server) { return ready }
        let keys = ServerKeys(active: try source.first(of: server))
        let first = First(source: server.signingKey, keys: keys)
        let id = server.id.rawValue
        held.withLock { held in
            // A key that is given anew signs from now on, also after rotations, which are counted on.
            let rotated = held[id]?.rotated.map {
                Rotated(keys: keys, count: $0.count, at: $0.at, source: server.signingKey)
            }
            held[id] = Held(first: first, rotated: rotated)
        }
        return keys
    }

    private func held(of server: AuthorizationServer) -> Held? { held.withLock { $0[server.id.rawValue] } }

    package func nextKey(of server: AuthorizationServer, at now: Instant) throws(CryptoError) -> SigningKey? {
        let rotated = lastRotation(of: server)
        guard now >= (rotated?.at ?? start) + Self.nextKeyAge else { return nil }
        return try successor(of: server.id, ordinal: (rotated?.count ?? 0) + 1).key()
    }

    package func nextChange(of server: AuthorizationServer, at now: Instant) -> Instant? {
        let last = lastRotation(of: server)?.at ?? start
        return [last + Self.nextKeyAge, last + Self.rotationAge].first { now < $0 }
    }

    /// The instants, this one among them, at which the same keys are published unless they are rotated.
    package func instants(around now: Instant, of server: AuthorizationServer) -> Range<Instant> {
        let due = (lastRotation(of: server)?.at ?? start) + Self.nextKeyAge
        return now < due ? .distantPast..<due : due..<(.distantFuture)
    }

    private func lastRotation(of server: AuthorizationServer) -> Rotated? {
        held(of: server)?.rotated
    }

    /// Whether `keys(of:)` and `nextKey(of:at:)` answer at once.
    package func isReady(_ server: AuthorizationServer, at now: Instant) -> Bool {
        let held = held(of: server)
        guard held?.keys(of: server) != nil || source.isReady(server) else { return false }
        let rotated = held?.rotated
        guard now >= (rotated?.at ?? start) + Self.nextKeyAge else { return true }
        return successor(of: server.id, ordinal: (rotated?.count ?? 0) + 1).isReady
    }

    /// Lets the next key sign; the former ones stay published unless they are retired.
    package func rotate(
        _ server: AuthorizationServer,
        retire: Bool,
        at now: Instant
    ) throws(CryptoError) -> ServerKeys {
        try rotating.withLock { _ throws(CryptoError) in
            let former = try keys(of: server)
            let count = (lastRotation(of: server)?.count ?? 0) + 1
            let active = try successor(of: server.id, ordinal: count).key()
            let others = retire ? [] : Array(former.published.prefix(Self.keptKeys))
            let keys = ServerKeys(active: active, others: others)
            let rotated = Rotated(keys: keys, count: count, at: now, source: server.signingKey)
            let id = server.id.rawValue
            held.withLock { $0[id] = Held(first: $0[id]?.first, rotated: rotated) }
            successor(of: server.id, ordinal: count + 1).prepare()
            return keys
        }
    }

    /// Makes the key that the first rotation will take.
    package func prepareRotation(of server: AuthorizationServer) {
        let count = (lastRotation(of: server)?.count ?? 0)
        // A key that cannot be made is told to the rotation that needs it.
        _ = try? successor(of: server.id, ordinal: count + 1).key()
    }

    private func successor(of server: AuthorizationServerID, ordinal: Int) -> SuccessorKey {
        successors.withLock { successors in
            let place = Place(server: server, ordinal: ordinal)
            if let key = successors[place] { return key }
            let key = SuccessorKey(source, server, ordinal: ordinal)
            successors[place] = key
            return key
        }
    }

    /// What rotation made; the shared first keys need no keeping.
    package var contents: [AuthorizationServerID: Rotated] {
        held.withLock { held in
            var contents: [AuthorizationServerID: Rotated] = [:]
            for (id, held) in held { contents[AuthorizationServerID(rawValue: id)] = held.rotated }
            return contents
        }
    }

    package func restore(_ contents: [AuthorizationServerID: Rotated]) {
        held.withLock { held in
            held = held.mapValues { Held(first: $0.first, rotated: nil) }
            for (id, rotated) in contents {
                held[id.rawValue] = Held(first: held[id.rawValue]?.first, rotated: rotated)
            }
        }
    }
}
