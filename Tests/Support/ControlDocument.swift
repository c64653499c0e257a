import MockOktaControl
import MockOktaFormats
import MockOktaHTTP

/// The OpenAPI document of the control API, against which answers are checked.
package enum ControlDocument {
    /// In what an answer differs from the document; nothing for a path or a method that it does not have.
    package static func problems(_ method: String, _ path: String, _ answer: Answer) -> [String] {
        let path = "/_mock" + path.prefix { $0 != "?" }
        let paths = ControlFeature.openAPI["paths"]?.object?.members ?? []
        guard let item = paths.first(where: { matches($0.key, path) })?.value,
            let responses = item[method.asciiLowercased]?["responses"]
        else { return [] }
        var response = responses[String(answer.status)] ?? responses["default"] ?? .null
        if let name = response["$ref"]?.string { response = resolve(name) }
        guard let content = response["content"]?.object?.members.first else {
            return answer.response.body.isEmpty ? [] : ["\(answer.status) has a body"]
        }
        let type = answer.field("Content-Type")?.prefix { $0 != ";" } ?? ""
        guard type.elementsEqual(content.key) || path.contains("/console/") else {
            return ["Content-Type is \(type), not \(content.key)"]
        }
        guard content.key == "application/json" else { return [] }
        return problems(answer.json, content.value["schema"] ?? .null, "")
    }

    private static func matches(_ pattern: String, _ path: String) -> Bool {
        let one = pattern.split(separator: "/", omittingEmptySubsequences: false)
        let other = path.split(separator: "/", omittingEmptySubsequences: false)
        return one.count == other.count
            && zip(one, other).allSatisfy { $0.elementsEqual($1) || $0.hasPrefix("{") && !isLiteral($1, in: one) }
    }

    /// A segment that another path has in place of a parameter, such as `wait` of `/requests/wait`.
    private static func isLiteral(_ segment: Substring, in pattern: [Substring]) -> Bool {
        ["count", "wait"].contains(String(segment)) && pattern.contains("requests")
    }

    private static func resolve(_ reference: String) -> JSON {
        reference.split(separator: "/").dropFirst().reduce(JSON.object(ControlFeature.openAPI)) { value, name in
            value[String(name)] ?? .null
        }
    }

    /// The words of JSON Schema that the document uses.
    private static func problems(_ value: JSON, _ schema: JSON, _ place: String) -> [String] {
        if let reference = schema["$ref"]?.string { return problems(value, resolve(reference), place) }
        if let choices = schema["anyOf"]?.array {
            return choices.contains { problems(value, $0, place).isEmpty } ? [] : ["\(place) fits none of anyOf"]
        }
        if let words = schema["enum"]?.array, !words.contains(value) {
            return ["\(place) is \(value), none of \(words)"]
        }
        let types = schema["type"]?.strings ?? schema["type"]?.string.map { [$0] } ?? []
        guard types.isEmpty || types.contains(where: { isA($0, value) }) else {
            return ["\(place) is \(value), not \(types)"]
        }
        switch value {
        case .object(let object): return problems(object, schema, place)
        case .array(let elements):
            guard let items = schema["items"] else { return [] }
            return elements.enumerated().flatMap { problems($1, items, "\(place)[\($0)]") }
        default: return []
        }
    }

    private static func problems(_ object: JSONObject, _ schema: JSON, _ place: String) -> [String] {
        let members = schema["properties"]?.object ?? [:]
        let isClosed = schema["additionalProperties"] == false
        let missing = (schema["required"]?.strings ?? []).filter { object[$0] == nil }
        return missing.map { "\(place).\($0) is missing" }
            + object.members.flatMap { member -> [String] in
                guard let schema = members[member.key] else {
                    return isClosed ? ["\(place).\(member.key) is not described"] : []
                }
                return problems(member.value, schema, "\(place).\(member.key)")
            }
    }

    private static func isA(_ type: String, _ value: JSON) -> Bool {
        switch (type, value) {
        case ("null", .null), ("boolean", .bool), ("string", .string), ("array", .array), ("object", .object),
            ("integer", .integer), ("number", .integer), ("number", .double):
            true
        default: false
        }
    }
}
