import MockOktaFormats

/// Builds the org from merged files, one collection after another: objects are built before those that refer to them.
struct OrganizationBuilder {
    private let merge: FixtureMerge
    private let log: ProblemLog
    private let keys: FixtureKeys
    private let expressions: FixtureExpressionChecks
    private(set) var madeSecrets: Set<ExactString> = []

    init(
        _ merge: FixtureMerge,
        log: ProblemLog,
        keys: FixtureKeys,
        expressions: FixtureExpressionChecks
    ) {
        self.merge = merge
        self.log = log
        self.keys = keys
        self.expressions = expressions
    }

    mutating func build() -> Organization.Contents {
        var contents = Organization.Contents()
        contents.settings = SettingsBuilder(merge.mock, hasAPITokens: merge.isGiven(.apiTokens)).settings
        addOrg(to: &contents)
        let directory = DirectoryBuilder(merge, log: log)
        contents.groups.fill(with: directory.groups)
        contents.users.fill(with: directory.users)
        if let login = merge.mock?["autoSignIn"], !contents.settings.createsUsersOnDemand {
            _ = directory.userReferences.resolve(login, log)
        }
        let warnings = ExpressionWarnings(expressions, users: directory.users, log: log)
        let applications = ApplicationsBuilder(merge, directory: directory, log: log, warnings)
        contents.applications.fill(with: applications.applications)
        contents.otherApplications.fill(
            with: merge.rows(.apps).compactMap { DocumentReader.otherApplication($0.node) }
        )
        contents.appUsers.fill(with: applications.appUsers)
        contents.settings.outgoingHosts = OutgoingHosts(
            names: merge.mock?["outgoingHosts"]?.strings ?? [],
            urls: applications.applications.compactMap(\.jwksURI)
        )
        madeSecrets = applications.madeSecrets
        let context = PolicyContext(
            directory: directory,
            applications: applications,
            settings: contents.settings,
            log: log
        )
        let servers = ServersBuilder(merge, context, keys, warnings)
        contents.authorizationServers.fill(with: servers.servers)
        contents.trustedOrigins.fill(
            with: merge.rows(.trustedOrigins).compactMap { TrustedOriginBuilder($0.node).origin }
        )
        contents.apiTokens.fill(with: merge.rows(.apiTokens).compactMap { Self.apiToken($0.node) })
        contents.refreshTokens = merge.rows(.refreshTokens).compactMap {
            RefreshTokenBuilder($0.node, directory, applications, servers, log: log).token
        }
        contents.policies.fill(with: OrgPolicyBuilder(merge, directory, log: log).policies)
        contents.others = applications.others
        for collection in [FixtureCollection.policies, .rules] {
            let rows = merge.rows(collection).filter {
                ForeignRow.includes($0, in: collection) && !merge.isOrgPolicy($0, in: collection)
            }
            if !rows.isEmpty { contents.others[collection] = rows.map(\.node.object) }
        }
        let rules = merge.rows(.groupRules).map { Self.groupRule($0.node, directory, log) }
        if !rules.isEmpty { contents.others[.groupRules] = rules }
        let authenticators = merge.rows(.authenticators).map(\.node.object)
        if !authenticators.isEmpty { contents.others[.authenticators] = authenticators }
        for collection in FixtureCollection.stored {
            let rows = merge.rows(collection).compactMap { StoredObject($0.node.object, in: collection) }
            if !rows.isEmpty { contents.stored[collection] = ObjectTable(rows) }
        }
        return contents
    }

    /// A rule with its id, and the ids of its groups.
    private static func groupRule(_ node: FixtureNode, _ directory: DirectoryBuilder, _ log: ProblemLog) -> JSONObject {
        var object = node.object
        let id = node["id"]?.string ?? IdentifierPrefix.policyRule.derived(from: node["name"]?.string ?? "")
        object["id"] = .string(id)
        let groups = directory.groupReferences.resolve(each: node["actions", "assignUserToGroups", "groupIds"], log)
        object.change("actions") { actions in
            actions.change("assignUserToGroups") { $0["groupIds"] = .strings(groups.map(\.rawValue)) }
        }
        return object
    }

    private func addOrg(to contents: inout Organization.Contents) {
        guard let org = merge.org else { return }
        contents.source = org.object.withoutPrivateKey
        if let id = org["id"]?.string { contents.id = id }
        contents.orgServer = .org(signingKey: SigningKeyBuilder(org["credentials", "signing"], read: keys).source)
    }

    private static func apiToken(_ node: FixtureNode) -> APIToken? {
        guard let token = node["token"]?.string else { return nil }
        let id = node["id"]?.string ?? IdentifierPrefix.apiToken.derived(from: token)
        return APIToken(
            id: Identifier(rawValue: id),
            name: node["name"]?.string ?? id,
            token: token,
            source: node.object
        )
    }
}
