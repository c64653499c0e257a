import MockOktaFormats
import MockOktaModel
import Testing

/// What the schema says; whether fixtures are valid by it is for a validator to tell (`.ci/checks/fixtures`).
struct JSONSchemaTests {
    @Test func `every top-level key is a property, and no other is allowed`() {
        let schema = JSONSchema.file
        let known = ["org"] + FixtureCollection.allCases.map(\.rawValue) + ["mock", "$schema"]
        #expect(schema["$schema"] == "https://json-schema.org/draft/2020-12/schema")
        #expect(schema["properties"]?.object?.keys == known)
        #expect(schema["additionalProperties"] == false)
    }

    @Test(arguments: FixtureCollection.allCases)
    func `every member of a collection's objects has a schema and a text`(collection: FixtureCollection) throws {
        let row = try #require(JSONSchema.file["$defs"]?["\(collection.rawValue).item"])
        let properties = try #require(row["properties"]?.object)
        for field in FixtureSchema.element(of: collection).fields {
            let text = properties[field.name]?["description"]?.string ?? ""
            #expect(text.hasPrefix(field.summary), "\(field.name)")
        }
        #expect(properties["$delete"] != nil)
    }

    @Test(arguments: FixtureCollection.allCases)
    func `every reference leads somewhere`(collection: FixtureCollection) throws {
        for schema in [JSONSchema.file, JSONSchema.file(of: collection)] {
            let definitions = try #require(schema["$defs"]?.object?.keys)
            for reference in references(in: .object(schema)) {
                #expect(definitions.contains(String(reference.dropFirst("#/$defs/".count))))
            }
        }
        #expect(JSONSchema.file(of: collection)["$ref"]?.string == "#/$defs/\(collection.rawValue)")
    }

    @Test func `nested objects are those of the collections`() {
        let servers = JSONSchema.file["$defs"]?["authorizationServers.item"]?["properties"]
        #expect(servers?["scopes"]?["$ref"] == "#/$defs/scopes")
        #expect(JSONSchema.file["$defs"]?["policies.item"]?["properties"]?["rules"]?["$ref"] == "#/$defs/rules")
    }

    @Test func `limits, words, nothing and advice are told`() throws {
        let rule = try #require(JSONSchema.file["$defs"]?["rules.item"]?["properties"])
        let lifetime = rule["actions"]?["properties"]?["token"]?["properties"]?["accessTokenLifetimeMinutes"]
        #expect(lifetime?["type"] == ["integer", "null"])
        #expect(lifetime?["minimum"] == 0)
        #expect(lifetime?["description"]?.string?.hasSuffix("Okta allows 5 to 1440 minutes.") == true)
        #expect(rule["status"]?["enum"] == ["ACTIVE", "INACTIVE", nil])
    }

    @Test func `an object without an id must have what tells it from others`() {
        let user = JSONSchema.file["$defs"]?["users.item"]
        #expect(user?["else"]?["required"] == ["profile"])
        #expect(user?["else"]?["properties"]?["profile"]?["required"] == ["login"])
    }

    @Test func `a fixture may name its schema`() {
        #expect(lines(read(#"{"$schema": "./fixture.schema.json"}"#)) == [])
    }

    private func references(in value: JSON) -> [String] {
        switch value {
        case .array(let elements): elements.flatMap(references)
        case .object(let object):
            object.members.flatMap { member in
                member.key == "$ref" ? [member.value.string ?? ""] : references(in: member.value)
            }
        default: []
        }
    }
}
