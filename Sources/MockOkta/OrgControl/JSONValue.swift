import MockOktaFormats

/// A JSON value, for claims and parameters.
///
/// It can be written as a Swift literal.
///
/// ```swift
/// try okta.mint(.access, client: "web-app", claims: ["tenant": "red", "roles": ["admin"], "level": 3])
/// ```
public enum JSONValue: Hashable, Sendable {
    /// `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number without a fraction.
    case integer(Int)
    /// Any other number.
    case number(Double)
    /// A string.
    case string(String)
    /// An array.
    case array([JSONValue])
    /// An object; its members are written in the order of their names.
    case object([String: JSONValue])

    /// The text of a string, nil for other values.
    public var string: String? { if case .string(let value) = self { value } else { nil } }

    /// The value of a number without a fraction, nil for other values.
    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }

    /// The elements of an array, nil for other values.
    public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

    /// The member of an object, nil for other values.
    public subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral, ExpressibleByNilLiteral
{
    /// A string.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A number without a fraction.
    public init(integerLiteral value: Int) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// `true` or `false`.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// An array.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object; of two members with one name the later one is used.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
}

extension JSONValue {
    init(_ json: JSON) {
        self =
            switch json {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .double(let value): .number(value)
            case .string(let value): .string(value)
            case .array(let values): .array(values.map(JSONValue.init))
            case .object(let object): .object(Self.members(object))
            }
    }

    static func members(_ object: JSONObject) -> [String: JSONValue] {
        Dictionary(object.members.map { ($0.key, JSONValue($0.value)) }) { $1 }
    }

    var json: JSON {
        switch self {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .number(let value): .double(value)
        case .string(let value): .string(value)
        case .array(let values): .array(values.map(\.json))
        case .object(let members): .object(JSONObject(members))
        }
    }
}

extension JSONObject {
    /// Sorted by name, so that equal values give equal bytes.
    init(_ members: [String: JSONValue]) {
        self.init(members.sorted { $0.key < $1.key }.map { ($0.key, $0.value.json) })
    }
}
