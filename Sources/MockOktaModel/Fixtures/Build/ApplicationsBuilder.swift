import MockOktaFormats

/// Builds the apps of all files with their assignments.
struct ApplicationsBuilder {
    private(set) var applications: [Application] = []
    private(set) var appUsers: [AppUser] = []
    /// Exported rows that assign apps which are not OAuth clients.
    private(set) var others: [FixtureCollection: [JSONObject]] = [:]
    /// Finds the client id of an app by its id, client id or label.
    private(set) var references = References<String>("app")
    private(set) var madeSecrets: Set<ExactString> = []
    /// The builder of each merged row that is an OAuth client.
    private var builders: [Int: ApplicationBuilder] = [:]
    private let log: ProblemLog

    init(
        _ merge: FixtureMerge,
        directory: DirectoryBuilder,
        log: ProblemLog,
        _ warnings: ExpressionWarnings
    ) {
        self.log = log
        var assignments = AssignmentsBuilder(directory, log: log)
        let rows = merge.numbered(.apps)
        for (number, row) in rows { add(row.node, number, merge, &assignments) }
        references.addDeleted(merge, .apps)
        assign(merge, .appUsers) { assignments.addUser($0, to: $1) }
        assign(merge, .appGroups) { assignments.addGroup($0, to: $1) }
        for (number, _) in rows {
            guard let builder = builders[number] else { continue }
            let application = builder.application(assignments[builder.id])
            applications.append(application)
            ApplicationWarnings(application, builder.node, log: log).report()
            let groups = AppMembers(builder.node).setting("idTokenGroups")
            if let claim = application.groupsClaim {
                warnings.check(.claim(claim), in: groups?["expression"] ?? groups?["value"])
            }
            let template = builder.node["credentials", "userNameTemplate", "template"]
            if let text = template?.string { warnings.check(.userNameTemplate(text), in: template) }
        }
        appUsers = assignments.users
    }

    private mutating func add(
        _ node: FixtureNode,
        _ number: Int,
        _ merge: FixtureMerge,
        _ assignments: inout AssignmentsBuilder
    ) {
        guard AppMembers(node).isOAuthClient else { return }
        guard let builder = ApplicationBuilder(node) else {
            if !AppMembers(node).isNamed { log.error(node, "has no client_id (required; id or label will do)") }
            return
        }
        builders[number] = builder
        let (ids, names) = merge.aliases(of: number, in: .apps)
        references.add(builder.clientID, ids: ids, names: names, formerNames: merge.formerNames(of: number, in: .apps))
        if builder.isSecretMade { madeSecrets.insert(builder.clientID) }
        assignments.add(node, to: builder.id)
    }

    private mutating func assign(
        _ merge: FixtureMerge,
        _ collection: FixtureCollection,
        _ body: (FixtureNode, ApplicationID) -> Void
    ) {
        for row in merge.rows(collection) {
            switch row.parent {
            case .row(let number):
                if let app = builders[number]?.id {
                    if row.node["id"] != nil { body(row.node, app) }
                } else {
                    others[collection, default: []].append(row.node.object)
                }
            case .none: log.error(row.node, "names no app (allowed: _links.app.href with …/apps/{id})")
            case .unknown(let word):
                _ = references.resolve(word.text, at: row.node["_links", "app", "href"] ?? row.node, log)
            }
        }
    }
}
