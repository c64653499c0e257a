import MockOktaFormats
import MockOktaModel

/// The members of one kind of object, in Okta's order, and their allowed values.
struct ObjectShape: Sendable {
    /// The name of the kind in 404 answers (`AuthorizationServer`).
    let kind: String
    /// The fixture's schema of the same object.
    let schema: ObjectSchema
    /// Members that are required to create or replace an object.
    let required: [String]
    let members: [MemberShape]

    /// Creates an object.
    ///
    /// - Parameters:
    ///   - given: the caller's object, or the stored one.
    ///   - assigned: the members that the server sets.
    /// - Returns: every member of the table that has a value, in the table's order.
    func document(given: JSONObject, assigned: JSONObject) -> JSONObject {
        JSONObject(members, given: given, assigned: assigned)
    }

    /// Returns an object for an answer: the stored members, and the computed ones, which take precedence.
    ///
    /// Members that are not in the table come from a fixture and are kept, as the documentation of fixtures says.
    func shown(_ stored: JSONObject, computed: JSONObject) -> JSONObject {
        var assigned = stored
        for member in computed.members { assigned[member.key] = assigned[member.key].merged(with: member.value) }
        var object = document(given: stored, assigned: assigned)
        let known = Set(texts: members.map(\.name)).union(Self.ownMembers)
        for member in stored.members where !known.contains(member.key) { object[member.key] = member.value }
        if let links = object["_links"]?.object { object["_links"] = .object(links.inHashMapOrder) }
        return object
    }

    /// Refuses an object that lacks a required member or has one of the wrong type.
    func check(_ given: JSONObject) throws(Refusal) {
        for name in required {
            let value = given[name]
            if value == nil || value == .null || value == "" {
                throw .invalid(name, "The field cannot be left blank")
            }
        }
        try BodyCheck.check(.object(given), .object(schema), at: "")
    }

    /// Members of fixtures that contain objects of other collections.
    private static let ownMembers: Set<ExactString> = [
        "scopes", "claims", "policies", "rules", "groups", "assignments", "grants", "factors", "idTokenGroups",
        "associatedServers", "groupAssignments", "userAssignments", "groupsByRule", "userSchema", "accessPolicy",
        "profileEnrollment", "secrets", "passwordHistory", "owners", "roles",
    ]
}

extension JSON? {
    /// Merges objects member by member, and replaces other values.
    fileprivate func merged(with other: JSON) -> JSON {
        guard var object = self?.object, let more = other.object else { return other }
        for member in more.members { object[member.key] = object[member.key].merged(with: member.value) }
        return .object(object)
    }
}
