import MockOktaFormats

/// Builds groups and users; Everyone always exists, comes first, and contains every user.
struct DirectoryBuilder {
    private(set) var groups: [Group]
    private(set) var users: [User] = []
    private(set) var groupReferences = References<GroupID>("group")
    private(set) var userReferences = References<UserID>("user", ignoresCase: true)
    let everyone: GroupID
    private let log: ProblemLog

    init(_ merge: FixtureMerge, log: ProblemLog) {
        self.log = log
        let listed = merge.numbered(.groups).compactMap { number, row in Self.group(row.node).map { (number, $0) } }
        groups = listed.map(\.1)
        if !groups.contains(where: \.isEveryone) { groups.insert(Self.everyone, at: 0) }
        everyone = groups.first(where: \.isEveryone)?.id ?? Self.everyone.id
        groupReferences.add(everyone, ids: ["EVERYONE", everyone.rawValue], names: ["Everyone"])
        for (number, group) in listed {
            let (ids, names) = merge.aliases(of: number, in: .groups)
            groupReferences.add(
                group.id,
                ids: ids,
                names: names,
                formerNames: merge.formerNames(of: number, in: .groups)
            )
        }
        groupReferences.addDeleted(merge, .groups)
        let rows = merge.numbered(.users).filter { Self.id(of: $0.row.node) != nil }
        for (number, row) in rows {
            guard let id = Self.id(of: row.node) else { continue }
            let (ids, names) = merge.aliases(of: number, in: .users)
            userReferences.add(id, ids: ids, names: names, formerNames: merge.formerNames(of: number, in: .users))
        }
        userReferences.addDeleted(merge, .users)
        let memberships = memberships(merge.rows(.groupMembers).map(\.node))
        users = rows.compactMap { user($0.row, memberships) }
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

    private func user(_ row: FixtureTable.Row, _ memberships: [UserID: [Membership]]) -> User? {
        let node = row.node
        guard let id = Self.id(of: node) else { return nil }
        var seen: Set<ExactString> = [ExactString(everyone.rawValue)]
        // An object that replaces a user also replaces the user's groups.
        let listed = (memberships[id] ?? []).filter { $0.file > row.replacedIn ?? -1 }.map(\.group)
        let named = groupReferences.resolve(each: node["groups"], log) + listed
        return Self.user(node, groups: [everyone] + named.filter { seen.insert($0.rawValue) }, log)
    }

    /// A user with these groups; nil without a login.
    static func user(_ node: FixtureNode, groups: [GroupID], _ log: ProblemLog) -> User? {
        guard let id = id(of: node), let login = node["profile", "login"]?.string else { return nil }
        var profile = node["profile"]?.object ?? [:]
        if node["profile", "email"] == nil { profile["email"] = .string(login) }
        var source = node.object
        // The same object, which would take its memory twice otherwise.
        if node["profile", "email"] != nil { source["profile"] = .object(profile) }
        return User(
            id: id,
            status: node["status"]?.word() ?? .active,
            login: login,
            profile: profile,
            password: PasswordBuilder(node["credentials", "password"], log: log).password,
            groups: groups,
            source: source
        )
    }

    private struct Membership {
        let group: GroupID
        let file: Int
    }

    /// The groups of each user according to the rows of `groupMembers`.
    private func memberships(_ rows: [FixtureNode]) -> [UserID: [Membership]] {
        var memberships: [UserID: [Membership]] = [:]
        for row in rows {
            let members = userReferences.resolve(each: row["users"], log)
            guard let group = row["group"].flatMap({ groupReferences.resolve($0, log) }) else { continue }
            for member in members {
                memberships[member, default: []].append(Membership(group: group, file: row.top.file))
            }
        }
        return memberships
    }
}
