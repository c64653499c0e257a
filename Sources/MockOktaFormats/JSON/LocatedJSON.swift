/// A JSON value with its position in the source text, for error messages about its meaning.
package struct LocatedJSON: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case null
        case bool(Bool)
        case integer(Int)
        case double(Double)
        case string(String)
        case array([LocatedJSON])
        case object([Member])
    }

    /// A member of an object; the position of its key is that of the opening quote.
    package struct Member: Hashable, Sendable {
        package let key: String
        package let keyPosition: SourcePosition
        package let value: LocatedJSON

        package init(key: String, keyPosition: SourcePosition, value: LocatedJSON) {
            self.key = key
            self.keyPosition = keyPosition
            self.value = value
        }
    }

    package let position: SourcePosition
    package let content: Content

    package init(position: SourcePosition, content: Content) {
        self.position = position
        self.content = content
    }

    /// A value that was not parsed from text, with one position for all its parts.
    package init(_ value: JSON, at position: SourcePosition) {
        let content: Content =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .double(let value): .double(value)
            case .string(let value): .string(value)
            case .array(let elements): .array(elements.map { LocatedJSON($0, at: position) })
            case .object(let object):
                .object(
                    object.members.map {
                        Member(key: $0.key, keyPosition: position, value: LocatedJSON($0.value, at: position))
                    }
                )
            }
        self.init(position: position, content: content)
    }

    /// The value without its positions.
    package var json: JSON {
        switch content {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        case .array(let elements): .array(elements.map(\.json))
        case .object(let members):
            .object(JSONObject(distinct: members.map { JSONObject.Member(key: $0.key, value: $0.value.json) }))
        }
    }
}

extension LocatedJSON {
    package var string: String? {
        if case .string(let value) = content { value } else { nil }
    }

    package var bool: Bool? {
        if case .bool(let value) = content { value } else { nil }
    }

    package var integer: Int? {
        if case .integer(let value) = content { value } else { nil }
    }

    package var array: [LocatedJSON]? {
        if case .array(let elements) = content { elements } else { nil }
    }

    /// The strings in an array, without elements of other types; nil when the value is not an array.
    package var strings: [String]? { array?.compactMap(\.string) }

    package var members: [Member]? {
        if case .object(let members) = content { members } else { nil }
    }

    /// A member of an object; nil when the member is absent or the value is not an object.
    package subscript(_ key: String) -> LocatedJSON? {
        members?.first { $0.key == key }?.value
    }
}
