import MockOktaFormats

/// JSON Schemas of requests and answers (draft 2020-12, as in OpenAPI 3.1).
enum Shape {
    static let string: JSON = ["type": "string"]
    static let bool: JSON = ["type": "boolean"]
    static let number: JSON = ["type": "number", "minimum": 0]
    static let anything: JSON = [:]
    static let instant: JSON = [
        "type": "string", "format": "date-time", "examples": ["2026-01-01T00:00:00Z"],
    ]
    /// A duration in ISO 8601 format or with a unit, or a number of seconds.
    static let duration: JSON = [
        "anyOf": [
            [
                "type": "string",
                "pattern":
                    #"^(P(?=.)([0-9]+W|([0-9]{1,6}D)?(T(?=.)([0-9]{1,6}H)?([0-9]{1,6}M)?([0-9]{1,6}S)?)?)|[0-9]{1,6}[smhd]?)$"#,
            ],
            ["type": "number", "minimum": 0],
        ],
        "examples": ["PT1H", "90s", 30],
    ]

    static func integer(_ least: Int = 0, _ most: Int = 1_000_000_000) -> JSON {
        ["type": "integer", "minimum": .integer(least), "maximum": .integer(most)]
    }

    static func word(_ words: [String]) -> JSON { ["type": "string", "enum": .array(words.map { .string($0) })] }

    static func array(_ element: JSON) -> JSON { ["type": "array", "items": element] }

    static func reference(_ name: String) -> JSON { ["$ref": .string("#/components/schemas/" + name)] }

    /// An object with no other members.
    ///
    /// - Parameters:
    ///   - members: the schemas of its members.
    ///   - optional: the members that may be absent.
    /// - Returns: the schema.
    static func object(_ members: JSONObject, optional: [String] = []) -> JSON {
        let required = members.keys.filter { !optional.contains($0) }
        var schema: JSONObject = ["type": "object", "properties": .object(members)]
        if !required.isEmpty { schema["required"] = .array(required.map { .string($0) }) }
        schema["additionalProperties"] = false
        return .object(schema)
    }

    /// An object all of whose members are optional.
    static func options(_ members: JSONObject) -> JSON { object(members, optional: members.keys) }

    /// An object whose members are not described.
    static let freeObject: JSON = ["type": "object"]
}
