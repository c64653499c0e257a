import MockOktaFormats
import MockOktaModel

/// What the objects of one kind look like: their members in Okta's order, and what each may hold.
struct ObjectShape: Sendable {
    /// What 404s call an object of this kind (`AuthorizationServer`).
    let kind: String
    /// The fixture's table of the same object.
    let schema: ObjectSchema
    /// Members without which none can be created or replaced.
    let required: [String]
    let members: [MemberShape]

    /// Puts an object together.
    ///
    /// - Parameters:
    ///   - given: what the caller sent, or what is stored.
    ///   - assigned: what only the server sets.
    /// - Returns: every member of the table that has a value, in the table's order.
    func document(given: JSONObject, assigned: JSONObject) -> JSONObject {
        JSONObject(members, given: given, assigned: assigned)
    }

    /// An object as it is shown: what is stored, with what follows from other objects over it.
    ///
    /// Members that the table does not know come from a fixture and are kept, as the fixture's contract says.
    func shown(_ stored: JSONObject, computed: JSONObject) -> JSONObject {
        var assigned = stored
        for member in computed.members { assigned[member.key] = assigned[member.key].merged(with: member.value) }
        var object = document(given: stored, assigned: assigned)
        let known = Set(members.map(\.name)).union(Self.ownMembers)
        for member in stored.members where !known.contains(member.key) { object[member.key] = member.value }
        if let links = object["_links"]?.object { object["_links"] = .object(links.inHashMapOrder) }
        return object
    }

    /// Refuses an object that lacks a member or has one of the wrong kind.
    func check(_ given: JSONObject) throws(Refusal) {
        for name in required {
            let value = given[name]
            if value == nil || value == .null || value == "" {
                throw .invalid(name, "The field cannot be left blank")
            }
        }
        try BodyCheck.check(.object(given), .object(schema), at: "")
    }

    /// Members of fixtures that hold objects of other collections.
    private static let ownMembers: Set<String> = [
        "scopes", "claims", "policies", "rules", "groups", "assignments", "grants", "factors", "idTokenGroups",
        "associatedServers", "groupAssignments", "accessPolicy", "secrets",
    ]
}

extension JSON? {
    /// Objects member by member, other values whole.
    fileprivate func merged(with other: JSON) -> JSON {
        guard var object = self?.object, let more = other.object else { return other }
        for member in more.members { object[member.key] = object[member.key].merged(with: member.value) }
        return .object(object)
    }
}
