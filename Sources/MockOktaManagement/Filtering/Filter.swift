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

    /// The value that attributes are compared with.
    struct Wanted: Sendable {
        let value: JSON
        /// The text in lower case, because Okta's comparison ignores case.
        fileprivate let folded: String?

        init(_ value: JSON) {
            self.value = value
            folded = value.string?.foldedCase
        }

        /// Whether the text is equal, without a copy for texts in ASCII.
        fileprivate func isEqual(to text: String) -> Bool {
            guard let folded else { return false }
            let (one, other) = (text.utf8, folded.utf8)
            if one.count == other.count {
                var isASCII = true
                for (byte, wanted) in zip(one, other) {
                    if byte >= 0x80 || wanted >= 0x80 { isASCII = false }
                    let lower = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
                    if lower != wanted, isASCII { return false }
                }
                if isASCII { return true }
            } else if one.allSatisfy({ $0 < 0x80 }) {
                return false
            }
            return text.foldedCase == folded
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

    /// An attribute of the profile and the text that it has in every object that matches; nil where there is none.
    var requiredText: (attribute: String, text: String)? { Self.requiredText(root) }

    private static func requiredText(_ node: Node) -> (attribute: String, text: String)? {
        switch node {
        case .compare(let attribute, .equal, let wanted):
            guard let name = attribute.profile, let text = wanted.value.string else { return nil }
            return (name, text)
        case .and(let left, let right): return requiredText(left) ?? requiredText(right)
        default: return nil
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
            !contains(value(attribute)) { isEqual($0, wanted) }
        case .compare(let attribute, let comparison, let wanted):
            contains(value(attribute)) { matches($0, comparison, wanted) }
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

    private static func matches(_ value: JSON, _ comparison: Comparison, _ wanted: Wanted) -> Bool {
        switch comparison {
        case .equal: return isEqual(value, wanted)
        case .notEqual: return !isEqual(value, wanted)
        case .contains: return texts(value, wanted).map { $0.contains($1) } ?? false
        case .startsWith: return texts(value, wanted).map { $0.hasPrefix($1) } ?? false
        case .endsWith: return texts(value, wanted).map { $0.hasSuffix($1) } ?? false
        case .greater: return order(value, wanted.value).map { $0 > 0 } ?? false
        case .greaterOrEqual: return order(value, wanted.value).map { $0 >= 0 } ?? false
        case .less: return order(value, wanted.value).map { $0 < 0 } ?? false
        case .lessOrEqual: return order(value, wanted.value).map { $0 <= 0 } ?? false
        }
    }

    private static func isEqual(_ value: JSON, _ wanted: Wanted) -> Bool {
        if case .string(let text) = value { return wanted.isEqual(to: text) }
        return value == wanted.value
    }

    /// Both values as strings in one case.
    private static func texts(_ value: JSON, _ wanted: Wanted) -> (String, String)? {
        guard let text = value.string, let other = wanted.folded else { return nil }
        return (text.foldedCase, other)
    }

    /// Compares values, instants as such: negative, zero or positive; nil where they cannot be compared.
    static func order(_ value: JSON, _ wanted: JSON) -> Int? {
        if let one = value.integer, let other = wanted.integer { return one < other ? -1 : one == other ? 0 : 1 }
        guard let one = value.string?.foldedCase, let other = wanted.string?.foldedCase else { return nil }
        if let first = RFC3339.parse(one), let second = RFC3339.parse(other) {
            return first < second ? -1 : first == second ? 0 : 1
        }
        return one < other ? -1 : one == other ? 0 : 1
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

extension String {
    /// The text in lower case, but for the Kelvin sign, whose lower case is the letter k: it would be another login.
    fileprivate var foldedCase: String {
        let kelvin: Unicode.Scalar = "\u{212A}"
        guard unicodeScalars.contains(kelvin) else { return lowercased() }
        return unicodeScalars.split(separator: kelvin, omittingEmptySubsequences: false)
            .map { String($0).lowercased() }.joined(separator: "\u{212A}")
    }
}
