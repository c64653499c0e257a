/// Makes the apps of all files with their assignments.
struct ApplicationsBuilder {
    private(set) var applications: [Application] = []
    private(set) var appUsers: [AppUser] = []
    /// Apps by id, client id or label, as their client ids.
    private(set) var references = References<String>("app")
    private(set) var madeSecrets: Set<String> = []
    /// Ids of exported apps that are no OAuth clients.
    private var others: Set<String> = []
    private var builders: [ApplicationBuilder] = []
    private var ids: [String: ApplicationID] = [:]
    private let log: ProblemLog

    init(
        _ merge: FixtureMerge,
        directory: DirectoryBuilder,
        log: ProblemLog,
        claimFault: (Claim.Value) -> String?
    ) {
        self.log = log
        var assignments = AssignmentsBuilder(directory, log: log)
        let rows = merge.rows(.apps)
        others = Set(rows.filter { !AppMembers($0.node).isOAuthClient }.compactMap { $0.node["id"]?.string })
        for row in rows { add(row.node, &assignments) }
        for row in merge.rows(.appUsers) { assign(row, users: true, &assignments) }
        for row in merge.rows(.appGroups) { assign(row, users: false, &assignments) }
        applications = builders.map { $0.application(assignments[$0.id]) }
        appUsers = assignments.users
        for (application, builder) in zip(applications, builders) {
            ApplicationWarnings(application, builder.node, log: log).report()
            let groups = AppMembers(builder.node).setting("idTokenGroups")
            log.warn(of: application.groupsClaim.flatMap(claimFault), in: groups?["expression"] ?? groups?["value"])
        }
    }

    private mutating func add(_ node: FixtureNode, _ assignments: inout AssignmentsBuilder) {
        guard AppMembers(node).isOAuthClient else { return }
        guard let builder = ApplicationBuilder(node) else {
            if !AppMembers(node).isNamed { log.error(node, "has no client_id (required; id or label will do)") }
            return
        }
        builders.append(builder)
        ids[builder.clientID] = builder.id
        references.add(builder.clientID, id: builder.id.rawValue, names: [builder.clientID, builder.label])
        if builder.isSecretMade { madeSecrets.insert(builder.clientID) }
        assignments.add(node, to: builder.id)
    }

    private func assign(_ row: FixtureTable.Row, users: Bool, _ assignments: inout AssignmentsBuilder) {
        guard let app = row.parent else {
            return log.error(row.node, "names no app (allowed: _links.app.href with …/apps/{id})")
        }
        guard !others.contains(app), row.node["id"] != nil else { return }
        guard let client = references.resolve(app, at: row.node["_links", "app", "href"] ?? row.node, log),
            let id = ids[client]
        else { return }
        if users { assignments.addUser(row.node, to: id) } else { assignments.addGroup(row.node, to: id) }
    }
}
