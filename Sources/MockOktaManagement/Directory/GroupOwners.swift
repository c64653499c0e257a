import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/groups/{groupID}/owners`: users and groups that may manage a group (Okta, "Group Owners API").
///
/// Differs: an owner has no rights of its own.
enum GroupOwners {
    /// The member of a group's object that has the owners as given: id, type and date.
    static let member = "owners"

    private static let path = Groups.path + "/{groupID}/owners"

    static let operations: [Operation] = [
        Operation(.get, path, .groups) { (call) throws(Refusal) in
            let group = try Groups(call, in: call.organization).existing(call.parameter("groupID"))
            let page = try Page(call, Page.Limits(fallback: 1000, maximum: 1000))
            let picked = try page.pick(rows(of: group)) { $0["id"]?.string ?? "" }
            return page.answer(
                picked.rows.map { shown($0, in: call.organization) },
                next: picked.hasMore ? picked.rows.last?["id"]?.string : nil
            )
        },
        Operation(.post, path, .groups) { (call) throws(Refusal) in
            let given = try call.body()
            let present = call
            let owner = try call.update { (organization) throws(Refusal) in
                let owner = try checked(given, in: organization, at: present.now)
                let (changed, _) = try changing(present, organization) { (rows) throws(Refusal) in
                    guard !rows.contains(where: { $0["id"] == owner["id"] }) else {
                        throw .invalid("owner", "The owner is already assigned to the group.")
                    }
                    return rows + [owner]
                }
                return (changed, shown(owner, in: organization))
            }
            return .object(owner, .created)
        },
        Operation(.delete, path + "/{ownerID}", .groups) { (call) throws(Refusal) in
            let present = call
            let id = call.parameter("ownerID")
            try call.update { (organization) throws(Refusal) in
                try changing(present, organization) { (rows) throws(Refusal) in
                    guard rows.contains(where: { $0["id"]?.string == id }) else { throw .absent(id, "GroupOwner") }
                    return rows.filter { $0["id"]?.string != id }
                }
            }
            return .nothing
        },
    ]

    private static func rows(of group: Group) -> [JSONObject] {
        (group.source[member]?.array ?? []).compactMap(\.object)
    }

    /// The owner to store; a user or group that does not exist, or is of the other type, is refused.
    private static func checked(
        _ given: JSONObject,
        in organization: Organization,
        at now: JSON
    ) throws(Refusal) -> JSONObject {
        guard let id = given["id"]?.string, !id.isEmpty else { throw .invalid("id", "The field cannot be left blank") }
        switch given["type"]?.string {
        case "USER":
            guard organization.user(UserID(rawValue: id)) != nil else { throw .absent(id, "User") }
        case "GROUP":
            guard organization.group(GroupID(rawValue: id)) != nil else { throw .absent(id, "UserGroup") }
        default: throw .invalid("type", "The type must be USER or GROUP")
        }
        return ["id": .string(id), "type": given["type"] ?? "USER", "lastUpdated": now]
    }

    private static func shown(_ row: JSONObject, in organization: Organization) -> JSONObject {
        let id = row["id"]?.string ?? ""
        let name =
            row["type"] == "GROUP"
            ? organization.group(GroupID(rawValue: id))?.name : organization.user(UserID(rawValue: id))?.displayName
        return [
            "id": .string(id), "type": row["type"] ?? "USER", "resolved": .bool(name != nil), "originId": .null,
            "originType": "OKTA_DIRECTORY", "displayName": name.map { .string($0) } ?? .null,
            "lastUpdated": row["lastUpdated"] ?? .fixtureInstant,
        ]
    }

    private static func changing(
        _ call: APICall,
        _ organization: Organization,
        _ change: ([JSONObject]) throws(Refusal) -> [JSONObject]
    ) throws(Refusal) -> (Organization, Void) {
        var group = try Groups(call, in: organization).existing(call.parameter("groupID"))
        let rows = try change(rows(of: group))
        group.source[member] = rows.isEmpty ? nil : .array(rows.map { .object($0) })
        let changed = group
        return (organization.changing { $0.groups.set(changed) }, ())
    }
}
