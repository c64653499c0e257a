import MockOktaFormats

/// Builds the settings of the model from `mock`; the whole object is kept in `source`.
struct SettingsBuilder {
    var settings = Settings()

    init(_ mock: FixtureNode?, hasAPITokens: Bool) {
        settings.isStrictAboutAPITokens = hasAPITokens
        guard let mock else { return }
        settings.source = mock.object
        settings.clock = mock["clock"]?.instant
        settings.seed = mock["seed"]?.integer.flatMap { UInt64(exactly: $0) }
        settings.policyFailureStatus = mock["policyFailureStatus"]?.integer ?? settings.policyFailureStatus
        settings.givesBrowserAppsRefreshTokens = mock["spaRefreshTokens"]?.string != "legacy"
        settings.rulesAlwaysGrantOpenIDScopes = mock["oidcScopesInRules"]?.string == "always"
        settings.defaultRuleAllowsEveryGrant = mock["defaultServerGrants"]?.string == "all"
        settings.enforcesRateLimits = mock["rateLimits"]?.string == "enforce"
        set(\.challengesNameHTTP, mock["legacyHttpRealm"])
        set(\.isFrozen, mock["frozen"])
        set(\.isStrictAboutClientAuthentication, mock["strictClientAuth"])
        set(\.decodesScopesTwice, mock["lenientScopes"])
        set(\.rotatesWithoutOfflineAccess, mock["rotateWithoutOfflineAccess"])
        set(\.isStrictAboutAPITokens, mock["strictApiTokens"])
        set(\.matchesAnyLoopbackPort, mock["anyLoopbackPort"])
        set(\.createsUsersOnDemand, mock["usersOnDemand"])
        set(\.hidesUnknownUsers, mock["enumerationProtection"])
        settings.autoSignIn = mock["autoSignIn"]?.string
        settings.secondFactor = mock["secondFactor"]?.word() ?? settings.secondFactor
        settings.oneTimeCode = mock["oneTimeCode"]?.string
        settings.asksIdentifierFirst = mock["signInPage", "layout"]?.string == "identifier-first"
        settings.showsPersonas = mock["signInPage", "personas"]?.bool
    }

    private mutating func set(_ path: WritableKeyPath<Settings, Bool>, _ node: FixtureNode?) {
        if let value = node?.bool { settings[keyPath: path] = value }
    }
}
