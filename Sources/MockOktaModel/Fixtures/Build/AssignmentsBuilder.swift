/// Collects who may use each app: everyone until somebody is named or an empty list is given.
struct AssignmentsBuilder {
    private var byClient: [String: Assignments] = [:]
    private let directory: DirectoryBuilder
    private let log: ProblemLog

    init(_ directory: DirectoryBuilder, log: ProblemLog) {
        self.directory = directory
        self.log = log
    }

    subscript(client: String) -> Assignments { byClient[client] ?? .everyone }

    /// Reads the app's own `assignments` and `implicitAssignment`.
    mutating func add(_ app: FixtureNode, to client: String) {
        guard app["settings", "implicitAssignment"]?.bool != true else {
            byClient[client] = .everyone
            return
        }
        guard let given = app["assignments"] else { return }
        let users = directory.userReferences.resolve(each: given["users"], log)
        let groups = directory.groupReferences.resolve(each: given["groups"], log)
        byClient[client] = .only(users: Set(users), groups: Set(groups))
    }

    /// Adds an exported row; rows do not narrow an app that says it is everyone's.
    mutating func assign(_ id: FixtureNode, to client: String, isUser: Bool) {
        let user = isUser ? directory.userReferences.resolve(id, log) : nil
        let group = isUser ? nil : directory.groupReferences.resolve(id, log)
        var (users, groups): (Set<UserID>, Set<GroupID>) = ([], [])
        switch byClient[client] {
        case .everyone: return
        case .only(let earlierUsers, let earlierGroups): (users, groups) = (earlierUsers, earlierGroups)
        case nil: break
        }
        if let user { users.insert(user) }
        if let group { groups.insert(group) }
        byClient[client] = .only(users: users, groups: groups)
    }
}
