/// A JSON value whose objects preserve the order of their members (RFC 8259).
package enum JSON: Hashable, Sendable {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    case string(String)
    case array([JSON])
    case object(JSONObject)
}

extension JSON {
    package var string: String? {
        if case .string(let value) = self { value } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }

    package var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    package var array: [JSON]? {
        if case .array(let value) = self { value } else { nil }
    }

    package var object: JSONObject? {
        if case .object(let value) = self { value } else { nil }
    }

    /// The strings in an array, without elements of other types; nil when the value is not an array.
    package var strings: [String]? { array?.compactMap(\.string) }

    /// A member of an object; nil when the member is absent or the value is not an object.
    package subscript(_ key: String) -> JSON? { object?[key] }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral,
    ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    package init(stringLiteral value: String) { self = .string(value) }
    package init(integerLiteral value: Int) { self = .integer(value) }
    package init(booleanLiteral value: Bool) { self = .bool(value) }
    package init(arrayLiteral elements: JSON...) { self = .array(elements) }
    package init(dictionaryLiteral elements: (String, JSON)...) {
        self = .object(JSONObject(distinct: elements.map { JSONObject.Member(key: $0.0, value: $0.1) }))
    }
    package init(nilLiteral: ()) { self = .null }
}

extension JSON {
    /// Whether a value has more levels of arrays and objects than a limit.
    package func isNested(deeperThan limit: Int) -> Bool {
        switch self {
        case .null, .bool, .integer, .double, .string: false
        case .array(let elements): limit <= 0 || elements.contains { $0.isNested(deeperThan: limit - 1) }
        case .object(let object): limit <= 0 || object.members.contains { $0.value.isNested(deeperThan: limit - 1) }
        }
    }
}
