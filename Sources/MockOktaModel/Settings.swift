package import MockOktaFormats

/// The settings of this double: the fixture member `mock`.
package struct Settings: Sendable {
    package var clock: Instant?
    package var isFrozen = false
    package var seed: UInt64?
    /// If false (`spaRefreshTokens: legacy`), browser apps get no refresh token, as was the case until December 2020.
    package var givesBrowserAppsRefreshTokens = true
    /// If false, `client_secret_basic` and `client_secret_post` are interchangeable.
    package var isStrictAboutClientAuthentication = false
    /// Decodes `%20` in a scope a second time, for requests copied from documentation.
    package var decodesScopesTwice = false
    /// The status of the `/token` error when no policy rule matches: Okta's catalogue says 401.
    package var policyFailureStatus = 401
    /// Whether a rotating refresh token is rotated when the request's scopes omit `offline_access`.
    package var rotatesWithoutOfflineAccess = false
    /// `oidcScopesInRules: always`: rules grant OpenID scopes even if they list other OpenID scopes.
    package var rulesAlwaysGrantOpenIDScopes = false
    /// `defaultServerGrants: all`: the default policy rule allows every grant type that this double supports.
    package var defaultRuleAllowsEveryGrant = false
    /// Whether `/api/v1` accepts only the fixture's tokens, which is the case if the fixture has any.
    package var isStrictAboutAPITokens = false
    /// `legacyHttpRealm`: URLs in the challenges of `/userinfo` start with `http://`, as captured from Okta.
    package var challengesNameHTTP = false
    /// `rateLimits: enforce`: an exhausted rate limit is answered with 429.
    package var enforcesRateLimits = false
    /// `secondFactor`: whether a user must prove a second factor, where no policy decides.
    package var secondFactor = SecondFactor.enrolled
    /// `oneTimeCode`: the code of every email, text message and call; nil for a new one each time.
    package var oneTimeCode: String?
    /// `signInPage.layout`: whether the user name is asked for before the password.
    package var asksIdentifierFirst = false
    /// `anyLoopbackPort`: whether redirect URIs and origins of loopback hosts match on any port.
    package var matchesAnyLoopbackPort = false
    /// `autoSignIn`: the login of the user whom `/authorize` signs in without a page; nil shows the page.
    package var autoSignIn: String?
    /// `usersOnDemand`: whether signing in with an unknown login creates a user, for whom any password is right.
    package var createsUsersOnDemand = false
    /// `enumerationProtection`: whether sign-in asks unknown users for a password too, so that it does not tell which
    /// accounts exist.
    package var hidesUnknownUsers = false
    /// `signInPage.personas`; nil when the fixture does not set it.
    package var showsPersonas: Bool?
    /// The number of exchanges that the journal holds.
    package var journalCapacity: Int { source["journalCapacity"]?.integer ?? 10_000 }
    /// The hosts that the double may send requests to.
    package var outgoingHosts = OutgoingHosts()
    /// The member as written, for settings of other layers (`limits`, `journalCapacity`).
    package var source: JSONObject = [:]

    /// The largest integer that a JSON number holds exactly (RFC 8259 §6).
    package static let largestSeed = 1 << 53 - 1

    package init() {}
}

/// When a user must prove a second factor.
package enum SecondFactor: String, CaseIterable, Sendable {
    /// Users who have set up a factor must use it.
    case enrolled
    case never
    /// Users without a factor must set one up.
    case required
}
