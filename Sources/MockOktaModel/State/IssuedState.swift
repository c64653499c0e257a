/// Everything that a tenant has issued, in one store per type.
///
/// A new store is a member here, with its line of `init` and of `stores`.
package final class IssuedState: Sendable {
    package let grants: Records<Grant>
    package let sessions: Records<Session>
    /// The consents of users, by user, client and server.
    package let consents: Records<Consent>
    /// One-time tokens of `/api/v1/authn`, by their digests.
    package let sessionTokens: Records<SessionToken>
    /// Individually revoked access tokens, by the digests of their `jti`.
    package let revocations: Records<Tombstone>
    /// Used one-time tokens: client assertions, request objects and DPoP proofs.
    package let spent: Records<Tombstone>
    /// Pushed authorization requests, by the digests of their `request_uri`.
    package let pushedRequests: Records<PushedRequest>
    /// Device and backchannel authorizations, by the digests of `device_code` or `auth_req_id`.
    package let decoupled: Records<DecoupledAuthorization>
    /// The keys in `decoupled`, by the digests of the user codes.
    package let userCodes: Records<RecordKey>
    /// The numbers of user codes recently issued to a client, and of requests that it pushed, by digests of its id.
    package let clientCounts: Records<Int>
    /// Device secrets, by their digests.
    package let deviceSecrets: Records<DeviceSecret>
    /// Sign-ins that take several requests.
    package let signIns: Records<SignInTransaction>
    /// The number of failed attempts of a user since the last successful one, by the digest of the user's id.
    package let failedAttempts: Records<Int>
    /// Pages that answered a posted form, where several processes share the state; see `PostedPage.key`.
    package let postedPages: Records<PostedPage>
    /// How many sign-ins this process has added.
    let addedSignIns = EventCount()
    /// The name of the store of grants.
    package static let grantStore = "grants"
    /// The names of the stores.
    package let names: [String]
    /// Makes changes of several records in one step.
    let engine: any RecordEngine

    /// Uses the stores of one tenant; a store's name is part of what an engine outside this process has written.
    package init(_ engine: some RecordEngine) {
        var names: [String] = []
        func records<Record: RecordCoding>(_ name: String) -> Records<Record> {
            names.append(name)
            return Records(name, in: engine)
        }
        grants = records(Self.grantStore)
        sessions = records("sessions")
        consents = records("consents")
        sessionTokens = records("sessionTokens")
        revocations = records("revocations")
        spent = records("spent")
        pushedRequests = records("pushedRequests")
        decoupled = records("decoupled")
        userCodes = records("userCodes")
        clientCounts = records("clientCounts")
        deviceSecrets = records("deviceSecrets")
        signIns = records("signIns")
        failedAttempts = records("failedAttempts")
        postedPages = records("postedPages")
        self.names = names
        self.engine = engine
    }

    /// Whether other processes use the same records.
    package var isShared: Bool { engine.outside?.isShared ?? false }

    /// What a reset or a move of the clock does with a store.
    private enum Group {
        /// Grants, what may lead to one, consents, and revoked tokens.
        case grants
        /// Used one-time tokens: removed with the grants, kept when the clock moves.
        case spent
        /// Sessions and sign-ins.
        case sessions
    }

    /// One store, whatever its records are.
    private struct Store {
        let name: String
        let group: Group
        let removeAll: () throws(Refusal) -> Void
        let reclaim: (Instant) throws(Refusal) -> Void
        let snapshot: () throws(Refusal) -> Restore

        init<Record>(_ name: String, _ records: Records<Record>, _ group: Group) {
            self.name = name
            self.group = group
            removeAll = { () throws(Refusal) in try records.removeAll() }
            reclaim = { (now) throws(Refusal) in try records.reclaim(at: now) }
            snapshot = { () throws(Refusal) in try records.snapshot() }
        }
    }

    /// Every store, once; a store that is missing here takes part in no reset and no snapshot.
    private var stores: [Store] {
        [
            Store("grants", grants, .grants), Store("consents", consents, .grants),
            Store("revocations", revocations, .grants),
            Store("pushedRequests", pushedRequests, .grants), Store("decoupled", decoupled, .grants),
            Store("userCodes", userCodes, .grants),
            Store("clientCounts", clientCounts, .grants), Store("deviceSecrets", deviceSecrets, .grants),
            Store("spent", spent, .spent),
            Store("sessions", sessions, .sessions), Store("sessionTokens", sessionTokens, .sessions),
            Store("signIns", signIns, .sessions),
            Store("failedAttempts", failedAttempts, .sessions), Store("postedPages", postedPages, .sessions),
        ]
    }

    /// The names of the stores that `removeGrants` empties.
    package var grantStores: [String] { stores.filter { $0.group != .sessions }.map(\.name) }

    /// The names of the stores that `removeSessions` empties.
    package var sessionStores: [String] { stores.filter { $0.group == .sessions }.map(\.name) + ["deviceSecrets"] }

    /// Removes everything except sessions: grants, records that may lead to grants, consents, and revoked or used
    /// tokens.
    package func removeGrants() throws(Refusal) {
        for store in stores where store.group != .sessions { try store.removeAll() }
    }

    /// Removes sessions, and what ends with them.
    package func removeSessions() throws(Refusal) {
        for store in stores where store.group == .sessions { try store.removeAll() }
        try deviceSecrets.removeAll()
    }

    package func snapshot() throws(Refusal) -> Restore {
        var restorations: [Restore] = []
        for store in stores { restorations.append(try store.snapshot()) }
        return { [restorations] () throws(Refusal) in for restore in restorations { try restore() } }
    }

    /// Removes everything that has expired at the instant from which the clock is moved back.
    ///
    /// Used one-time tokens stay recorded, because they may be valid again after the move.
    package func expire(asOf instant: Instant, in organization: Organization) throws(Refusal) {
        for store in stores where store.group != .spent { try store.reclaim(instant) }
        for key in try grants.keys(at: instant, where: { _ in true }) {
            try grants.update(key, at: instant) { entry in
                let client = entry.flatMap { organization.application(clientID: $0.record.clientID) }
                entry?.record.expire(rotation: client?.refreshTokenRotation ?? .fixed, asOf: instant)
            }
        }
    }
}

/// Makes the stores of one tenant.
package protocol RecordEngine: Sendable {
    /// The engine itself, where the state outlives this process.
    var outside: (any OutsideEngine)? { get }

    /// Returns the store of a name, which is always asked for with the same type of records.
    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record>

    /// Makes changes of records in one step, which no other change interrupts.
    ///
    /// - Parameters:
    ///   - batch: the changes.
    ///   - now: the instant of the request.
    /// - Returns: why a use is refused, and nothing is changed; nil where all changes were made.
    /// - Throws: `StoreFailure`, and nothing is changed.
    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal?
}

extension RecordEngine {
    package var outside: (any OutsideEngine)? { nil }
}

/// Records that a token was revoked or used; it is kept for the lifetime of the token.
package struct Tombstone: Hashable, Sendable {
    package init() {}
}

/// An authenticated user, for one redemption of a `sessionToken`.
package struct SessionToken: Hashable, Sendable {
    package var userID: UserID
    package var authenticated: Instant
    package var methods: [String]

    package init(userID: UserID, authenticated: Instant, methods: [String] = Authentication.byPassword) {
        self.userID = userID
        self.authenticated = authenticated
        self.methods = methods
    }

    /// How long the token can be redeemed (Okta, "Session token").
    package static let lifetime: TimeSpan = .minutes(5)
}
