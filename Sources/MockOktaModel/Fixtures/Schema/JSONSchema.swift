package import MockOktaFormats

/// The fixture schema as a JSON Schema (draft 2020-12), for editors and validators.
///
/// It accepts what the reader accepts, as far as one file shows that: a null member counts as absent, and an object
/// with an id may extend one of an earlier file and therefore leave out required members.
package enum JSONSchema {
    private static let dialect: JSON = "https://json-schema.org/draft/2020-12/schema"

    /// The schema of a complete fixture file.
    package static var file: JSONObject {
        var schema: JSONObject = [
            "$schema": dialect,
            "title": "mock-okta fixture",
            "description": "An Okta org: users, groups, apps, authorization servers. Every key is optional.",
        ]
        var body = JSONSchemaWriter.object(FixtureSchema.file) { name in
            FixtureCollection(rawValue: name).map { reference(to: $0.rawValue) }
        }
        body.change("properties") { $0["$schema"] = ["type": "string"] }
        for member in body.members { schema[member.key] = member.value }
        schema["$defs"] = .object(definitions)
        return schema
    }

    /// The schema of a file that is named after a collection and contains the result of Okta's list endpoint.
    package static func file(of collection: FixtureCollection) -> JSONObject {
        var schema: JSONObject = ["$schema": dialect, "title": .string("mock-okta fixture: \(collection.rawValue)")]
        schema["$ref"] = reference(to: collection.rawValue)["$ref"]
        schema["$defs"] = .object(definitions)
        return schema
    }

    /// For each collection its array, or a single object of it, and the elements.
    private static var definitions: JSONObject {
        var definitions: JSONObject = [:]
        for collection in FixtureCollection.allCases {
            let row = reference(to: rowName(collection))
            definitions[collection.rawValue] = [
                "description": .string(summary(of: collection)),
                "type": ["array", "object", "null"],
                "items": row,
                "if": ["type": "object"],
                "then": row,
            ]
            definitions[rowName(collection)] = .object(self.row(of: collection))
        }
        return definitions
    }

    private static func rowName(_ collection: FixtureCollection) -> String { "\(collection.rawValue).item" }

    private static func reference(to name: String) -> JSON { ["$ref": .string("#/$defs/\(name)")] }

    private static func summary(of collection: FixtureCollection) -> String {
        FixtureSchema.file.fields.first { $0.name == collection.rawValue }?.summary ?? ""
    }

    private static func row(of collection: FixtureCollection) -> JSONObject {
        let table = FixtureSchema.element(of: collection)
        var schema = JSONSchemaWriter.object(table) { name in
            collection.nested.first { $0.rawValue == name }.map { reference(to: $0.rawValue) }
        }
        schema.change("properties") { properties in
            properties["$delete"] = ["type": "boolean", "description": "True removes the object of an earlier file."]
        }
        guard let requirements = JSONSchemaWriter.requirements(of: table) else { return schema }
        let mayOverlay = table.fields.contains { $0.name == "id" && !$0.isRequired }
        let isDeletion: JSON = ["properties": ["$delete": ["const": true]], "required": ["$delete"]]
        let isFree: JSON = mayOverlay ? ["anyOf": [["required": ["id"]], isDeletion]] : isDeletion
        schema["if"] = isFree
        schema["else"] = .object(requirements)
        return schema
    }
}
