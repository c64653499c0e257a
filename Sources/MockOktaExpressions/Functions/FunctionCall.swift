package import MockOktaFormats

/// One call of a function, with its arguments already evaluated.
package struct FunctionCall: Sendable {
    package let arguments: [JSON]
    package let offset: Int
    package let scope: ExpressionScope

    package subscript(_ index: Int) -> JSON { arguments[index] }

    package func failure(_ message: String) -> ExpressionError {
        ExpressionError(kind: .wrongType, message: message, offset: offset)
    }

    /// An argument as text; nil for null.
    package func text(_ index: Int) throws(ExpressionError) -> String? {
        let value = arguments[index]
        guard let text = Operators.text(of: value) else {
            guard value == .null else { throw wrong(index, wanted: "a string") }
            return nil
        }
        return text
    }

    package func requiredText(_ index: Int) throws(ExpressionError) -> String {
        guard let text = try text(index) else { throw wrong(index, wanted: "a string") }
        return text
    }

    /// Strings made of all arguments from one on; null ones are left out.
    package func texts(from index: Int) throws(ExpressionError) -> [String] {
        var texts: [String] = []
        for index in arguments.indices.dropFirst(index) {
            if let text = try text(index) { texts.append(text) }
        }
        return texts
    }

    package func integer(_ index: Int) throws(ExpressionError) -> Int {
        guard let value = arguments[index].integer else { throw wrong(index, wanted: "an integer") }
        return value
    }

    /// An argument as an array: Okta takes null for an empty one and a string for comma-separated values.
    package func array(_ index: Int) throws(ExpressionError) -> [JSON] {
        switch arguments[index] {
        case .array(let elements): elements
        case .null: []
        case .string(let text): text.split(separator: ",").map { .string(String($0)) }
        default: throw wrong(index, wanted: "an array")
        }
    }

    private func wrong(_ index: Int, wanted: String) -> ExpressionError {
        failure("argument \(index + 1) has to be \(wanted), not \(Operators.kind(of: arguments[index]))")
    }
}
