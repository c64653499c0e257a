package import MockOktaFormats

/// The double's own switches: the fixture member `mock`.
package struct Settings: Sendable {
    package var clock: Instant?
    package var isFrozen = false
    package var seed: UInt64?
    /// `spaRefreshTokens: legacy`: browser apps get no refresh token, as until December 2020.
    package var givesBrowserAppsRefreshTokens = true
    /// Off: `client_secret_basic` and `client_secret_post` may stand in for each other.
    package var isStrictAboutClientAuthentication = false
    /// Decodes `%20` in a scope once more, for requests copied from documents.
    package var decodesScopesTwice = false
    /// What `/token` answers when no policy rule matches: Okta's catalogue says 401.
    package var policyFailureStatus = 401
    /// Whether a rotating refresh token rotates when the request's scopes leave out `offline_access`.
    package var rotatesWithoutOfflineAccess = false
    /// `oidcScopesInRules: always`: rules grant OpenID scopes even when they list others of them.
    package var rulesAlwaysGrantOpenIDScopes = false
    /// `defaultServerGrants: all`: the default policy rule allows every grant this double knows.
    package var defaultRuleAllowsEveryGrant = false
    /// Whether `/api/v1` takes only the fixture's tokens: so where the fixture has any.
    package var isStrictAboutAPITokens = false
    /// `legacyHttpRealm`: URLs in the challenges of `/userinfo` begin with `http://`, as captured from Okta.
    package var challengesNameHTTP = false
    /// `rateLimits: enforce`: an empty bucket answers 429.
    package var enforcesRateLimits = false
    /// `signInPage.personas`; nil where the fixture says nothing.
    package var showsPersonas: Bool?
    /// How many exchanges the journal holds.
    package var journalCapacity: Int { source["journalCapacity"]?.integer ?? 10_000 }
    /// The member as written, for switches that belong to other layers (`limits`, `journalCapacity`).
    package var source: JSONObject = [:]

    /// The largest integer that a JSON number holds exactly (RFC 8259 §6).
    package static let largestSeed = 1 << 53 - 1

    package init() {}
}
