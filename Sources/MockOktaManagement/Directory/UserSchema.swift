import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/meta/schemas/user/{schemaID}`: the attributes of users (Okta, "Schemas API").
///
/// Custom attributes are stored in the fixture's `org`, under `userSchema`.
struct UserSchema {
    /// An attribute that every Okta org has.
    struct BaseAttribute: Sendable {
        let name: String
        let object: JSONObject

        init(
            _ name: String,
            _ title: String,
            _ action: String,
            isRequired: Bool = false,
            format: String? = nil,
            length: (Int?, Int?) = (nil, nil)
        ) {
            self.name = name
            var object: JSONObject = ["title": .string(title), "type": "string"]
            if isRequired { object["required"] = true }
            object["format"] = format.map { .string($0) }
            object["mutability"] = "READ_WRITE"
            object["scope"] = "NONE"
            object["minLength"] = length.0.map { .integer($0) }
            object["maxLength"] = length.1.map { .integer($0) }
            object["permissions"] = [["principal": "SELF", "action": .string(action)]]
            object["master"] = ["type": "PROFILE_MASTER"]
            self.object = object
        }
    }

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

    private var source: JSONObject { organization.contents.source["userSchema"]?.object ?? [:] }
    private var custom: JSONObject { source["custom"]?.object ?? [:] }
    /// The changes of Okta's own attributes.
    private var changes: JSONObject { source["base"]?.object ?? [:] }

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
        let known = Set(Self.base.map(\.name)).union(custom.keys)
        for member in profile.members where member.value != .null && !known.contains(member.key) {
            throw .invalid(
                isNew ? "newUser" : "user",
                ["Property name '\(member.key)' is not defined in profile"]
            )
        }
        for name in Self.base.filter({ $0.object["required"] == true }).map(\.name) where required(name) {
            let value = profile[name]
            guard value != nil, value != .null, value != "" else {
                throw .invalid(name, "The field cannot be left blank")
            }
        }
    }

    private func required(_ name: String) -> Bool { changes[name]?["required"]?.bool ?? true }

    private func changed(by given: JSONObject, at now: JSON) throws(Refusal) -> Organization {
        var custom = custom
        var removed: Set<String> = []
        for member in given["definitions"]?["custom"]?["properties"]?.object?.members ?? [] {
            guard let object = member.value.object else {
                custom[member.key] = nil
                removed.insert(member.key)
                continue
            }
            custom[member.key] = .object(Self.attribute(object, former: custom[member.key]?.object ?? [:]))
        }
        var changes = changes
        for member in given["definitions"]?["base"]?["properties"]?.object?.members ?? [] {
            guard let object = member.value.object, Self.base.contains(where: { $0.name == member.key }) else {
                continue
            }
            changes[member.key] = .object((changes[member.key]?.object ?? [:]).adding(object))
        }
        let source: JSONObject = ["custom": .object(custom), "base": .object(changes), "lastUpdated": now]
        return organization.changing { contents in
            contents.source["userSchema"] = .object(source)
            if !removed.isEmpty { contents.removeAttributes(removed) }
        }
    }

    /// Returns a custom attribute with its members in Okta's order.
    private static func attribute(_ given: JSONObject, former: JSONObject) -> JSONObject {
        var object = JSONObject(members, given: former.adding(given), assigned: [:])
        if object["required"] == false { object["required"] = nil }
        return object
    }

    private static let members: [MemberShape] = [
        .given("title"), .given("description"), .given("type", "string"), .given("required"), .given("format"),
        .given("pattern"), .given("unique"), .given("externalName"), .given("externalNamespace"),
        .given("mutability", "READ_WRITE"), .given("scope", "NONE"), .given("minLength"), .given("maxLength"),
        .optionalObject("items", [.given("type"), .given("enum"), .given("oneOf")]), .given("enum"), .given("oneOf"),
        .given("permissions", [["principal": "SELF", "action": "READ_ONLY"]]),
        .given("master", ["type": "PROFILE_MASTER"]),
    ]

    private func shown(_ call: APICall) -> JSONObject {
        var base: JSONObject = [:]
        for attribute in Self.base {
            var object = attribute.object
            if let changes = changes[attribute.name]?.object { object = object.adding(changes) }
            if object["required"] == false { object["required"] = nil }
            base[attribute.name] = .object(object)
        }
        let required = base.members.filter { $0.value["required"] == true }.map(\.key)
        let customRequired = custom.members.filter { $0.value["required"] == true }.map(\.key)
        let updated = source["lastUpdated"] ?? .fixtureInstant
        return [
            "id": call.href("/meta/schemas/user/default"), "$schema": "http://json-schema.org/draft-04/schema#",
            "name": "user", "title": "User",
            "description": "Okta user profile template with default permission settings", "lastUpdated": updated,
            "created": .fixtureInstant,
            "definitions": [
                "custom": Self.definition("#custom", ordered(custom), customRequired),
                "base": Self.definition("#base", base, required),
            ],
            "type": "object",
            "properties": ["profile": ["allOf": [["$ref": "#/definitions/custom"], ["$ref": "#/definitions/base"]]]],
            "_links": UserTypes.links(UserTypes.standardID, ["self": "schema", "type": "type"], call),
        ]
    }

    /// Orders the members of permissions: the principal comes first.
    private func ordered(_ properties: JSONObject) -> JSONObject {
        JSONObject(
            properties.members.map { member in
                var object = member.value.object ?? [:]
                let permissions = object["permissions"]?.array?.map { permission -> JSON in
                    ["principal": permission["principal"] ?? "SELF", "action": permission["action"] ?? "READ_ONLY"]
                }
                object["permissions"] = permissions.map { .array($0) }
                return (member.key, JSON.object(object))
            }
        )
    }

    private static func definition(_ id: String, _ properties: JSONObject, _ required: [String]) -> JSON {
        var definition: JSONObject = ["id": .string(id), "type": "object", "properties": .object(properties)]
        if !properties.isEmpty { definition["required"] = .array(required.map { .string($0) }) }
        return .object(definition)
    }
}

extension Organization.Contents {
    /// Removes attributes from every profile, after they were removed from the schema.
    fileprivate mutating func removeAttributes(_ names: Set<String>) {
        for user in Array(users) where user.profile.members.contains(where: { names.contains($0.key) }) {
            var document = DocumentWriter.user(user)
            var profile = user.profile
            for name in names { profile[name] = nil }
            document["profile"] = .object(profile)
            if let changed = DocumentReader.user(document, groups: user.groups) { users.set(changed) }
        }
    }
}
