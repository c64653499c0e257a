import MockOktaFormats
import MockOktaModel

/// A SCIM filter expression (RFC 7644 §3.4.2.2), as in `filter` and `search` of Okta's lists.
struct Filter: Sendable {
    indirect enum Node: Sendable {
        case compare(attribute: String, Comparison, JSON)
        case present(attribute: String)
        case and(Node, Node)
        case or(Node, Node)
        case not(Node)
    }

    enum Comparison: String, CaseIterable, Sendable {
        case equal = "eq"
        case notEqual = "ne"
        case contains = "co"
        case startsWith = "sw"
        case endsWith = "ew"
        case greater = "gt"
        case greaterOrEqual = "ge"
        case less = "lt"
        case lessOrEqual = "le"
    }

    let root: Node

    /// Parses an expression.
    ///
    /// - Throws: `Refusal` E0000031 where it is malformed.
    init(_ text: String) throws(Refusal) {
        var parser = FilterParser(text)
        root = try parser.expression()
    }

    /// Whether an object matches.
    ///
    /// - Parameter values: returns the values of an attribute (`profile.lastName`); several where it is a list.
    /// - Returns: false where a compared attribute has no value.
    func matches(_ values: (String) -> [JSON]) -> Bool { Self.matches(root, values) }

    private static func matches(_ node: Node, _ values: (String) -> [JSON]) -> Bool {
        switch node {
        case .compare(let attribute, .notEqual, let wanted): !values(attribute).contains { isEqual($0, wanted) }
        case .compare(let attribute, let comparison, let wanted):
            values(attribute).contains { matches($0, comparison, wanted) }
        case .present(let attribute): values(attribute).contains { $0 != .null && $0 != "" }
        case .and(let left, let right): matches(left, values) && matches(right, values)
        case .or(let left, let right): matches(left, values) || matches(right, values)
        case .not(let inner): !matches(inner, values)
        }
    }

    private static func matches(_ value: JSON, _ comparison: Comparison, _ wanted: JSON) -> Bool {
        switch comparison {
        case .equal: return isEqual(value, wanted)
        case .notEqual: return !isEqual(value, wanted)
        case .contains: return texts(value, wanted).map { $0.contains($1) } ?? false
        case .startsWith: return texts(value, wanted).map { $0.hasPrefix($1) } ?? false
        case .endsWith: return texts(value, wanted).map { $0.hasSuffix($1) } ?? false
        case .greater: return order(value, wanted).map { $0 > 0 } ?? false
        case .greaterOrEqual: return order(value, wanted).map { $0 >= 0 } ?? false
        case .less: return order(value, wanted).map { $0 < 0 } ?? false
        case .lessOrEqual: return order(value, wanted).map { $0 <= 0 } ?? false
        }
    }

    private static func isEqual(_ value: JSON, _ wanted: JSON) -> Bool {
        if let (one, other) = texts(value, wanted) { return one == other }
        return value == wanted
    }

    /// Both values as strings in one case, because Okta's comparison ignores case.
    private static func texts(_ value: JSON, _ wanted: JSON) -> (String, String)? {
        guard let one = value.string, let other = wanted.string else { return nil }
        return (one.lowercased(), other.lowercased())
    }

    /// Compares values, instants as such: negative, zero or positive; nil where they cannot be compared.
    static func order(_ value: JSON, _ wanted: JSON) -> Int? {
        if let one = value.integer, let other = wanted.integer { return one < other ? -1 : one == other ? 0 : 1 }
        guard let (one, other) = texts(value, wanted) else { return nil }
        if let first = RFC3339.parse(one), let second = RFC3339.parse(other) {
            return first < second ? -1 : first == second ? 0 : 1
        }
        return one < other ? -1 : one == other ? 0 : 1
    }
}

extension JSON {
    /// The values at a dotted path; the elements of lists separately.
    func values(at path: String) -> [JSON] {
        var found = [self]
        for name in path.split(separator: ".") {
            found = found.flatMap { value -> [JSON] in
                let member = value[String(name)].map { [$0] } ?? []
                return member.flatMap { $0.array ?? [$0] }
            }
        }
        return found
    }
}
