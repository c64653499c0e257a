/// The arrays of a fixture: top-level keys, and the names of files that contain the result of Okta's list endpoints.
package enum FixtureCollection: String, CaseIterable, Sendable {
    case users, groups, apps, authorizationServers, policies, rules, scopes, claims, keys, trustedOrigins
    case apiTokens, appUsers, appGroups, groupMembers, groupRules, refreshTokens, authenticators
    case inlineHooks, eventHooks, zones, logStreams, idps

    /// The prefix of the ids of objects that are stored and returned, but not used; nil for those that are used.
    package var storedPrefix: IdentifierPrefix? {
        switch self {
        case .inlineHooks: .inlineHook
        case .eventHooks: .eventHook
        case .zones: .networkZone
        case .logStreams, .idps: .application
        default: nil
        }
    }

    /// The collections of `StoredObject`.
    static let stored = allCases.filter { $0.storedPrefix != nil }

    /// The collection of the parent objects of this collection's objects.
    package var parent: FixtureCollection? {
        switch self {
        case .policies, .scopes, .claims, .keys: .authorizationServers
        case .rules: .policies
        case .appUsers, .appGroups: .apps
        case .users, .groups, .apps, .authorizationServers, .trustedOrigins, .apiTokens, .groupMembers, .groupRules,
            .refreshTokens, .authenticators, .inlineHooks, .eventHooks, .zones, .logStreams, .idps:
            nil
        }
    }

    /// The collections whose objects may be nested in the objects of this one, under the collection's name.
    package var nested: [FixtureCollection] {
        switch self {
        case .authorizationServers: [.scopes, .claims, .policies]
        case .policies: [.rules]
        default: []
        }
    }

    /// All collections, parents before their children.
    static let parentsFirst: [FixtureCollection] =
        allCases.filter { $0.parent == nil } + allCases.filter { $0.parent != nil && $0 != .rules } + [.rules]

    /// Whether the objects have an order of priority within their parent.
    var isRanked: Bool { self == .policies || self == .rules }
}
