import MockOktaFormats
import MockOktaModel

/// The groups and users to which an app is assigned: an OAuth client, or an app of another sign-on mode.
///
/// Of an OAuth client the model knows them. Another app keeps them in its object, as `groupAssignments` and
/// `userAssignments`: nothing but the API asks for them.
struct AssignedApp {
    let app: Applications.Value
    private let organization: Organization

    /// Finds the app that a path names.
    init(_ call: APICall, in organization: Organization) throws(Refusal) {
        self.organization = organization
        app = try Applications(call, in: organization).existing(call.parameter("appID"))
    }

    init(_ app: Applications.Value, in organization: Organization) {
        self.organization = organization
        self.app = app
    }

    var id: String { app.id }

    private var source: JSONObject {
        switch app {
        case .client(let client): client.source
        case .other(let other): other.source
        }
    }

    // MARK: Groups

    /// The assigned groups; nil where everyone may use the app.
    var groups: Set<GroupID>? {
        switch app {
        case .client(let client):
            if case .only(let groups) = client.assignments { groups } else { nil }
        case .other(let other):
            Set(
                rows("groupAssignments", of: other).compactMap { $0["id"]?.string }.map(GroupID.init(rawValue:))
                    .filter { organization.group($0) != nil }
            )
        }
    }

    /// The assignments in their order; an assignment of a fixture may lack a row.
    var groupRows: [JSONObject] {
        guard let groups else { return [] }
        let given = source["groupAssignments"]?.array?.compactMap(\.object) ?? []
        let known = given.filter { row in groups.contains { $0.rawValue == row["id"]?.string } }
        let others = groups.map(\.rawValue).filter { id in !known.contains { $0["id"]?.string == id } }
        return known
            + others.sorted().enumerated().map { place, id in
                [
                    "id": .string(id), "lastUpdated": .fixtureInstant, "priority": .integer(known.count + place),
                    "profile": [:],
                ]
            }
    }

    /// Returns the org with these groups assigned to the app.
    func setting(groupRows rows: [JSONObject]) -> Organization {
        var source = source
        source["groupAssignments"] = rows.isEmpty ? nil : .array(rows.map { .object($0) })
        switch app {
        case .client(let client):
            let groups = Set(rows.compactMap { $0["id"]?.string }.map(GroupID.init(rawValue:)))
            let changed = client.with(source: source, assignments: .only(groups: groups))
            return organization.changing { $0.applications.set(changed) }
        case .other(let other): return setting(source, of: other)
        }
    }

    // MARK: Users

    func isAssigned(_ user: User) -> Bool { row(of: user) != nil || isAssignedByGroup(user) }

    func isAssignedByGroup(_ user: User) -> Bool { groups.map { !$0.isDisjoint(with: user.groups) } ?? true }

    /// The row of a user who is assigned directly.
    func row(of user: User) -> AppUser? {
        switch app {
        case .client(let client): organization.appUser(user, at: client)
        case .other(let other):
            rows("userAssignments", of: other).first { $0["id"]?.string == user.id.rawValue }.map { row in
                AppUser(
                    id: rowID(user.id),
                    userName: row["credentials"]?["userName"]?.string,
                    profile: row["profile"]?.object ?? [:],
                    source: row
                )
            }
        }
    }

    func rowID(_ user: UserID) -> AppUser.ID { AppUser.ID(application: ApplicationID(rawValue: id), user: user) }

    func setting(_ row: AppUser) -> Organization { changingRow(of: row.id.user, to: row) }

    func removingRow(of user: UserID) -> Organization { changingRow(of: user, to: nil) }

    private func changingRow(of user: UserID, to row: AppUser?) -> Organization {
        guard case .other(let other) = app else {
            return organization.changing { contents in
                if let row { contents.appUsers.set(row) } else { contents.appUsers.remove(rowID(user)) }
            }
        }
        let rest = rows("userAssignments", of: other).filter { $0["id"]?.string != user.rawValue }
        let rows = rest + [row?.source].compactMap(\.self)
        var source = other.source
        source["userAssignments"] = rows.isEmpty ? nil : .array(rows.map { .object($0) })
        return setting(source, of: other)
    }

    private func rows(_ name: String, of other: OtherApplication) -> [JSONObject] {
        other.source[name]?.array?.compactMap(\.object) ?? []
    }

    private func setting(_ source: JSONObject, of other: OtherApplication) -> Organization {
        var changed = other
        changed.source = source
        return organization.changing { $0.otherApplications.set(changed) }
    }
}
