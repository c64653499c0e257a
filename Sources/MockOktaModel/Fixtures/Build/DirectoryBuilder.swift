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
        let rows = merge.rows(.users).map(\.node).filter { Self.id(of: $0) != nil }
        for node in rows {
            guard let id = Self.id(of: node), let login = node["profile", "login"]?.string else { continue }
            userReferences.add(id, id: id.rawValue, names: [login])
        }
        let memberships = memberships(merge.rows(.groupMembers).map(\.node))
        users = rows.compactMap { user($0, memberships) }
    }

    private static let everyone = Group(
        id: GroupID(rawValue: IdentifierPrefix.group.derived(from: "Everyone")),
        name: "Everyone",
        isEveryone: true
    )

    static func group(_ node: FixtureNode) -> Group? {
        guard let name = node["profile", "name"]?.string else { return nil }
        let id = node["id"]?.string ?? IdentifierPrefix.group.derived(from: name)
        return Group(id: GroupID(rawValue: id), name: name, isEveryone: name == "Everyone", source: node.object)
    }

    private static func id(of node: FixtureNode) -> UserID? {
        guard let login = node["profile", "login"]?.string else { return nil }
        return UserID(rawValue: node["id"]?.string ?? IdentifierPrefix.user.derived(from: login))
    }

    private func user(_ node: FixtureNode, _ memberships: [UserID: [GroupID]]) -> User? {
        guard let id = Self.id(of: node) else { return nil }
        var seen: Set<GroupID> = [everyone]
        let named = groupReferences.resolve(each: node["groups"], log) + (memberships[id] ?? [])
        return Self.user(node, groups: [everyone] + named.filter { seen.insert($0).inserted }, log)
    }

    /// A user in these groups; nil without a login.
    static func user(_ node: FixtureNode, groups: [GroupID], _ log: ProblemLog) -> User? {
        guard let id = id(of: node), let login = node["profile", "login"]?.string else { return nil }
        var profile = node["profile"]?.object ?? [:]
        if node["profile", "email"] == nil { profile["email"] = .string(login) }
        return User(
            id: id,
            status: node["status"]?.word() ?? .active,
            login: login,
            profile: profile,
            password: PasswordBuilder(node["credentials", "password"], log: log).password,
            groups: groups,
            source: node.object
        )
    }

    /// The groups of each user by the rows of `groupMembers`.
    private func memberships(_ rows: [FixtureNode]) -> [UserID: [GroupID]] {
        var memberships: [UserID: [GroupID]] = [:]
        for row in rows {
            let members = userReferences.resolve(each: row["users"], log)
            guard let group = row["group"].flatMap({ groupReferences.resolve($0, log) }) else { continue }
            for member in members { memberships[member, default: []].append(group) }
        }
        return memberships
    }
}
