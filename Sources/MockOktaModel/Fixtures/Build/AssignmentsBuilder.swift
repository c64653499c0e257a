import MockOktaFormats

/// Collects the assignments of each app: all users, unless a user or group is assigned or an empty list is given.
struct AssignmentsBuilder {
    private(set) var users: [AppUser] = []
    private var byApp: [ApplicationID: Assignments] = [:]
    private let directory: DirectoryBuilder
    private let log: ProblemLog

    init(_ directory: DirectoryBuilder, log: ProblemLog) {
        self.directory = directory
        self.log = log
    }

    subscript(app: ApplicationID) -> Assignments { byApp[app] ?? .everyone }

    /// Reads the app's own `assignments` and `implicitAssignment`.
    mutating func add(_ app: FixtureNode, to id: ApplicationID) {
        let isForEveryone = app["settings", "implicitAssignment"]?.bool == true
        if isForEveryone { byApp[id] = .everyone }
        guard let given = app["assignments"], !isForEveryone else { return }
        let groups = directory.groupReferences.resolve(each: given["groups"], log)
        byApp[id] = .only(groups: Set(groups))
        for user in directory.userReferences.resolve(each: given["users"], log) {
            users.append(AppUser(id: AppUser.ID(application: id, user: user)))
        }
    }

    /// Adds an exported row of a user; rows do not restrict an app that is explicitly assigned to everyone.
    mutating func addUser(_ row: FixtureNode, to app: ApplicationID) {
        guard let id = row["id"], let user = directory.userReferences.resolve(id, log) else { return }
        if byApp[app] == nil { byApp[app] = .only(groups: []) }
        users.append(
            AppUser(
                id: AppUser.ID(application: app, user: user),
                userName: row["credentials", "userName"]?.string,
                profile: row["profile"]?.object ?? [:],
                source: row.object
            )
        )
    }

    /// Adds an exported row of a group.
    mutating func addGroup(_ row: FixtureNode, to app: ApplicationID) {
        guard let id = row["id"], let group = directory.groupReferences.resolve(id, log) else { return }
        switch byApp[app] {
        case .everyone: break
        case .only(let groups): byApp[app] = .only(groups: groups.union([group]))
        case nil: byApp[app] = .only(groups: [group])
        }
    }
}
