extension FixtureSchema {
    /// Okta's object and the short form combined: in the short form the members of both `oauthClient` objects are
    /// top-level.
    static let app = ObjectSchema(
        [
            id,
            Field("label", .string(), "What people call the app; client_name and the client id serve too."),
            Field("client_name", .string(), "As label."),
            status,
            Field("signOnMode", .string(), "Apps that are not OPENID_CONNECT are left out."),
            Field("credentials", .object(clientCredentials), "How the client authenticates."),
            Field("settings", .object(settings), "What the client may do."),
            Field("assignments", .object(assignments), "Who may use the app; everyone where it is left out."),
            Field("grants", .array(.any), "Okta API scopes granted: names, or rows with scopeId. All where left out."),
            Field(
                "secrets",
                .array(.object(ObjectSchema([Field("client_secret", .string(.nonEmpty), "The secret."), status]))),
                "Client secrets as GET /api/v1/apps/{id}/credentials/secrets returns them; active ones authenticate."
            ),
            Field("profile", .object(ObjectSchema([])), "Attributes for claims that use app.profile."),
            links,
        ] + credentialFields + settingFields
    )

    private static let clientCredentials = ObjectSchema([
        Field("oauthClient", .object(ObjectSchema(credentialFields)), "Id, secret and method of authentication.")
    ])

    private static let settings = ObjectSchema([
        Field("oauthClient", .object(ObjectSchema(settingFields)), "Type, grants and URIs."),
        Field("implicitAssignment", .bool, "True assigns the app to every user."),
    ])

    private static let assignments = ObjectSchema(
        .refused,
        [
            Field("users", .strings, "Ids or logins."),
            Field("groups", .strings, "Ids or names; EVERYONE is all users."),
        ]
    )

    private static let credentialFields = [
        Field("client_id", .string(.nonEmpty), "The app's id unless given."),
        Field("client_secret", .string(.nonEmpty), "Made from the client id where one is needed and left out."),
        Field(
            "token_endpoint_auth_method",
            .word(of: ClientAuthenticationMethod.self),
            "none for browser and native apps without a secret, else client_secret_basic."
        ),
        Field("pkce_required", .bool, "True for browser and native apps unless given."),
    ]

    private static let settingFields = [
        Field("application_type", .word(of: ApplicationType.self), "web unless given."),
        Field(
            "grant_types",
            .array(.word(of: GrantType.self)),
            "[authorization_code] unless given; [client_credentials] for service apps."
        ),
        Field("response_types", .array(.word(of: ResponseType.self)), "What fits the grants unless given."),
        Field("redirect_uris", .array(.string(.redirectURI)), "Where codes and tokens may be sent."),
        Field("post_logout_redirect_uris", .array(.string(.redirectURI)), "Where /logout may send the browser."),
        Field("initiate_login_uri", .string(), "Where a sign-in that Okta begins leads the browser."),
        Field("wildcard_redirect", .word(["DISABLED", "SUBDOMAIN"]), "SUBDOMAIN permits one * in the host."),
        Field("consent_method", .word(of: ConsentMethod.self), "TRUSTED unless given."),
        Field("refresh_token", .object(refreshTokenSettings), "STATIC; ROTATE with leeway 30 for browser apps."),
        Field("dpop_bound_access_tokens", .bool, "True: token requests without a DPoP proof are refused."),
        Field("jwks", .object(jwks), "The client's public keys (RFC 7517)."),
        Field("jwks_uri", .string(.redirectURI), "Where the keys are fetched from, in place of jwks."),
        Field("idTokenGroups", .object(idTokenGroups), "The org server's claim groups: a filter, or an expression."),
        Field("require_pushed_authorization_requests", .bool, "True: authorize requests must come by /par."),
        Field("request_object_signing_alg", .word(signingAlgorithms), "Any of them unless given."),
        Field(
            "backchannel_authentication_request_signing_alg",
            .word(signingAlgorithms),
            "Signed requests to /bc/authorize are refused unless given."
        ),
        Field("backchannel_token_delivery_mode", .word(["poll"]), "Tokens are polled for."),
    ]

    private static let idTokenGroups = ObjectSchema(
        .refused,
        [
            Field("filterType", .word(of: Claim.GroupFilter.self), "How value chooses groups."),
            Field("value", .string(), "What the group names are compared with."),
            Field("expression", .string(), "An expression that makes the list, in place of a filter."),
        ]
    )

    /// The top-level members of the short form, by the part of an app whose `oauthClient` contains them in the full
    /// form.
    static var oauthClientMembers: KeyValuePairs<String, [String]> {
        ["credentials": credentialFields.map(\.name), "settings": settingFields.map(\.name)]
    }

    private static let signingAlgorithms = [
        "HS256", "HS384", "HS512", "RS256", "RS384", "RS512", "ES256", "ES384", "ES512",
    ]

    private static let refreshTokenSettings = ObjectSchema([
        Field("rotation_type", .word(["STATIC", "ROTATE"]), "Whether a refresh makes a new refresh token."),
        Field(
            "leeway",
            .integer(0...Int(Int32.max), advised: Schema.Advice(0...60, "seconds")),
            "How long the former token stays good; 30 unless given."
        ),
    ])

    static let jwks = ObjectSchema([
        Field(
            "keys",
            .array(.object(ObjectSchema([Field("kty", .string(.nonEmpty), required: true, "RSA or EC.")]))),
            required: true,
            "JWKs."
        )
    ])

    /// A row of `GET /api/v1/apps/{id}/users` or `…/groups`.
    static let assignment = ObjectSchema([
        Field("id", .string(.nonEmpty), required: true, "Id of the user or group."),
        Field("_links", .object(ObjectSchema([])), required: true, "app.href names the app."),
    ])

    static let refreshToken = ObjectSchema([
        id,
        Field("token", .string(.nonEmpty), required: true, "The token itself, which Okta's API never returns."),
        Field("clientId", .string(.nonEmpty), required: true, "Id or client id of the app."),
        Field("userId", .string(.nonEmpty), required: true, "Id or login of the user."),
        Field("issuer", .string(.nonEmpty), "Its last part names the server; default unless given."),
        Field("scopes", .strings, required: true, "What was granted."),
        Field("status", .word(["ACTIVE", "REVOKED"]), "ACTIVE unless given."),
        Field("created", .string(.instant), "The start of the clock unless given."),
        Field("expiresAt", .string(.instant), "Never unless given."),
    ])
}
