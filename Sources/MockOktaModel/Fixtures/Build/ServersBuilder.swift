import MockOktaFormats

/// Makes the custom servers; Okta's built-in one is there by itself where the files define none.
struct ServersBuilder {
    private(set) var servers: [AuthorizationServer] = []
    private(set) var references = References<AuthorizationServerID>("authorization server")
    private let children: ServerChildren
    private let context: PolicyContext
    private let keys: FixtureKeys
    private let claimFault: (Claim.Value) -> String?

    init(
        _ merge: FixtureMerge,
        _ context: PolicyContext,
        _ keys: FixtureKeys,
        claimFault: @escaping (Claim.Value) -> String?
    ) {
        children = ServerChildren(merge, log: context.log)
        self.context = context
        self.keys = keys
        self.claimFault = claimFault
        let rows = merge.rows(.authorizationServers)
        for row in rows { add(row.node, context.log) }
        if rows.isEmpty { addBuiltIn() }
        references.add(AuthorizationServer.orgID, id: AuthorizationServer.orgID.rawValue, names: [])
    }

    private mutating func add(_ node: FixtureNode, _ log: ProblemLog) {
        let name = ServerName(node)
        guard let canonical = name.canonical else {
            if node["id"] == nil, node["name"] == nil { log.error(node, "has no id (required; name will do)") }
            return
        }
        let id = name.id ?? (name.isDefault ? BuiltInServer.id.rawValue : nil)
        let serverID = id ?? IdentifierPrefix.authorizationServer.derived(from: canonical)
        let identity = Identity(
            id: AuthorizationServerID(rawValue: serverID),
            name: name.name ?? canonical,
            address: name.isDefault ? "default" : serverID,
            audience: audience(node, name, log),
            source: node.object(without: "scopes", "claims", "policies").withoutPrivateKey
        )
        add(identity, node: node, names: name.aliases)
    }

    private mutating func addBuiltIn() {
        let identity = Identity(
            id: BuiltInServer.id,
            name: BuiltInServer.name,
            address: BuiltInServer.name,
            audience: BuiltInServer.audience,
            source: BuiltInServer.source
        )
        add(identity, node: nil, names: [BuiltInServer.name])
    }

    /// What a server is apart from all that belongs to it.
    private struct Identity {
        let id: AuthorizationServerID
        let name: String
        let address: String
        let audience: String
        let source: JSONObject
    }

    private mutating func add(_ identity: Identity, node: FixtureNode?, names: [String]) {
        let own = children.of(names)
        let scopes = ScopesBuilder(own.scopes).scopes
        // Given policies, even none, replace the default policy.
        let hasDefaultPolicy = identity.address == "default" && own.policies.isEmpty && node?["policies"] == nil
        let server = AuthorizationServer(
            id: identity.id,
            name: identity.name,
            address: identity.address,
            audience: identity.audience,
            isActive: node?.isActive ?? true,
            scopes: scopes,
            claims: ClaimsBuilder(own.claims, scopes: scopes, log: context.log, fault: claimFault).claims,
            policies: hasDefaultPolicy
                ? [.builtIn(allowsEveryGrant: context.settings.defaultRuleAllowsEveryGrant)]
                : PoliciesBuilder(
                    own.policies,
                    server: identity.address,
                    PolicyWarnings.Server(name: identity.name, scopes: scopes.map(\.name)),
                    context
                ).policies,
            signingKey: SigningKeyBuilder(node?["credentials", "signing"], keys: own.keys, read: keys).source,
            source: identity.source
        )
        servers.append(server)
        references.add(server.id, id: server.id.rawValue, names: names)
    }

    private func audience(_ node: FixtureNode, _ name: ServerName, _ log: ProblemLog) -> String {
        let given = node["audiences"]?.strings ?? []
        if given.count > 1, let array = node["audiences"] {
            log.warning(array, "has \(given.count) entries; Okta allows one, and only the first is used")
        }
        if let first = given.first { return first }
        let audience = "api://\(name.isDefault ? "default" : name.name ?? name.id ?? "")"
        if !name.isDefault { log.warning(node, "has no audiences, which Okta requires; \(audience) is used") }
        return audience
    }
}
