import MockOktaFormats

/// Builds the custom servers with their scopes, claims, keys, policies and rules.
struct ServersBuilder {
    private(set) var servers: [AuthorizationServer] = []
    private(set) var references = References<AuthorizationServerID>("authorization server")
    private let merge: FixtureMerge
    private let context: PolicyContext
    private let keys: FixtureKeys
    private let warnings: ExpressionWarnings

    init(
        _ merge: FixtureMerge,
        _ context: PolicyContext,
        _ keys: FixtureKeys,
        _ warnings: ExpressionWarnings
    ) {
        self.merge = merge
        self.context = context
        self.keys = keys
        self.warnings = warnings
        PlacedChildren.check(merge, log: context.log)
        for (number, row) in merge.numbered(.authorizationServers) { add(row.node, number, context.log) }
        references.add(AuthorizationServer.orgID, ids: [AuthorizationServer.orgID.rawValue], names: [])
        references.addDeleted(merge, .authorizationServers)
    }

    private mutating func add(_ node: FixtureNode, _ number: Int, _ log: ProblemLog) {
        let name = ServerName(node)
        guard let canonical = name.canonical, let id = name.id ?? name.derivedID, let address = name.address else {
            if node["id"] == nil, node["name"] == nil { log.error(node, "has no id (required; name will do)") }
            return
        }
        func children(_ collection: FixtureCollection) -> [FixtureNode] {
            merge.children(of: number, in: collection).map(\.row.node)
        }
        let scopes = ScopesBuilder(children(.scopes)).scopes
        let server = AuthorizationServer(
            id: AuthorizationServerID(rawValue: id),
            name: name.name ?? canonical,
            address: address,
            audience: audience(node, name, log),
            isActive: node.isActive,
            scopes: scopes,
            claims: ClaimsBuilder(children(.claims), scopes: scopes, log: log, warnings).claims,
            policies: PoliciesBuilder(
                merge,
                server: number,
                address: address,
                PolicyWarnings.Server(name: name.name ?? canonical, scopes: scopes.map(\.name)),
                context
            ).policies,
            signingKey: SigningKeyBuilder(node["credentials", "signing"], keys: children(.keys), read: keys).source,
            source: node.object(without: "scopes", "claims", "policies").withoutPrivateKey
        )
        // A fixture with errors does not run; the server may lack its policies because of them.
        if server.isActive, server.policies.isEmpty, !log.hasErrors {
            log.warning(node, "has no policies: it refuses every token, as at Okta; add \(Self.openPolicy)")
        }
        servers.append(server)
        let (ids, names) = merge.aliases(of: number, in: .authorizationServers)
        references.add(
            server.id,
            ids: ids,
            names: names,
            formerNames: merge.formerNames(of: number, in: .authorizationServers)
        )
    }

    /// A policy that allows every client and user the usual grant types, to be copied.
    private static let openPolicy = """
        policies: [{conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [{conditions: {grantTypes: {include: \
        ["authorization_code", "client_credentials", "password"]}, scopes: {include: ["*"]}}}]}]
        """

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
