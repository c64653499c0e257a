import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/meta/schemas/user/{schemaID}`: the attributes of users (Okta, "Schemas API").
///
/// Custom attributes are stored in the fixture's `org`, under `userSchema`.
struct UserSchema {
    /// The path of the schema of the default user type; `schemaID` may also be its id.
    private static let path = "/api/v1/meta/schemas/user/{schemaID}"

    static let operations: [Operation] = [
        Operation(.get, path, .schemas) { (call) throws(Refusal) in
            try checkID(call)
            return .object(UserSchema(call.organization).shown(call))
        },
        Operation(.post, path, .schemas) { (call) throws(Refusal) in
            try checkID(call)
            let given = try call.body()
            let present = call
            let changed = try call.update { (organization) throws(Refusal) in
                let changed = try UserSchema(organization).changed(by: given, at: present.now)
                return (changed, changed)
            }
            return .object(UserSchema(changed).shown(call))
        },
    ]

    /// Okta's own attributes in the order in which Okta inserts them into the map of a profile, after custom ones.
    ///
    /// The order matters only for attributes that share a bucket; that part was recorded at Okta.
    static let mapOrder: [String] = {
        let last = ["title", "nickName", "login", "email"]
        return base.map(\.name).filter { !last.contains($0) } + last
    }()

    private let organization: Organization

    init(_ organization: Organization) {
        self.organization = organization
    }

    private var schema: AttributeSchema { AttributeSchema(organization.contents.source["userSchema"], base: Self.base) }

    /// Every user type has a schema; all have the same attributes.
    ///
    /// Differs: at Okta each user type has its own custom attributes.
    private static func checkID(_ call: APICall) throws(Refusal) {
        let id = call.parameter("schemaID")
        let types = UserTypes.all(in: call.organization).compactMap { $0["id"]?.string }
        guard id == "default" || types.contains(where: { $0.dropFirst(3) == id.dropFirst(3) }) else {
            throw .absent(id, "CVDSchema")
        }
    }

    /// Refuses a profile with attributes that the schema lacks, or without required ones.
    ///
    /// Fixtures may contain any attributes: an attribute that a user of the org has is allowed, too.
    func check(_ profile: JSONObject, isNew: Bool) throws(Refusal) {
        let schema = schema
        let known = schema.names
        for member in profile.members where member.value != .null && !known.contains(member.key) {
            throw .invalid(
                isNew ? "newUser" : "user",
                ["Property name '\(member.key)' is not defined in profile"]
            )
        }
        for name in schema.requiredNames {
            let value = profile[name]
            guard value != nil, value != .null, value != "" else {
                throw .invalid(name, "The field cannot be left blank")
            }
        }
    }

    private func changed(by given: JSONObject, at now: JSON) throws(Refusal) -> Organization {
        var schema = schema
        let removed = schema.change(by: given, at: now)
        let stored = schema.stored
        return organization.changing { contents in
            contents.source["userSchema"] = stored
            if !removed.isEmpty { contents.removeAttributes(removed) }
        }
    }

    private func shown(_ call: APICall) -> JSONObject {
        let schema = schema
        let object: JSONObject = [
            "id": call.href("/meta/schemas/user/default"), "$schema": "http://json-schema.org/draft-04/schema#",
            "name": "user", "title": "User",
            "description": "Okta user profile template with default permission settings",
            "lastUpdated": schema.lastUpdated, "created": .fixtureInstant,
        ]
        let links = UserTypes.links(UserTypes.standardID, ["self": "schema", "type": "type"], call)
        return object.adding(schema.definitions).adding(["_links": links])
    }
}

extension Organization.Contents {
    /// Removes attributes from every profile, after they were removed from the schema.
    fileprivate mutating func removeAttributes(_ names: Set<ExactString>) {
        for user in Array(users) where user.profile.members.contains(where: { names.contains($0.key) }) {
            var document = DocumentWriter.user(user)
            var profile = user.profile
            for name in names { profile[name.text] = nil }
            document["profile"] = .object(profile)
            if let changed = DocumentReader.user(document, groups: user.groups) { users.set(changed) }
        }
    }
}
