import MockOktaFormats

/// What an attribute of a schema says of its values.
struct AttributeValue {
    private let attribute: JSONObject

    init(_ attribute: JSONObject) {
        self.attribute = attribute
    }

    /// What is wrong with a value; nil when it fits.
    func problem(of value: JSON) -> String? {
        let type = attribute["type"]?.string ?? "string"
        guard Self.isKind(value, type) else { return "The value must be of type \(type)" }
        if let values = value.array {
            guard let items = attribute["items"]?.object else { return nil }
            let item = AttributeValue(items)
            return values.compactMap { item.problem(of: $0) }.first
        }
        let allowed = attribute["oneOf"]?.array?.compactMap { $0["const"] } ?? attribute["enum"]?.array
        if let allowed, !allowed.isEmpty, !allowed.contains(where: { Self.isSame($0, value) }) {
            return "The value is not one of those that the attribute allows"
        }
        return value.string.flatMap(lengthProblem)
    }

    private func lengthProblem(_ text: String) -> String? {
        let count = text.unicodeScalars.count
        if let least = attribute["minLength"]?.integer, count < least {
            return "The value must have at least \(least) characters"
        }
        if let most = attribute["maxLength"]?.integer, count > most {
            return "The value must have at most \(most) characters"
        }
        return nil
    }

    private static func isKind(_ value: JSON, _ type: String) -> Bool {
        switch (type, value) {
        case ("string", .string), ("boolean", .bool), ("integer", .integer), ("array", .array): true
        case ("number", .integer), ("number", .double): true
        case ("string", _), ("boolean", _), ("integer", _), ("array", _), ("number", _): false
        default: true
        }
    }

    /// Clients of Okta write a number of an enumeration as a number or as text.
    private static func isSame(_ one: JSON, _ other: JSON) -> Bool {
        one == other || one.string == other.integer.map(String.init) && one.string != nil
            || other.string == one.integer.map(String.init) && other.string != nil
    }
}
