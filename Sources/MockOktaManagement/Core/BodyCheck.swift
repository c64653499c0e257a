import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// Checks the members of a body against the fixture's schema, which is Okta's.
///
/// Differs: Okta has its own cause for each field; only those that were recorded are literal here.
enum BodyCheck {
    /// Throws for the first member that has a wrong type or is out of range; null counts as absent.
    static func check(_ value: JSON, _ schema: Schema, at path: String) throws(Refusal) {
        guard value != .null else { return }
        guard isKind(value, of: schema) else { throw wrongKind(path) }
        switch schema {
        case .any, .bool, .openWord, .privateKey: break
        case .integer(let range, let advice): try check(value, advice?.range ?? range, at: path)
        case .string(let format): try check(value, format, at: path)
        case .word(let words): try check(value, words, at: path)
        case .array(let element):
            for item in value.array ?? [] {
                // Only a member can be absent.
                guard item != .null else { throw wrongKind(path) }
                try check(item, element, at: path)
            }
        case .map(let element):
            for member in value.object?.members ?? [] { try check(member.value, element, at: join(path, member.key)) }
        case .object(let object):
            for field in object.fields {
                if let member = value[field.name] { try check(member, field.schema, at: join(path, field.name)) }
            }
        case .either(let first, let second):
            try check(value, isKind(value, of: first) ? first : second, at: path)
        }
    }

    private static func wrongKind(_ path: String) -> Refusal {
        Refusal(.malformedBody, why: "\(path.isEmpty ? "the body" : path) has a value of the wrong kind")
    }

    private static func check(_ value: JSON, _ range: ClosedRange<Int>, at path: String) throws(Refusal) {
        guard let number = value.integer, !range.contains(number) else { return }
        throw .invalid(path, "The value must be between \(range.lowerBound) and \(range.upperBound)")
    }

    private static func check(_ value: JSON, _ words: [String], at path: String) throws(Refusal) {
        guard let word = value.string, !words.contains(word) else { return }
        throw .invalid(path, "'\(word)' is not one of [\(words.joined(separator: ", "))]")
    }

    private static func check(_ value: JSON, _ format: StringFormat, at path: String) throws(Refusal) {
        guard let text = value.string else { return }
        switch format {
        case .nonEmpty where text.isEmpty: throw .invalid(path, "The field cannot be left blank")
        case .redirectURI:
            if let fault = URIWarnings.refusal(text) { throw .invalid(path, "'\(text)' \(fault)") }
        default: break
        }
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path).\(name)" }

    private static func isKind(_ value: JSON, of schema: Schema) -> Bool {
        switch (schema, value) {
        case (.any, _), (.bool, .bool), (.integer, .integer), (.array, .array): true
        case (.string, .string), (.word, .string), (.openWord, .string), (.object, .object), (.map, .object): true
        case (.privateKey, .string), (.privateKey, .object): true
        case (.either(let first, let second), _): isKind(value, of: first) || isKind(value, of: second)
        default: false
        }
    }
}
