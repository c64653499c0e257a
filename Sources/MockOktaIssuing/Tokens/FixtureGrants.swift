import MockOktaCrypto
import MockOktaFormats
package import MockOktaModel

/// The grants of a fixture's `refreshTokens`: a client configured with such a token can refresh without a sign-in.
package enum FixtureGrants {
    /// The grant of a refresh token of the fixtures.
    package struct Seed: Sendable {
        package let key: RecordKey
        package let grant: Grant
        package let expires: Instant
    }

    /// The grants of active refresh tokens.
    ///
    /// - Parameters:
    ///   - organization: the org of the refresh tokens.
    ///   - former: an org whose refresh tokens already have grants, which may be revoked.
    ///   - now: the start of a token that has no date.
    /// - Returns: a grant for each token that the former org does not have.
    package static func seeds(
        of organization: Organization,
        besides former: Organization? = nil,
        at now: Instant
    ) -> [Seed] {
        let seeded = Set(former?.contents.refreshTokens ?? [])
        let given = organization.contents.refreshTokens.filter { $0.isActive && !seeded.contains($0) }
        return given.map { given in
            let grant = grant(of: given, organization, at: now)
            return Seed(key: id(of: given).key, grant: grant, expires: grant.retention(at: now))
        }
    }

    /// Stores the grants of an org's refresh tokens; one that the store has already stays.
    ///
    /// - Parameters:
    ///   - organization: the org.
    ///   - grants: the store.
    ///   - now: the start of a token that has no date.
    /// - Throws: `Refusal` where a store fails.
    package static func seed(
        _ organization: Organization,
        in grants: Records<Grant>,
        at now: Instant
    ) throws(Refusal) {
        for seed in seeds(of: organization, at: now) {
            _ = try grants.insertFirst(seed.grant, for: seed.key, expires: seed.expires, at: now)
        }
    }

    private static func grant(of given: GivenRefreshToken, _ organization: Organization, at now: Instant) -> Grant {
        let created = given.created ?? now
        var grant = Grant(
            clientID: given.clientID,
            userID: given.user,
            serverID: given.server,
            scopes: SharedScopes.list(given.scopes),
            grantType: .authorizationCode,
            authentication: Authentication(time: created),
            lifetimes: lifetimes(of: given, organization),
            created: created
        )
        guard let expires = given.expires else {
            grant.refresh = RefreshChain(created: created)
            return grant
        }
        let window = TimeSpan.minutes(Int64(grant.lifetimes.windowMinutes))
        if window > .seconds(0) {
            // Before the first use, the fixture's `expires` is the end of the idle window.
            grant.lastUsed = expires - window
            let absolute = TimeSpan.minutes(Int64(grant.lifetimes.refreshMinutes))
            let isBeyond = absolute > .seconds(0) && created + absolute < expires
            grant.refresh = RefreshChain(created: isBeyond ? expires - absolute : created)
            return grant
        }
        if grant.lifetimes.refreshMinutes == 0 { grant.lifetimes.refreshMinutes = minutes(from: created, to: expires) }
        let absolute = TimeSpan.minutes(Int64(grant.lifetimes.refreshMinutes))
        grant.refresh = RefreshChain(created: expires - absolute)
        return grant
    }

    private static func lifetimes(of given: GivenRefreshToken, _ organization: Organization) -> TokenLifetimes {
        guard let client = organization.application(clientID: given.clientID),
            let server = organization.allServers.first(where: { $0.id == given.server })
        else { return .standard }
        let question = PolicyEvaluation.Question(
            client: client,
            user: organization.user(given.user),
            grantTypes: [.authorizationCode],
            scopes: given.scopes
        )
        return .ofRule(matching: question, server: server, organization: organization)
    }

    /// The time in whole minutes, rounded up, at least one.
    private static func minutes(from created: Instant, to expires: Instant) -> Int32 {
        Int32(clamping: max(1, ((expires - created).microseconds - 1) / 60_000_000 + 1))
    }

    /// Decodes Okta's base 62 id to the grant's key; an id in another format is hashed.
    package static func id(of given: GivenRefreshToken) -> GrantID {
        GrantID(refreshTokenID: given.id)
            ?? GrantID(bytes: Array(SHA256.digest(Array(given.id.utf8)).prefix(12)))
    }
}
