import MockOktaCrypto
package import MockOktaModel

/// The grants behind a fixture's `refreshTokens`, so that a client configured with such a token can refresh at once.
package enum FixtureGrants {
    /// Writes a grant for each active one; to be called whenever the store has been emptied.
    ///
    /// - Parameters:
    ///   - organization: whose tokens they are.
    ///   - former: an org whose tokens have their grants already, and may have used them.
    ///   - grants: where to.
    ///   - now: when a token without a date begins.
    package static func seed(
        _ organization: Organization,
        besides former: Organization? = nil,
        in grants: any RecordStore<Grant>,
        at now: Instant
    ) {
        let planted = Set(former?.contents.refreshTokens ?? [])
        for given in organization.contents.refreshTokens where given.isActive && !planted.contains(given) {
            let created = given.created ?? now
            var grant = Grant(
                clientID: given.clientID,
                userID: given.user,
                serverID: given.server,
                scopes: SharedScopes.list(given.scopes),
                grantType: .authorizationCode,
                authentication: Authentication(time: created),
                lifetimes: lifetimes(of: given, created),
                created: created
            )
            grant.refresh = RefreshChain(created: created)
            grants.insert(grant, for: id(of: given).key, expires: given.expires ?? .distantFuture, at: now)
        }
    }

    /// Okta's ids are base 62, and so is the key; an id of another shape is hashed to one.
    package static func id(of given: GivenRefreshToken) -> GrantID {
        GrantID(refreshTokenID: given.id)
            ?? GrantID(bytes: Array(SHA256.digest(Array(given.id.utf8)).prefix(12)))
    }

    /// Until its first use such a token has the deadline of the fixture and no idle window.
    private static func lifetimes(of given: GivenRefreshToken, _ created: Instant) -> TokenLifetimes {
        let minutes = given.expires.map { Int32(clamping: ($0 - created).seconds / 60) } ?? 0
        return TokenLifetimes(accessMinutes: 60, refreshMinutes: max(0, minutes), windowMinutes: 0)
    }
}
