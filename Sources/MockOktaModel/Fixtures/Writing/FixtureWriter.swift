package import MockOktaFormats

/// Writes an org as a fixture that defines the same org: the result of `export` and of the control API.
///
/// Each object starts as its source, so that members this double does not interpret are kept; members that the model
/// interprets are overwritten, with ids in place of names.
package struct FixtureWriter: Sendable {
    let contents: Organization.Contents
    /// Whether passwords, client secrets, private keys and tokens are written; without them an export can be shown to
    /// others.
    private let withSecrets: Bool

    package init(_ organization: Organization, withSecrets: Bool) {
        contents = organization.contents
        self.withSecrets = withSecrets
    }

    /// The complete org as one fixture; empty collections are omitted.
    package var fixture: JSONObject {
        var fixture: JSONObject = ["org": .object(org)]
        for collection in FixtureCollection.allCases {
            let rows = rows(of: collection) + (contents.others[collection] ?? [])
            if !rows.isEmpty || isEmptyOnPurpose(collection) {
                fixture[collection.rawValue] = .array(rows.map { .object($0) })
            }
        }
        let mock = mock
        if !mock.isEmpty { fixture["mock"] = .object(mock) }
        return fixture
    }

    /// Collections that are written even if empty, because their absence means something else: Okta's built-in server,
    /// any API token.
    private func isEmptyOnPurpose(_ collection: FixtureCollection) -> Bool {
        switch collection {
        case .authorizationServers: true
        case .apiTokens:
            withSecrets && contents.settings.isStrictAboutAPITokens
                && contents.settings.source["strictApiTokens"] == nil
        default: false
        }
    }

    /// Scopes, claims, policies and rules are nested in their servers, memberships and assignments in users and apps.
    private func rows(of collection: FixtureCollection) -> [JSONObject] {
        switch collection {
        case .users: contents.users.map(user)
        case .groups: contents.groups.map(Self.group)
        case .apps:
            contents.applications.map { ApplicationWriter($0, contents, withSecrets: withSecrets).object }
                + contents.otherApplications.map(DocumentWriter.otherApplication)
        case .authorizationServers:
            contents.authorizationServers.map { ServerWriter($0, withSecrets: withSecrets).object }
        case .trustedOrigins: contents.trustedOrigins.map(Self.trustedOrigin)
        case .apiTokens: withSecrets ? contents.apiTokens.map(apiToken) : []
        case .appUsers: contents.appUsers.filter { !$0.source.isEmpty }.map(appUser)
        case .refreshTokens: withSecrets ? contents.refreshTokens.map(refreshToken) : []
        case .policies: contents.policies.map(DocumentWriter.orgPolicy)
        case .rules, .scopes, .claims, .keys, .appGroups, .groupMembers, .groupRules, .authenticators: []
        case .inlineHooks, .eventHooks, .zones, .logStreams, .idps:
            contents.stored[collection]?.map { withSecrets ? $0.source : $0.withoutSecrets } ?? []
        }
    }

    var org: JSONObject {
        var org = JSONObject.leading(["id": .string(contents.id)], contents.source)
        ServerWriter.writeKey(contents.orgServer, to: &org, withSecrets: withSecrets)
        return org
    }

    private var mock: JSONObject {
        var mock = contents.settings.source
        if !withSecrets { mock["testKeys"] = nil }
        return mock
    }

    func user(_ user: User) -> JSONObject {
        var object = Self.ownMembers(user, withSecrets: withSecrets)
        let groups = user.groups.filter { contents.groups[$0]?.isEveryone != true }
        object["groups"] = groups.isEmpty ? nil : .array(groups.map { .string($0.rawValue) })
        return object
    }

    /// A user without groups.
    static func ownMembers(_ user: User, withSecrets: Bool) -> JSONObject {
        var object = JSONObject.leading(
            ["id": .string(user.id.rawValue), "status": .string(user.status.rawValue)],
            user.source
        )
        object["profile"] = .object(user.profile)
        var credentials = object["credentials"]?.object ?? [:]
        // A hash that this double cannot verify is kept unchanged.
        let password = user.password.map { JSON.object(PasswordWriter.object($0)) } ?? credentials["password"]
        credentials["password"] = withSecrets ? password : password.map { _ in [:] }
        if !withSecrets, var question = credentials["recovery_question"]?.object {
            question["answer"] = nil
            credentials["recovery_question"] = .object(question)
        }
        object["credentials"] = credentials.isEmpty ? nil : .object(credentials)
        object["groups"] = nil
        if !withSecrets { object["passwordHistory"] = nil }
        if !withSecrets { object["factors"] = object["factors"].map(withoutSecrets) }
        return object
    }

    /// Factors without the keys of one-time passwords and the answers to questions.
    private static func withoutSecrets(_ factors: JSON) -> JSON {
        .array(
            (factors.array ?? []).map { factor in
                var object = factor.object ?? [:]
                object["mock"] = nil
                if object["profile"] != nil { object.change("profile") { $0["answer"] = nil } }
                return .object(object)
            }
        )
    }

    static func group(_ group: Group) -> JSONObject {
        var object = JSONObject.leading(["id": .string(group.id.rawValue)], group.source)
        if object["type"] == nil { object["type"] = group.isEveryone ? "BUILT_IN" : "OKTA_GROUP" }
        var profile = object["profile"]?.object ?? [:]
        profile["name"] = .string(group.name)
        object["profile"] = .object(profile)
        return object
    }

    static func trustedOrigin(_ origin: TrustedOrigin) -> JSONObject {
        var object = JSONObject.leading(["id": .string(origin.id.rawValue)], origin.source)
        object["origin"] = .string(origin.origin)
        object["status"] = .status(origin.isActive)
        let uses = TrustedOrigin.Use.allCases.filter(origin.uses.contains)
        object["scopes"] = .array(uses.map { ["type": .string($0.rawValue)] })
        return object
    }

    func apiToken(_ token: APIToken) -> JSONObject {
        var object = JSONObject.leading(["id": .string(token.id.rawValue)], token.source)
        object["name"] = .string(token.name)
        object["token"] = .string(token.token)
        return object
    }

    /// An exported row, with the link to its app.
    func appUser(_ row: AppUser) -> JSONObject {
        var object = JSONObject.leading(["id": .string(row.id.user.rawValue)], row.source)
        object.change("_links") { links in
            links["app"] = ["href": .string("https://okta.example/api/v1/apps/\(row.id.application.rawValue)")]
        }
        return object
    }

    private func refreshToken(_ token: GivenRefreshToken) -> JSONObject {
        let server = contents.authorizationServers[token.server] ?? contents.orgServer
        var object: JSONObject = [
            "id": .string(token.id), "status": token.isActive ? "ACTIVE" : "REVOKED", "token": .string(token.token),
            "issuer": .string("https://okta.example" + server.issuerPath), "clientId": .string(token.clientID),
            "userId": .string(token.user.rawValue), "scopes": .array(token.scopes.map { .string($0) }),
        ]
        object["created"] = token.created.map { .string(RFC3339.formatExactly(microseconds: $0.microseconds)) }
        object["expiresAt"] = token.expires.map { .string(RFC3339.formatExactly(microseconds: $0.microseconds)) }
        return object
    }
}
