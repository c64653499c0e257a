import MockOktaSystem

/// A pattern that has to match a whole text, as `matches` does in Java.
///
/// Differs: back references, possessive quantifiers and atomic groups are refused, for with them a pattern may take
/// longer than anybody waits.
package struct RegularExpression: Sendable {
    /// In bytes; a pattern may come from an API call.
    private static let lengthLimit = 4096

    private let program: PatternProgram
    private let offset: Int?

    /// Patterns need not be compiled again for every token.
    private static let compiled = BoundedCache<String, PatternProgram>(capacity: 256)

    /// A pattern, compiled when it is first met.
    static func cached(
        _ pattern: String,
        at offset: Int?
    ) throws(ExpressionError)
        -> RegularExpression
    {
        if let program = compiled.value(for: pattern) { return RegularExpression(program, offset) }
        let expression = try RegularExpression(pattern, at: offset)
        compiled.remember(expression.program, for: pattern)
        return expression
    }

    private init(_ program: PatternProgram, _ offset: Int?) {
        self.program = program
        self.offset = offset
    }

    /// Parses a pattern.
    ///
    /// - Parameters:
    ///   - pattern: in Java's syntax.
    ///   - offset: where in an expression it stands, for errors.
    /// - Throws: `ExpressionError` for what is no pattern, or one that cannot be matched in bounded time.
    package init(_ pattern: String, at offset: Int?) throws(ExpressionError) {
        guard pattern.utf8.count <= Self.lengthLimit else {
            let message = "a regular expression has at most \(Self.lengthLimit) bytes"
            throw ExpressionError(kind: .syntax, message: message, offset: offset)
        }
        do throws(PatternError) {
            program = try PatternProgram(try PatternParser.parse(pattern))
            self.offset = offset
        } catch {
            let message =
                "'\(pattern)' is no regular expression here: \(error.message) (character \(error.offset + 1))"
            throw ExpressionError(kind: .syntax, message: message, offset: offset)
        }
    }

    /// Whether all of a text matches.
    ///
    /// - Parameters:
    ///   - text: to match.
    ///   - budget: what it may cost; shared by all texts that one evaluation looks at.
    /// - Returns: whether it does.
    /// - Throws: `ExpressionError` when the budget is spent.
    package func matchesWhole(
        _ text: String,
        budget: EvaluationBudget
    ) throws(ExpressionError)
        -> Bool
    {
        try PatternMatcher(program, Array(text.unicodeScalars), budget: budget, at: offset)
            .matchesWhole()
    }
}
