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
        if rows.isEmpty { add(AuthorizationServer.builtIn(), node: nil, names: ["default"]) }
        references.add(AuthorizationServer.orgID, id: AuthorizationServer.orgID.rawValue, names: [])
    }

    private mutating func add(_ node: FixtureNode, _ log: ProblemLog) {
        let name = ServerName(node)
        guard let canonical = name.canonical else {
            if node["id"] == nil, node["name"] == nil { log.error(node, "has no id (required; name will do)") }
            return
        }
        let id = name.id ?? (name.isDefault ? AuthorizationServer.builtIn().id.rawValue : nil)
        let serverID = id ?? IdentifierPrefix.authorizationServer.derived(from: canonical)
        var server = AuthorizationServer(
            id: AuthorizationServerID(rawValue: serverID),
            name: name.name ?? canonical,
            address: name.isDefault ? "default" : serverID,
            audience: audience(node, name, log)
        )
        server.isActive = node.isActive
        server.source = node.object(without: "scopes", "claims", "policies").withoutPrivateKey
        add(server, node: node, names: name.aliases)
    }

    private mutating func add(_ server: AuthorizationServer, node: FixtureNode?, names: [String]) {
        let own = children.of(names)
        var server = server
        server.signingKey = SigningKeyBuilder(node?["credentials", "signing"], keys: own.keys, read: keys).source
        server.scopes = ScopesBuilder(own.scopes).scopes
        let claims = ClaimsBuilder(own.claims, scopes: server.scopes, log: context.log, fault: claimFault)
        server.claims = claims.claims
        // Given policies, even none, replace the default policy.
        let hasDefaultPolicy = server.address == "default" && own.policies.isEmpty && node?["policies"] == nil
        server.policies =
            hasDefaultPolicy
            ? [.builtIn(allowsEveryGrant: context.settings.defaultRuleAllowsEveryGrant)]
            : PoliciesBuilder(own.policies, of: server, context).policies
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
