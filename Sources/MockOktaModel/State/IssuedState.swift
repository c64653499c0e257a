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
    /// Tokens that may be presented once and have been: client assertions by their `jti`.
    package let spent: any RecordStore<Tombstone>

    package init(
        grants: any RecordStore<Grant>,
        sessions: any RecordStore<Session>,
        consents: any RecordStore<Consent>,
        sessionTokens: any RecordStore<SessionToken>,
        revocations: any RecordStore<Tombstone>,
        spent: any RecordStore<Tombstone>
    ) {
        self.grants = grants
        self.sessions = sessions
        self.consents = consents
        self.sessionTokens = sessionTokens
        self.revocations = revocations
        self.spent = spent
    }

    /// Forgets grants and with them the consents and marks that belong to them.
    package func removeGrants() {
        grants.removeAll()
        consents.removeAll()
        revocations.removeAll()
        spent.removeAll()
    }

    package func removeSessions() {
        sessions.removeAll()
        sessionTokens.removeAll()
    }

    package func snapshot() -> Restore {
        let restorations = [
            grants.snapshot(), sessions.snapshot(), consents.snapshot(), sessionTokens.snapshot(),
            revocations.snapshot(), spent.snapshot(),
        ]
        return { for restore in restorations { restore() } }
    }

    /// Forgets all that is dead at an instant from which the clock is moved back.
    ///
    /// What may be presented once stays spent: it may be valid again after the move.
    package func expire(asOf instant: Instant, in organization: Organization) {
        reclaimUnspent(at: instant)
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
        reclaimUnspent(at: now)
        spent.reclaim(at: now)
    }

    private func reclaimUnspent(at now: Instant) {
        grants.reclaim(at: now)
        sessions.reclaim(at: now)
        consents.reclaim(at: now)
        sessionTokens.reclaim(at: now)
        revocations.reclaim(at: now)
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
