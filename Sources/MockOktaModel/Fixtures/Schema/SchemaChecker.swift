import MockOktaFormats

/// Validates values by their schemas and reports every violation.
struct SchemaChecker {
    let log: ProblemLog
    let keys: FixtureKeys

    /// Validates a value with everything in it, except for members that are validated elsewhere as separate objects.
    func check(_ node: FixtureNode, _ schema: Schema, skipping skipped: Set<ExactString> = []) {
        guard node.top.value.isKind(of: schema) else {
            return log.error(node, "is \(Wording.found(node.top.value)) (allowed: \(schema.name))")
        }
        switch schema {
        case .any, .bool: break
        case .integer(let range, let advice): check(node, range, advice)
        case .string(let format): checkFormat(node, format)
        case .privateKey: checkKey(node)
        case .word(let words): checkWord(node, words, .error)
        case .openWord(let words): checkWord(node, words, .warning)
        case .array(let element): for child in node.elements { check(child, element) }
        case .map(let value): for member in node.members { check(member, value) }
        case .object(let object): check(node, object, skipped)
        case .either(let first, let second): check(node, node.top.value.isKind(of: first) ? first : second)
        }
    }

    private func check(_ node: FixtureNode, _ object: ObjectSchema, _ skipped: Set<ExactString>) {
        for field in object.fields {
            if let member = node[field.name] {
                if !skipped.contains(field.name) { check(member, field.schema) }
            } else if field.isRequired {
                log.error(node, "has no \(field.name) (required)")
            }
        }
        let known = object.names
        for member in node.members where !known.contains(member.key) && member.key != "$delete" {
            if object.unknownKeys == .refused {
                log.unknownKey(member, known: known)
            } else if let meant = NearMiss.suggestion(for: member.key, in: object) {
                log.nearMiss(member, meant: meant)
            }
        }
    }

    private func check(_ node: FixtureNode, _ range: ClosedRange<Int>, _ advice: Schema.Advice?) {
        guard let value = node.integer else { return }
        if !range.contains(value) {
            let limits = range.upperBound == .max ? "\(range.lowerBound) or more" : Self.text(range)
            log.error(node, "is \(value) (allowed: \(limits))")
        } else if let advice, !advice.range.contains(value) {
            log.warning(node, "is \(value); Okta allows \(Self.text(advice.range)) \(advice.unit)")
        }
    }

    private func checkWord(_ node: FixtureNode, _ words: [String], _ severity: FixtureProblem.Severity) {
        guard let text = node.string, !words.contains(text) else { return }
        let suggestion = Wording.didYouMean(text, among: words)
        log.add(severity, node, "is \(Wording.quoted(text))\(suggestion)\(Wording.allowed(words))")
    }

    private static func text(_ range: ClosedRange<Int>) -> String { "\(range.lowerBound) to \(range.upperBound)" }
}

extension LocatedJSON {
    /// Whether the value has the type of the schema, regardless of its content.
    fileprivate func isKind(of schema: Schema) -> Bool {
        switch (schema, content) {
        case (.any, _), (.bool, .bool), (.integer, .integer), (.array, .array): true
        case (.string, .string), (.word, .string), (.openWord, .string): true
        case (.object, .object), (.map, .object), (.privateKey, .object), (.privateKey, .string): true
        case (.either(let first, let second), _): isKind(of: first) || isKind(of: second)
        default: false
        }
    }
}

extension Schema {
    /// The name of the type, for "allowed: …".
    fileprivate var name: String {
        switch self {
        case .any: "anything"
        case .bool: "true or false"
        case .integer: "a whole number"
        case .string: "a string"
        case .privateKey: "a string or an object"
        case .word(let words), .openWord(let words): words.map(Wording.quoted).joined(separator: ", ")
        case .array: "an array"
        case .object, .map: "an object"
        case .either(let first, let second): "\(first.name) or \(second.name)"
        }
    }
}
