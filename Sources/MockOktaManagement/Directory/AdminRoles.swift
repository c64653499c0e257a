import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/users/{userID}/roles` and `/api/v1/groups/{groupID}/roles`: administrators (Okta, "Role Assignments API").
///
/// Differs: the standard roles only, without targets; a role gives no rights to its user.
enum AdminRoles {
    /// The member of a user's or group's object that has its roles: id, type and date.
    static let member = "roles"

    /// The labels of the standard roles by type (Okta, "Standard roles").
    private static let labels: [ExactString: String] = [
        "API_ACCESS_MANAGEMENT_ADMIN": "API Access Management Administrator", "APP_ADMIN": "Application Administrator",
        "GROUP_MEMBERSHIP_ADMIN": "Group Membership Administrator", "HELP_DESK_ADMIN": "Help Desk Administrator",
        "MOBILE_ADMIN": "Mobile Administrator", "ORG_ADMIN": "Organization Administrator",
        "READ_ONLY_ADMIN": "Read-only Administrator", "REPORT_ADMIN": "Report Administrator",
        "SUPER_ADMIN": "Super Organization Administrator", "USER_ADMIN": "Group Administrator",
        "WORKFLOWS_ADMIN": "Workflows Administrator",
    ]

    static let operations = Holder.allCases.flatMap(operations)

    /// The object that has the roles.
    private enum Holder: String, CaseIterable {
        case user = "USER"
        case group = "GROUP"

        var path: String { self == .user ? Users.path + "/{userID}" : Groups.path + "/{groupID}" }

        /// The path of the object that a call names, by its id.
        func path(_ call: APICall) throws(Refusal) -> String {
            switch self {
            case .user: "\(Users.path)/\(try Users(call, in: call.organization).named(by: call).id)"
            case .group:
                "\(Groups.path)/\(try Groups(call, in: call.organization).existing(call.parameter("groupID")).id)"
            }
        }

        func rows(_ call: APICall, in organization: Organization) throws(Refusal) -> [JSONObject] {
            let source =
                switch self {
                case .user: try Users(call, in: organization).named(by: call).source
                case .group: try Groups(call, in: organization).existing(call.parameter("groupID")).source
                }
            return (source[AdminRoles.member]?.array ?? []).compactMap(\.object)
        }

        func setting(
            _ rows: [JSONObject],
            _ call: APICall,
            in organization: Organization
        ) throws(Refusal) -> Organization {
            let value: JSON? = rows.isEmpty ? nil : .array(rows.map { .object($0) })
            switch self {
            case .user:
                let user = try Users(call, in: organization).named(by: call)
                return organization.changing { $0.users.set(user.changing { $0[AdminRoles.member] = value }) }
            case .group:
                var group = try Groups(call, in: organization).existing(call.parameter("groupID"))
                group.source[AdminRoles.member] = value
                let changed = group
                return organization.changing { $0.groups.set(changed) }
            }
        }
    }

    private static func operations(_ holder: Holder) -> [Operation] {
        let path = holder.path + "/roles"
        let itemPath = path + "/{roleID}"
        return [
            Operation(.get, path, .roles) { (call) throws(Refusal) in
                let assignee = try holder.path(call)
                return .list(try holder.rows(call, in: call.organization).map { shown($0, holder, assignee, call) })
            },
            Operation(.post, path, .roles) { (call) throws(Refusal) in
                let type = try call.body()["type"]?.string ?? ""
                guard labels[type] != nil else { throw .invalid("type", "The role specified is not valid.") }
                let assignee = try holder.path(call)
                let role: JSONObject = ["id": .string(call.newID(.role)), "type": .string(type), "created": call.now]
                let present = call
                try call.update { (organization) throws(Refusal) in
                    let rows = try holder.rows(present, in: organization)
                    guard !rows.contains(where: { $0["type"]?.string == type }) else {
                        throw Refusal(.duplicateRole, why: "the role \(type) is assigned already")
                    }
                    return (try holder.setting(rows + [role], present, in: organization), ())
                }
                return .object(shown(role, holder, assignee, call), .created)
            },
            Operation(.get, itemPath, .roles) { (call) throws(Refusal) in
                let assignee = try holder.path(call)
                let id = call.parameter("roleID")
                let rows = try holder.rows(call, in: call.organization)
                guard let row = rows.first(where: { $0["id"]?.string == id }) else { throw .absent(id, "Role") }
                return .object(shown(row, holder, assignee, call))
            },
            Operation(.delete, itemPath, .roles) { (call) throws(Refusal) in
                let present = call
                let id = call.parameter("roleID")
                try call.update { (organization) throws(Refusal) in
                    let rows = try holder.rows(present, in: organization)
                    guard rows.contains(where: { $0["id"]?.string == id }) else { throw .absent(id, "Role") }
                    let kept = rows.filter { $0["id"]?.string != id }
                    return (try holder.setting(kept, present, in: organization), ())
                }
                return .nothing
            },
        ]
    }

    private static func shown(_ row: JSONObject, _ holder: Holder, _ assignee: String, _ call: APICall) -> JSONObject {
        let type = row["type"]?.string ?? ""
        let created = row["created"] ?? .fixtureInstant
        return [
            "id": row["id"] ?? "", "label": .string(labels[type] ?? type), "type": .string(type), "status": "ACTIVE",
            "created": created, "lastUpdated": created, "assignmentType": .string(holder.rawValue),
            "_links": ["assignee": .link(call.href(assignee))],
        ]
    }
}
