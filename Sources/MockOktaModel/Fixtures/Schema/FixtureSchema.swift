/// The schemas of all objects in a fixture (Okta, Management API).
package enum FixtureSchema {
    package typealias Field = ObjectSchema.Field

    /// A complete fixture file.
    package static let file = ObjectSchema(
        .refused,
        [Field("org", .object(org), "The org itself: its id, its subdomain, its signing key.")]
            + FixtureCollection.allCases.map { Field($0.rawValue, .array(.object(element(of: $0))), summary(of: $0)) }
            + [Field("mock", .object(mock), "Switches of this double, which Okta does not have.")]
    )

    /// The schema of an element of a collection.
    package static func element(of collection: FixtureCollection) -> ObjectSchema {
        switch collection {
        case .users: user
        case .groups: group
        case .apps: app
        case .authorizationServers: authorizationServer
        case .policies: policy
        case .rules: rule
        case .scopes: scope
        case .claims: claim
        case .keys: serverKey
        case .trustedOrigins: trustedOrigin
        case .apiTokens: apiToken
        case .appUsers, .appGroups: assignment
        case .groupMembers: groupMembers
        case .groupRules: groupRule
        case .refreshTokens: refreshToken
        case .authenticators: authenticator
        case .inlineHooks: inlineHook
        case .eventHooks: eventHook
        case .zones: networkZone
        case .logStreams: logStream
        case .idps: identityProvider
        }
    }

    private static func summary(of collection: FixtureCollection) -> String {
        switch collection {
        case .users: "The people of the org, as GET /api/v1/users returns them."
        case .groups: "Groups; Everyone is always there."
        case .apps: "OIDC apps, in full as Okta returns them or in short with a top-level client_id."
        case .authorizationServers: "Custom authorization servers with their scopes, claims and policies."
        case .policies:
            "Policies about signing in, and access policies outside their server, which _links.self.href names."
        case .rules: "Policy rules outside their policy; _links.self.href names it."
        case .scopes: "Scopes outside their server; _links.self.href names it."
        case .claims: "Claims outside their server; _links.self.href names it."
        case .keys: "Signing keys of servers; _links.self.href names the server."
        case .trustedOrigins: "Origins that may call the org from a browser."
        case .apiTokens: "SSWS tokens for /api/v1."
        case .appUsers: "Users assigned to apps; _links.app.href names the app, id the user."
        case .appGroups: "Groups assigned to apps; _links.app.href names the app, id the group."
        case .groupMembers: "Users of groups, for exports that do not tell."
        case .groupRules: "Rules that put users into groups, as GET /api/v1/groups/rules returns them."
        case .authenticators: "What users prove, as GET /api/v1/authenticators returns it; INACTIVE ones are not used."
        case .refreshTokens: "Refresh tokens that exist from the start."
        case .inlineHooks: "Inline hooks, as GET /api/v1/inlineHooks returns them; none is called."
        case .eventHooks: "Event hooks, as GET /api/v1/eventHooks returns them; none is called."
        case .zones: "Network zones, as GET /api/v1/zones returns them; they have no effect."
        case .logStreams: "Log streams, as GET /api/v1/logStreams returns them; nothing is sent."
        case .idps: "Identity providers, as GET /api/v1/idps returns them; they sign no users in."
        }
    }

    /// Members that most of Okta's objects have.
    static let id = Field("id", .string(.nonEmpty), "Okta's id; derived from the name where it is left out.")
    static let status = Field("status", .word(["ACTIVE", "INACTIVE"]), "ACTIVE unless it is INACTIVE.")
    static let priority = Field("priority", .integer(0...Int(Int32.max)), "1 comes first; else the order of the array.")
    static let links = Field(
        "_links",
        .object(ObjectSchema([])),
        "Okta's links; the path of self.href names the parent, its host is ignored."
    )
}
