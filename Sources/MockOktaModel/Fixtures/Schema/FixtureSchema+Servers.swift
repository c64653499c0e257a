extension FixtureSchema {
    static let authorizationServer = ObjectSchema([
        Field("id", .string(.serverID), "Okta's id, a part of the issuer; derived from the name where left out."),
        Field("name", .string(.nonEmpty), "default is Okta's built-in server."),
        Field("description", .string(), "For people."),
        Field("audiences", .array(.string(.nonEmpty)), "What access tokens carry as aud: exactly one."),
        Field("issuerMode", .word(["ORG_URL", "CUSTOM_URL", "DYNAMIC"]), "Echoed."),
        status,
        Field("default", .bool, "True on Okta's built-in server."),
        Field("credentials", .object(serverCredentials), "The signing key."),
        Field("scopes", .array(.object(scope)), "Beside the reserved ones."),
        Field("claims", .array(.object(claim)), "Beside the system claims."),
        Field("policies", .array(.object(policy)), "In place of the default policy."),
        Field("trustedIssuers", .array(.object(trustedIssuer)), "Whose assertions the JWT bearer grant takes."),
        Field("associatedServers", .strings, "Ids or names of servers whose access tokens may be exchanged here."),
        links,
    ])

    private static let trustedIssuer = ObjectSchema(
        .refused,
        [
            Field("issuer", .string(.nonEmpty), required: true, "The iss of the assertions."),
            Field("jwks", .object(jwks), required: true, "The issuer's public keys (RFC 7517)."),
        ]
    )

    static let serverCredentials = ObjectSchema([
        Field("signing", .object(signing), "Left out: a key is made when it is first needed.")
    ])

    private static let signing = ObjectSchema([
        Field("kid", .string(.nonEmpty), "The key's id; its thumbprint (RFC 7638) unless given."),
        Field("privateKey", .privateKey, "PEM or a JWK, which Okta's API never returns."),
        Field("rotationMode", .word(["AUTO", "MANUAL"]), "Echoed."),
    ])

    static let scope = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "The word in scope=."),
        Field("displayName", .string(), "The heading on the consent page."),
        Field("description", .string(), "The text on the consent page."),
        Field("consent", .word(of: Scope.Consent.self), "IMPLICIT unless given."),
        Field("metadataPublish", .word(["ALL_CLIENTS", "NO_CLIENTS"]), "NO_CLIENTS unless given."),
        Field("default", .bool, "Granted when a request names no scope."),
        Field("optional", .bool, "Whether the user may refuse it alone."),
        Field("system", .bool, "True on the reserved scopes."),
        links,
    ])

    static let claim = ObjectSchema([
        id,
        Field("name", .string(.nonEmpty), required: true, "The claim's name in the token."),
        status,
        Field("claimType", .word(of: Claim.Target.self), "RESOURCE (access token) unless given."),
        Field("valueType", .word(["EXPRESSION", "GROUPS", "SYSTEM"]), "EXPRESSION unless given."),
        Field("value", .string(), "An expression of Okta's language, or what the group filter compares with."),
        Field("group_filter_type", .word(of: Claim.GroupFilter.self), "How GROUPS claims choose groups."),
        Field(
            "conditions",
            .object(ObjectSchema([Field("scopes", .strings, "Any of these; empty is always.")])),
            "When the claim is made."
        ),
        Field("alwaysIncludeInToken", .bool, "True for RESOURCE, false for IDENTITY unless given."),
        Field("system", .bool, "True on Okta's own claims."),
        links,
    ])

    static let serverKey = ObjectSchema([
        Field("kid", .string(.nonEmpty), required: true, "The key's id."),
        Field("status", .word(["ACTIVE", "NEXT", "EXPIRED"]), "The ACTIVE one signs."),
        Field("privateKey", .privateKey, "PEM or a JWK, added to what Okta's API returned."),
        Field("_links", .object(ObjectSchema([])), required: true, "self.href names the server."),
    ])
}
