import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/meta/schemas/user/{schemaID}`: the attributes of the users of a type (Okta, "Schemas API").
///
/// The org's own attributes are stored in the fixture's `org`: under `userSchema` for the default type, and under
/// `schema` in the object of the type for the others.
struct UserSchema {
    /// `schemaID` is `default` or that of a type with `osc` in place of `oty`.
    private static let path = "/api/v1/meta/schemas/user/{schemaID}"

    static let operations: [Operation] = [
        Operation(.get, path, .schemas) { (call) throws(Refusal) in
            .object(try UserSchema(call, in: call.organization).shown(call))
        },
        Operation(.post, path, .schemas) { (call) throws(Refusal) in
            let given = try call.body()
            let present = call
            let changed = try call.update { (organization) throws(Refusal) in
                let changed = try UserSchema(present, in: organization).changed(by: given, at: present.now)
                return (changed, changed)
            }
            return .object(try UserSchema(call, in: changed).shown(call))
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
    /// The type; nil for the default one.
    private let type: JSONObject?

    /// The schema of users of a type; users of an unknown type, which fixtures may have, are of the default one.
    init(_ organization: Organization, type id: String?) {
        self.organization = organization
        type = UserTypes.all(in: organization).first { $0["id"]?.string == id && $0["default"] != true }
    }

    private init(_ call: APICall, in organization: Organization) throws(Refusal) {
        let id = call.parameter("schemaID")
        let types = UserTypes.all(in: organization).compactMap { $0["id"]?.string }
        let named = types.first { $0.dropFirst(3) == id.dropFirst(3) }
        guard id == "default" || named != nil else { throw .absent(id, "CVDSchema") }
        self.init(organization, type: named)
    }

    private var schema: AttributeSchema {
        let stored = if let type { type["schema"] } else { organization.contents.source["userSchema"] }
        return AttributeSchema(stored, base: Self.base)
    }

    /// Refuses a profile with attributes that the schema lacks, with values that do not fit, or without required ones.
    ///
    /// - Parameters:
    ///   - profile: the profile to store.
    ///   - former: that of the user so far, which may have any attributes in a fixture; nil for a new user.
    /// - Throws: `Refusal` E0000001.
    func check(_ profile: JSONObject, replacing former: JSONObject?) throws(Refusal) {
        let schema = schema
        let known = schema.names.union(Set(texts: former?.keys ?? []))
        for member in profile.members where member.value != .null && !known.contains(member.key) {
            throw .invalid(
                former == nil ? "newUser" : "user",
                ["Property name '\(member.key)' is not defined in profile"]
            )
        }
        try schema.check(profile)
        let required = schema.requiredNames + (former == nil ? schema.requiredCustomNames : [])
        var faults = required.filter { [nil, .null, ""].contains(profile[$0]) }.map {
            ($0, "The field cannot be left blank")
        }
        // An org may set another pattern (Okta, "Schemas API"); fixtures may have any logins.
        if schema.changedPattern(of: "login") == nil, former == nil || profile["login"] != former?["login"],
            !Self.isEmailAddress(profile["login"]?.string ?? "")
        {
            faults.append(("login", "Username must be in the form of an email address"))
        }
        guard let first = faults.first else { return }
        throw .invalid(first.0, faults.map { "\($0): \($1)" })
    }

    private static func isEmailAddress(_ text: String) -> Bool {
        let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        return parts.count == 2 && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0 > 0x20 } }
    }

    private func changed(by given: JSONObject, at now: JSON) throws(Refusal) -> Organization {
        var schema = schema
        let removed = schema.change(by: given, at: now)
        let stored = schema.stored
        let id = type?["id"]
        let types = UserTypes.all(in: organization).map { $0["id"] == id ? $0.adding(["schema": stored]) : $0 }
        return organization.changing { contents in
            if id == nil {
                contents.source["userSchema"] = stored
            } else {
                contents.source["userTypes"] = .array(types.map { .object($0) })
            }
            if !removed.isEmpty { contents.removeAttributes(removed, ofType: id?.string) }
        }
    }

    private func shown(_ call: APICall) -> JSONObject {
        let schema = schema
        let id = type?["id"]?.string ?? UserTypes.standardID
        let object: JSONObject = [
            "id": call.href("/meta/schemas/user/" + (type == nil ? "default" : "osc\(id.dropFirst(3))")),
            "$schema": "http://json-schema.org/draft-04/schema#",
            "name": type?["name"] ?? "user", "title": type?["displayName"] ?? "User",
            "description": type?["description"] ?? "Okta user profile template with default permission settings",
            "lastUpdated": schema.lastUpdated, "created": type?["created"] ?? .fixtureInstant,
        ]
        let links = UserTypes.links(id, ["self": "schema", "type": "type"], call)
        return object.adding(schema.definitions).adding(["_links": links])
    }
}

extension Organization.Contents {
    /// Removes attributes from the profiles of a type's users, after they were removed from its schema.
    ///
    /// - Parameters:
    ///   - names: the attributes.
    ///   - type: the id of the type; nil for the default one.
    fileprivate mutating func removeAttributes(_ names: Set<ExactString>, ofType type: String?) {
        let others = Set(
            UserTypes.all(in: Organization(self)).filter { $0["default"] != true }.compactMap { $0["id"]?.string }
        )
        for user in Array(users) where user.profile.members.contains(where: { names.contains($0.key) }) {
            let own = user.source["type"]?["id"]?.string.flatMap { others.contains($0) ? $0 : nil }
            guard own == type else { continue }
            var document = DocumentWriter.user(user)
            var profile = user.profile
            for name in names { profile[name.text] = nil }
            document["profile"] = .object(profile)
            if let changed = DocumentReader.user(document, groups: user.groups) { users.set(changed) }
        }
    }
}
