import MockOktaFormats
import MockOktaModel

/// A SCIM filter expression (RFC 7644 §3.4.2.2), as in `filter` and `search` of Okta's lists.
struct Filter: Sendable {
    indirect enum Node: Sendable {
        case compare(Attribute, Comparison, Wanted)
        case present(Attribute)
        case and(Node, Node)
        case or(Node, Node)
        case not(Node)
    }

    /// The dotted path of an attribute, taken apart once for all objects.
    struct Attribute: Sendable {
        let path: String
        /// The name of an attribute of the profile; nil for other members.
        let profile: String?

        init(_ path: String) {
            self.path = path
            profile = path.hasPrefix("profile.") ? String(path.dropFirst("profile.".count)) : nil
        }
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

    /// A comparison of the texts of an attribute.
    struct Test: Sendable {
        let attribute: Attribute
        let comparison: Comparison
        let wanted: Wanted

        init(_ attribute: Attribute, _ comparison: Comparison, _ wanted: Wanted) {
            self.attribute = attribute
            self.comparison = comparison
            self.wanted = wanted
        }
    }

    /// Tests by which objects that match can be found: of each list, every such object passes one test.
    var required: [[Test]] { Self.required(root) }

    private static func required(_ node: Node) -> [[Test]] {
        switch node {
        case .compare(let attribute, let comparison, let wanted):
            comparison == .notEqual || wanted.value.string == nil ? [] : [[Test(attribute, comparison, wanted)]]
        case .and(let left, let right): required(left) + required(right)
        case .or(let left, let right):
            if let one = required(left).first, let other = required(right).first { [one + other] } else { [] }
        case .present, .not: []
        }
    }

    /// Whether an object matches.
    ///
    /// - Parameter value: returns the value of an attribute; of an array each element is compared.
    /// - Returns: false where a compared attribute has no value.
    func matches(_ value: (Attribute) -> JSON?) -> Bool { Self.matches(root, value) }

    private static func matches(_ node: Node, _ value: (Attribute) -> JSON?) -> Bool {
        switch node {
        case .compare(let attribute, .notEqual, let wanted):
            !contains(value(attribute)) { wanted.matches($0, .equal) }
        case .compare(let attribute, let comparison, let wanted):
            contains(value(attribute)) { wanted.matches($0, comparison) }
        case .present(let attribute): contains(value(attribute)) { $0 != .null && $0 != "" }
        case .and(let left, let right): matches(left, value) && matches(right, value)
        case .or(let left, let right): matches(left, value) || matches(right, value)
        case .not(let inner): !matches(inner, value)
        }
    }

    private static func contains(_ value: JSON?, _ isMatch: (JSON) -> Bool) -> Bool {
        switch value {
        case nil: false
        case .array(let values): values.contains(where: isMatch)
        case .some(let value): isMatch(value)
        }
    }
}

extension JSON {
    /// The value at the path of an attribute; an array where there are several.
    func value(at attribute: Filter.Attribute) -> JSON? {
        let values = values(at: attribute.path)
        guard let first = values.first else { return nil }
        return values.count == 1 ? first : .array(values)
    }

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
