/// The arrays of a fixture: top-level keys, and the names of files that hold what Okta's list endpoints return.
package enum FixtureCollection: String, CaseIterable, Sendable {
    case users, groups, apps, authorizationServers, policies, rules, scopes, claims, keys, trustedOrigins
    case apiTokens, appUsers, appGroups, groupMembers, refreshTokens

    /// Collections whose objects may stand inside the objects of this one, under the collection's name.
    package var nested: [FixtureCollection] {
        switch self {
        case .authorizationServers: [.scopes, .claims, .policies]
        case .policies: [.rules]
        default: []
        }
    }
}
