extension FixtureSchema {
    static let org = ObjectSchema([
        id,
        Field("subdomain", .string(.nonEmpty), "The first label of the org's host."),
        Field("credentials", .object(serverCredentials), "The org server's signing key."),
        Field(
            "settings",
            .object(
                ObjectSchema([
                    Field("itpEnabled", .bool, "False: without Identity Threat Protection, no universalLogout of apps.")
                ])
            ),
            "As in /.well-known/okta-organization."
        ),
    ])

    static let trustedOrigin = ObjectSchema([
        id,
        Field("name", .string(), "For people."),
        Field("origin", .string(.origin), required: true, "scheme://host[:port]"),
        status,
        Field(
            "scopes",
            .array(
                .object(
                    ObjectSchema([
                        Field("type", .word(of: TrustedOrigin.Use.self), required: true, "What the origin may do.")
                    ])
                )
            ),
            "CORS and REDIRECT unless given."
        ),
    ])

    static let apiToken = ObjectSchema([
        id,
        Field("name", .string(), "For people."),
        Field("token", .string(.nonEmpty), required: true, "What follows SSWS."),
    ])

    /// Members of `mock` that take effect only when an org is started.
    static let switchesOfTheStart = ["clock", "frozen", "seed", "limits"]

    static let mock = ObjectSchema(
        .refused,
        [
            Field("clock", .string(.instant), "Where the clock starts."),
            Field("frozen", .bool, "Whether the clock is frozen."),
            Field("seed", .integer(0...Settings.largestSeed), "What every generated id, code and token derives from."),
            Field("spaRefreshTokens", .word(["modern", "legacy"]), "legacy: browser apps get no refresh token."),
            Field("strictClientAuth", .bool, "True: client_secret_basic and _post are not interchangeable."),
            Field("lenientScopes", .bool, "True: %20 in a scope is decoded once more."),
            Field("policyFailureStatus", .integer(400...499), "Status when no rule matches: 401."),
            Field("rotateWithoutOfflineAccess", .bool, "True: a refresh without offline_access rotates too."),
            Field("oidcScopesInRules", .word(["listed", "always"]), "always: rules grant all OIDC scopes."),
            Field("defaultServerGrants", .word(["okta", "all"]), "all: the default rule allows every grant."),
            Field("legacyHttpRealm", .bool, "True: realms in WWW-Authenticate begin with http://."),
            Field("strictApiTokens", .bool, "Whether an API token must be one of apiTokens."),
            Field("rateLimits", .word(["announce", "enforce"]), "enforce: 429 when a bucket is empty."),
            Field("secondFactor", .word(of: SecondFactor.self), "enrolled: who has an active factor must use one."),
            Field("oneTimeCode", .string(.nonEmpty), "The code of every email, text message and call."),
            Field("anyLoopbackPort", .bool, "True: redirect URIs and origins of loopback hosts match on any port."),
            Field("autoSignIn", .string(.nonEmpty), "The login of the user whom /authorize signs in without a page."),
            Field("usersOnDemand", .bool, "True: an unknown login is a new user with any password."),
            Field("enumerationProtection", .bool, "True: an unknown user is asked for the password too."),
            Field("journalCapacity", .integer(0...10_000_000), "How many requests are remembered: 10000."),
            Field(
                "outgoingHosts",
                .array(.string(.nonEmpty)),
                "host or host:port that a jwks_uri may have besides those of the fixture's own apps."
            ),
            Field("limits", .object(limits), "Limits of the HTTP server."),
            Field(
                "signInPage",
                .object(
                    ObjectSchema(
                        .refused,
                        [
                            Field("personas", .bool, "One-click sign-in of the users."),
                            Field("layout", .word(["one-page", "identifier-first"]), "one-page unless given."),
                        ]
                    )
                ),
                "Look of the sign-in page."
            ),
            Field("testKeys", .map(.privateKey), "Private keys of clients, PEM or JWK, for tests of them."),
        ]
    )
}
