/// The result type of the parser: the parser finds values and their offsets, and a shape builds the result from both.
///
/// So one grammar serves request bodies, which need no positions, and fixtures, which need all of them.
package protocol JSONShape {
    associatedtype Value
    /// The stored form of the offset of a value or a key.
    associatedtype Mark

    /// Called with offsets in ascending order.
    mutating func mark(_ offset: Int, in bytes: [UInt8]) -> Mark
    func scalar(_ value: JSONScalar, _ mark: Mark) -> Value
    func array(_ elements: [Value], _ mark: Mark) -> Value
    func object(_ members: [JSONShapeMember<Mark, Value>], _ mark: Mark) -> Value
}

/// A value that contains no other values.
package enum JSONScalar {
    case null
    case bool(Bool)
    case integer(Int)
    case double(Double)
    case string(String)
}

/// A member with a key that is unique in its object.
package struct JSONShapeMember<Mark, Value> {
    package let key: String
    package let mark: Mark
    package let value: Value
}

/// Builds plain values.
package struct PlainShape: JSONShape {
    package func mark(_: Int, in _: [UInt8]) {}

    package func scalar(_ value: JSONScalar, _: Void) -> JSON {
        switch value {
        case .null: .null
        case .bool(let value): .bool(value)
        case .integer(let value): .integer(value)
        case .double(let value): .double(value)
        case .string(let value): .string(value)
        }
    }

    package func array(_ elements: [JSON], _: Void) -> JSON {
        .array(elements)
    }

    package func object(_ members: [JSONShapeMember<Void, JSON>], _: Void) -> JSON {
        .object(JSONObject(distinct: members.map { JSONObject.Member(key: $0.key, value: $0.value) }))
    }
}

/// Builds values with their positions.
package struct LocatedShape: JSONShape {
    private var cursor: SourceCursor

    package init(start: Int) {
        cursor = SourceCursor(start: start)
    }

    package mutating func mark(_ offset: Int, in bytes: [UInt8]) -> SourcePosition {
        cursor.position(of: offset, in: bytes)
    }

    package func scalar(_ value: JSONScalar, _ position: SourcePosition) -> LocatedJSON {
        let content: LocatedJSON.Content =
            switch value {
            case .null: .null
            case .bool(let value): .bool(value)
            case .integer(let value): .integer(value)
            case .double(let value): .double(value)
            case .string(let value): .string(value)
            }
        return LocatedJSON(position: position, content: content)
    }

    package func array(_ elements: [LocatedJSON], _ position: SourcePosition) -> LocatedJSON {
        LocatedJSON(position: position, content: .array(elements))
    }

    package func object(
        _ members: [JSONShapeMember<SourcePosition, LocatedJSON>],
        _ position: SourcePosition
    ) -> LocatedJSON {
        let members = members.map { LocatedJSON.Member(key: $0.key, keyPosition: $0.mark, value: $0.value) }
        return LocatedJSON(position: position, content: .object(members))
    }
}
