/// Makes the apps of all files with their assignments.
struct ApplicationsBuilder {
    private(set) var applications: [Application] = []
    /// Apps by id, client id or label, as their client ids.
    private(set) var references = References<String>("app")
    private(set) var madeSecrets: Set<String> = []
    /// Ids of exported apps that are no OAuth clients.
    private var others: Set<String> = []
    private let log: ProblemLog

    init(_ merge: FixtureMerge, directory: DirectoryBuilder, log: ProblemLog) {
        self.log = log
        var assignments = AssignmentsBuilder(directory, log: log)
        let rows = merge.rows(.apps)
        others = Set(rows.filter { !AppMembers($0.node).isOAuthClient }.compactMap { $0.node["id"]?.string })
        for row in rows { add(row.node, &assignments) }
        for row in merge.rows(.appUsers) { assign(row, users: true, &assignments) }
        for row in merge.rows(.appGroups) { assign(row, users: false, &assignments) }
        for index in applications.indices {
            let id = applications[index].clientID
            applications[index].assignments = assignments[id]
        }
    }

    private mutating func add(_ node: FixtureNode, _ assignments: inout AssignmentsBuilder) {
        guard AppMembers(node).isOAuthClient else { return }
        guard let builder = ApplicationBuilder(node) else {
            if !AppMembers(node).isNamed { log.error(node, "has no client_id (required; id or label will do)") }
            return
        }
        let application = builder.application
        applications.append(application)
        let names = [application.clientID, application.label]
        references.add(application.clientID, id: application.id.rawValue, names: names)
        if builder.isSecretMade { madeSecrets.insert(application.clientID) }
        assignments.add(node, to: application.clientID)
        ApplicationWarnings(application, node, log: log).report()
    }

    private func assign(_ row: FixtureTable.Row, users: Bool, _ assignments: inout AssignmentsBuilder) {
        guard let app = row.parent else {
            return log.error(row.node, "names no app (allowed: _links.app.href with …/apps/{id})")
        }
        guard !others.contains(app), let id = row.node["id"] else { return }
        guard let client = references.resolve(app, at: row.node["_links", "app", "href"] ?? row.node, log) else {
            return
        }
        assignments.assign(id, to: client, isUser: users)
    }
}
