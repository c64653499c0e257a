import MockOktaFormats

/// Writes JSON Schema keywords for one part of the fixture schema.
enum JSONSchemaWriter {
    /// The members of an object; `requirements(of:)` adds the required ones.
    ///
    /// - Parameters:
    ///   - table: the members.
    ///   - override: a schema that replaces the table's own, for members that contain rows.
    /// - Returns: `type`, `properties` and the rule for other members.
    static func object(_ table: ObjectSchema, override: (String) -> JSON? = { _ in nil }) -> JSONObject {
        var properties: JSONObject = [:]
        for field in table.fields {
            var schema = override(field.name)?.object ?? self.schema(field.schema, orNull: !field.isRequired)
            schema["description"] = .string(field.summary + advice(field.schema))
            properties[field.name] = .object(schema)
        }
        var schema: JSONObject = ["type": "object"]
        if !properties.isEmpty { schema["properties"] = .object(properties) }
        if table.unknownKeys == .refused { schema["additionalProperties"] = false }
        return schema
    }

    /// The required members, including those of nested objects, but not of array elements, which no later file extends.
    static func requirements(of table: ObjectSchema) -> JSONObject? {
        var schema: JSONObject = [:]
        let required = table.fields.filter(\.isRequired).map(\.name)
        if !required.isEmpty { schema["required"] = .strings(required) }
        for field in table.fields {
            guard case .object(let child) = field.schema, let nested = requirements(of: child) else { continue }
            schema.change("properties") { $0[field.name] = .object(nested) }
        }
        return schema.isEmpty ? nil : schema
    }

    private static func schema(_ schema: Schema, orNull isNullable: Bool = false) -> JSONObject {
        func typed(_ type: String, _ more: JSONObject = [:]) -> JSONObject {
            .leading(["type": isNullable ? [.string(type), "null"] : .string(type)], more)
        }
        switch schema {
        case .any: return [:]
        case .bool: return typed("boolean")
        case .integer(let range, _): return typed("integer", limits(range))
        case .string(let format): return typed("string", keywords(of: format))
        case .privateKey:
            let jwk: JSON = ["type": "object", "required": .strings(["kty"] + PrivateJWK.numbers)]
            let nothing: [JSON] = isNullable ? [["type": "null"]] : []
            let pem: JSON = ["type": "string", "pattern": "-----BEGIN (RSA )?PRIVATE KEY-----"]
            return ["anyOf": .array([pem, jwk] + nothing)]
        case .word(let words): return ["enum": .array(words.map { .string($0) } + (isNullable ? [.null] : []))]
        case .openWord(let words): return ["anyOf": [["enum": .strings(words)], .object(typed("string"))]]
        case .array(let element): return typed("array", ["items": .object(wholeSchema(element))])
        case .map(let value): return typed("object", ["additionalProperties": .object(self.schema(value))])
        case .object(let table):
            return .leading(typed("object"), object(table))
        case .either(let first, let second):
            let nothing: [JSON] = isNullable ? [["type": "null"]] : []
            return ["anyOf": .array([.object(self.schema(first)), .object(self.schema(second))] + nothing)]
        }
    }

    /// The complete schema of an array element, including its required members.
    private static func wholeSchema(_ element: Schema) -> JSONObject {
        guard case .object(let table) = element, let requirements = requirements(of: table) else {
            return schema(element)
        }
        var whole = object(table)
        whole["allOf"] = [.object(requirements)]
        return whole
    }

    private static func limits(_ range: ClosedRange<Int>) -> JSONObject {
        var limits: JSONObject = ["minimum": .integer(range.lowerBound)]
        if range.upperBound != .max { limits["maximum"] = .integer(range.upperBound) }
        return limits
    }

    private static func keywords(of format: StringFormat) -> JSONObject {
        switch format {
        case .any, .redirectURI: [:]
        case .nonEmpty: ["minLength": 1]
        case .serverID: ["pattern": .string(ServerID.pattern)]
        case .origin: ["pattern": "^[A-Za-z][A-Za-z0-9+.-]*://[^/?#]+/?$"]
        case .instant: ["format": "date-time", "pattern": "([Zz]|[+-][0-9]{2}:[0-9]{2})$"]
        case .duration: ["pattern": "^P|^[0-9]+([.][0-9]+)?[smhd]?$"]
        case .base32: ["pattern": "^[A-Za-z2-7 ]{2,}=*$"]
        }
    }

    private static func advice(_ schema: Schema) -> String {
        guard case .integer(_, let advice?) = schema else { return "" }
        return " Okta allows \(advice.range.lowerBound) to \(advice.range.upperBound) \(advice.unit)."
    }
}
