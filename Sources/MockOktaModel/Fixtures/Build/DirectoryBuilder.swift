import MockOktaFormats

/// Makes groups and users; Everyone is always there, first, and holds every user.
struct DirectoryBuilder {
    private(set) var groups: [Group]
    private(set) var users: [User] = []
    private(set) var groupReferences = References<GroupID>("group")
    private(set) var userReferences = References<UserID>("user")
    let everyone: GroupID
    private let log: ProblemLog

    init(_ merge: FixtureMerge, log: ProblemLog) {
        self.log = log
        let listed = merge.rows(.groups).compactMap { Self.group($0.node) }
        groups = listed.contains(where: \.isEveryone) ? listed : [Self.everyone] + listed
        everyone = groups.first(where: \.isEveryone)?.id ?? Self.everyone.id
        for group in groups {
            groupReferences.add(group.id, id: group.id.rawValue, names: [group.name])
        }
        groupReferences.add(everyone, id: "EVERYONE", names: [])
        for row in merge.rows(.users) { addUser(row.node) }
        addMembers(merge.rows(.groupMembers).map(\.node))
    }

    private static let everyone = Group(
        id: GroupID(rawValue: IdentifierPrefix.group.derived(from: "Everyone")),
        name: "Everyone",
        isEveryone: true
    )

    private static func group(_ node: FixtureNode) -> Group? {
        guard let name = node["profile", "name"]?.string else { return nil }
        let id = node["id"]?.string ?? IdentifierPrefix.group.derived(from: name)
        return Group(id: GroupID(rawValue: id), name: name, isEveryone: name == "Everyone", source: node.object)
    }

    private mutating func addUser(_ node: FixtureNode) {
        guard let login = node["profile", "login"]?.string else { return }
        let named = groupReferences.resolve(each: node["groups"], log)
        let id = node["id"]?.string ?? IdentifierPrefix.user.derived(from: login)
        var profile = node["profile"]?.object ?? [:]
        if node["profile", "email"] == nil { profile["email"] = .string(login) }
        let user = User(
            id: UserID(rawValue: id),
            status: node["status"]?.word() ?? .active,
            login: login,
            profile: profile,
            password: PasswordBuilder(node["credentials", "password"], log: log).password,
            groups: [everyone] + named.filter { $0 != everyone },
            source: node.object
        )
        users.append(user)
        userReferences.add(user.id, id: id, names: [login])
    }

    private mutating func addMembers(_ rows: [FixtureNode]) {
        guard !rows.isEmpty else { return }
        let places = Dictionary(users.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        for row in rows {
            let members = userReferences.resolve(each: row["users"], log)
            guard let group = row["group"].flatMap({ groupReferences.resolve($0, log) }) else { continue }
            for place in members.compactMap({ places[$0] }) where !users[place].groups.contains(group) {
                users[place].groups.append(group)
            }
        }
    }
}
