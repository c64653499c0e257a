import MockOktaFormats
import MockOktaModel

/// One call of a function, with evaluated arguments.
struct FunctionCall {
    let arguments: [JSON]
    let offset: Int
    let scope: ExpressionScope
    let budget: EvaluationBudget

    subscript(_ index: Int) -> JSON { arguments[index] }

    /// The user's groups, charged for a comparison of each with some texts.
    func groups(comparedWith texts: Int = 1) throws(ExpressionError) -> [Group] {
        let count = scope.user?.groups.count ?? 0
        let (steps, isTooMany) = count.multipliedReportingOverflow(by: Swift.max(1, texts) + 1)
        try budget.spend(isTooMany ? .max : steps, at: offset)
        return scope.groups
    }

    func failure(_ message: String) -> ExpressionError {
        ExpressionError(kind: .wrongType, message: message, offset: offset)
    }

    /// An argument as a string; nil for null.
    func text(_ index: Int) throws(ExpressionError) -> String? {
        let value = arguments[index]
        guard let text = Operators.text(of: value) else {
            guard value == .null else { throw wrong(index, wanted: "a string") }
            return nil
        }
        return text
    }

    func requiredText(_ index: Int) throws(ExpressionError) -> String {
        guard let text = try text(index) else { throw wrong(index, wanted: "a string") }
        return text
    }

    /// The strings of all arguments from an index on, including the elements of arrays; null is omitted.
    func texts(from index: Int) throws(ExpressionError) -> [String] {
        var texts: [String] = []
        for index in arguments.indices.dropFirst(index) {
            if let elements = arguments[index].array {
                texts += elements.compactMap(Operators.text)
            } else if let text = try text(index) {
                texts.append(text)
            }
        }
        return texts
    }

    func integer(_ index: Int) throws(ExpressionError) -> Int {
        guard let value = arguments[index].integer else { throw wrong(index, wanted: "an integer") }
        return value
    }

    /// An argument as an array: null is an empty array, and a string is comma-separated values, without the spaces
    /// around them (Okta Expression Language, Array functions).
    func array(_ index: Int) throws(ExpressionError) -> [JSON] {
        switch arguments[index] {
        case .array(let elements): elements
        case .null: []
        case .string(let text): Self.commaSeparated(text)
        default: throw wrong(index, wanted: "an array")
        }
    }

    static func commaSeparated(_ text: String) -> [JSON] {
        text.split(separator: ",").map { value in
            let bytes = value.utf8.drop { $0 == UInt8(ascii: " ") }
            let end =
                bytes.lastIndex { $0 != UInt8(ascii: " ") }.map(bytes.index(after:)) ?? bytes.startIndex
            return .string(String(Substring(bytes[..<end])))
        }
    }

    /// Concatenates strings, if the result is not too long.
    func join(_ texts: [String], by separator: String = "") throws(ExpressionError) -> JSON {
        let separators = separator.utf8.count * max(0, texts.count - 1)
        try budget.makeText(texts.reduce(separators) { $0 + $1.utf8.count }, at: offset)
        return .string(texts.joined(separator: separator))
    }

    private func wrong(_ index: Int, wanted: String) -> ExpressionError {
        failure(
            "argument \(index + 1) has to be \(wanted), not \(Operators.kind(of: arguments[index]))"
        )
    }
}
