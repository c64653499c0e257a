/// Everything that a tenant has issued, in one store per type.
///
/// A new store is a member here, a line of `stores`, and a line of `IssuedState+Memory.swift`.
package struct IssuedState: Sendable {
    package let grants: any RecordStore<Grant>
    package let sessions: any RecordStore<Session>
    /// The consents of users, by user, client and server.
    package let consents: any RecordStore<Consent>
    /// One-time tokens of `/api/v1/authn`, by their digests.
    package let sessionTokens: any RecordStore<SessionToken>
    /// Individually revoked access tokens, by the digests of their `jti`.
    package let revocations: any RecordStore<Tombstone>
    /// Used one-time tokens: client assertions, request objects and DPoP proofs.
    package let spent: any RecordStore<Tombstone>
    /// Pushed authorization requests, by the digests of their `request_uri`.
    package let pushedRequests: any RecordStore<PushedRequest>
    /// Device and backchannel authorizations, by the digests of `device_code` or `auth_req_id`.
    package let decoupled: any RecordStore<DecoupledAuthorization>
    /// The keys in `decoupled`, by the digests of the user codes.
    package let userCodes: any RecordStore<RecordKey>
    /// The numbers of user codes recently issued to a client, and of requests that it pushed, by digests of its id.
    package let clientCounts: any RecordStore<Int>
    /// Device secrets, by their digests.
    package let deviceSecrets: any RecordStore<DeviceSecret>
    /// Sign-ins that take several requests.
    package let signIns: any RecordStore<SignInTransaction>
    /// The number of failed attempts of a user since the last successful one, by the digest of the user's id.
    package let failedAttempts: any RecordStore<Int>

    package init(
        grants: any RecordStore<Grant>,
        sessions: any RecordStore<Session>,
        consents: any RecordStore<Consent>,
        sessionTokens: any RecordStore<SessionToken>,
        revocations: any RecordStore<Tombstone>,
        spent: any RecordStore<Tombstone>,
        pushedRequests: any RecordStore<PushedRequest>,
        decoupled: any RecordStore<DecoupledAuthorization>,
        userCodes: any RecordStore<RecordKey>,
        clientCounts: any RecordStore<Int>,
        deviceSecrets: any RecordStore<DeviceSecret>,
        signIns: any RecordStore<SignInTransaction>,
        failedAttempts: any RecordStore<Int>
    ) {
        self.grants = grants
        self.sessions = sessions
        self.consents = consents
        self.sessionTokens = sessionTokens
        self.revocations = revocations
        self.spent = spent
        self.pushedRequests = pushedRequests
        self.decoupled = decoupled
        self.userCodes = userCodes
        self.clientCounts = clientCounts
        self.deviceSecrets = deviceSecrets
        self.signIns = signIns
        self.failedAttempts = failedAttempts
    }

    /// What a reset or a move of the clock does with a store.
    private enum Group {
        /// Grants, what may lead to one, consents, and revoked tokens.
        case grants
        /// Used one-time tokens: removed with the grants, kept when the clock moves.
        case spent
        /// Sessions and sign-ins.
        case sessions
    }

    /// Every store, once; a store that is missing here takes part in no reset and no snapshot.
    private var stores: [(store: any RecordStore, group: Group)] {
        [
            (grants, .grants), (consents, .grants), (revocations, .grants), (pushedRequests, .grants),
            (decoupled, .grants), (userCodes, .grants), (clientCounts, .grants), (deviceSecrets, .grants),
            (spent, .spent),
            (sessions, .sessions), (sessionTokens, .sessions), (signIns, .sessions), (failedAttempts, .sessions),
        ]
    }

    /// Removes everything except sessions: grants, records that may lead to grants, consents, and revoked or used
    /// tokens.
    package func removeGrants() {
        for (store, group) in stores where group != .sessions { store.removeAll() }
    }

    /// Removes sessions, and what ends with them.
    package func removeSessions() {
        for (store, group) in stores where group == .sessions { store.removeAll() }
        deviceSecrets.removeAll()
    }

    package func snapshot() -> Restore {
        let restorations = stores.map { $0.store.snapshot() }
        return { for restore in restorations { restore() } }
    }

    /// Removes everything that has expired at the instant from which the clock is moved back.
    ///
    /// Used one-time tokens stay recorded, because they may be valid again after the move.
    package func expire(asOf instant: Instant, in organization: Organization) {
        for (store, group) in stores where group != .spent { store.reclaim(at: instant) }
        var grantKeys: [RecordKey] = []
        grants.forEach(at: instant) { key, _ in grantKeys.append(key) }
        for key in grantKeys {
            grants.update(key, at: instant) { entry in
                let client = entry.flatMap { organization.application(clientID: $0.record.clientID) }
                entry?.record.expire(rotation: client?.refreshTokenRotation ?? .fixed, asOf: instant)
            }
        }
    }
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
