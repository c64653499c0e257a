/// Everything a tenant has issued, store by store.
package struct IssuedState: Sendable {
    package let grants: any RecordStore<Grant>
    package let sessions: any RecordStore<Session>
    /// What users agreed to, by user, client and server.
    package let consents: any RecordStore<Consent>
    /// One-time tokens of `/api/v1/authn`, by their digest.
    package let sessionTokens: any RecordStore<SessionToken>
    /// Access tokens revoked one by one, by the digest of their `jti`.
    package let revocations: any RecordStore<Tombstone>
    /// Tokens that may be presented once and have been: client assertions, request objects and DPoP proofs.
    package let spent: any RecordStore<Tombstone>
    /// Pushed authorization requests, by the digest of their `request_uri`.
    package let pushedRequests: any RecordStore<PushedRequest>
    /// Device and backchannel authorizations, by the digest of `device_code` or `auth_req_id`.
    package let decoupled: any RecordStore<DecoupledAuthorization>
    /// Keys in `decoupled`, by the digest of the user code.
    package let userCodes: any RecordStore<RecordKey>
    /// How many user codes a client has got of late, by the digest of its id.
    package let userCodeCounts: any RecordStore<Int>
    /// Device secrets, by their digest.
    package let deviceSecrets: any RecordStore<DeviceSecret>

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
        userCodeCounts: any RecordStore<Int>,
        deviceSecrets: any RecordStore<DeviceSecret>
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
        self.userCodeCounts = userCodeCounts
        self.deviceSecrets = deviceSecrets
    }

    private var all: [any RecordStore] { unspent + [spent] }

    private var unspent: [any RecordStore] {
        [
            grants, sessions, consents, sessionTokens, revocations, pushedRequests, decoupled, userCodes,
            userCodeCounts, deviceSecrets,
        ]
    }

    /// Forgets everything but sessions: grants, what may become one, consents, and what was revoked or used up.
    package func removeGrants() {
        let stores: [any RecordStore] = [
            grants, consents, revocations, spent, pushedRequests, decoupled, userCodes, userCodeCounts, deviceSecrets,
        ]
        for store in stores { store.removeAll() }
    }

    package func removeSessions() {
        sessions.removeAll()
        sessionTokens.removeAll()
    }

    package func snapshot() -> Restore {
        let restorations = all.map { $0.snapshot() }
        return { for restore in restorations { restore() } }
    }

    /// Forgets all that is dead at an instant from which the clock is moved back.
    ///
    /// What may be presented once stays spent: it may be valid again after the move.
    package func expire(asOf instant: Instant, in organization: Organization) {
        for store in unspent { store.reclaim(at: instant) }
        var grantKeys: [RecordKey] = []
        grants.forEach(at: instant) { key, _ in grantKeys.append(key) }
        for key in grantKeys {
            grants.update(key, at: instant) { entry in
                let client = entry.flatMap { organization.application(clientID: $0.record.clientID) }
                entry?.record.expire(rotation: client?.refreshTokenRotation ?? .fixed, asOf: instant)
            }
        }
    }

    package func reclaim(at now: Instant) {
        for store in all { store.reclaim(at: now) }
    }
}

/// That a token was revoked or used up; it lasts as long as the token would have.
package struct Tombstone: Hashable, Sendable {
    package init() {}
}

/// The scopes a user has agreed to give a client.
package struct Consent: Hashable, Sendable {
    package var scopes: Set<String>

    package init(scopes: Set<String>) {
        self.scopes = scopes
    }
}

/// Somebody who has proved who they are, for one redemption of a `sessionToken`.
package struct SessionToken: Hashable, Sendable {
    package var userID: UserID
    package var authenticated: Instant

    package init(userID: UserID, authenticated: Instant) {
        self.userID = userID
        self.authenticated = authenticated
    }

    /// How long it can be redeemed (Okta, "Session token").
    package static let lifetime: TimeSpan = .minutes(5)
}
