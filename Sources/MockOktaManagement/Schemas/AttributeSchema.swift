import MockOktaFormats
import MockOktaModel

/// The attributes of a profile: those that Okta defines, with their changes, and the org's own (Okta, "Schemas API").
struct AttributeSchema: Sendable {
    /// An attribute that Okta defines.
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

    private let base: [BaseAttribute]
    private(set) var custom: JSONObject
    /// The changes of Okta's attributes.
    private var changes: JSONObject
    private(set) var lastUpdated: JSON

    /// Reads a schema as it is stored: `custom`, `base`, `lastUpdated`.
    init(_ stored: JSON?, base: [BaseAttribute]) {
        self.base = base
        custom = stored?["custom"]?.object ?? [:]
        changes = stored?["base"]?.object ?? [:]
        lastUpdated = stored?["lastUpdated"] ?? .fixtureInstant
    }

    var stored: JSON {
        ["custom": .object(custom), "base": .object(changes), "lastUpdated": lastUpdated]
    }

    var names: Set<ExactString> { Set(texts: base.map(\.name) + custom.keys) }

    /// The attributes of Okta's that a profile must have.
    var requiredNames: [String] {
        base.filter { changes[$0.name]?["required"]?.bool ?? ($0.object["required"] == true) }.map(\.name)
    }

    /// The pattern that the org has set for one of Okta's attributes.
    func changedPattern(of name: String) -> String? { changes[name]?["pattern"]?.string }

    /// The attributes of the org's own that a profile must have.
    var requiredCustomNames: [String] { custom.members.filter { $0.value["required"] == true }.map(\.key) }

    /// Refuses values that do not fit the org's own attributes.
    ///
    /// Differs: Okta's texts for such values are not known.
    func check(_ profile: JSONObject) throws(Refusal) {
        for member in profile.members where member.value != .null {
            guard let attribute = custom[member.key]?.object,
                let problem = AttributeValue(attribute).problem(of: member.value)
            else { continue }
            throw .invalid(member.key, problem)
        }
    }

    /// Adds, changes and removes attributes; null removes one.
    ///
    /// - Returns: the names of the removed attributes.
    mutating func change(by given: JSONObject, at now: JSON) -> Set<ExactString> {
        var removed: Set<ExactString> = []
        for member in given["definitions"]?["custom"]?["properties"]?.object?.members ?? [] {
            guard let object = member.value.object else {
                custom[member.key] = nil
                removed.insert(member.key)
                continue
            }
            custom[member.key] = .object(Self.attribute(object, former: custom[member.key]?.object ?? [:]))
        }
        for member in given["definitions"]?["base"]?["properties"]?.object?.members ?? [] {
            guard let object = member.value.object, base.contains(where: { $0.name == member.key }) else { continue }
            changes[member.key] = .object((changes[member.key]?.object ?? [:]).adding(object))
        }
        lastUpdated = now
        return removed
    }

    /// Returns a changed attribute with its members in Okta's order.
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

    /// The members `definitions`, `type` and `properties` of the schema's object.
    var definitions: JSONObject {
        var shown: JSONObject = [:]
        for attribute in base {
            var object = attribute.object
            if let changes = changes[attribute.name]?.object { object = Self.attribute(changes, former: object) }
            shown[attribute.name] = .object(object)
        }
        return [
            "definitions": [
                "custom": Self.definition("#custom", ordered(custom)), "base": Self.definition("#base", ordered(shown)),
            ],
            "type": "object",
            "properties": ["profile": ["allOf": [["$ref": "#/definitions/custom"], ["$ref": "#/definitions/base"]]]],
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

    private static func definition(_ id: String, _ properties: JSONObject) -> JSON {
        let required = properties.members.filter { $0.value["required"] == true }.map(\.key)
        var definition: JSONObject = ["id": .string(id), "type": "object", "properties": .object(properties)]
        if !properties.isEmpty { definition["required"] = .array(required.map { .string($0) }) }
        return .object(definition)
    }
}
