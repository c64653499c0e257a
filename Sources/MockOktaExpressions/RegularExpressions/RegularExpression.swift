import MockOktaSystem

/// A pattern that must match a whole text, as `matches` does in Java.
///
/// Differs: back references, possessive quantifiers and atomic groups are rejected, because they can take exponential
/// time.
package struct RegularExpression: Sendable {
    /// In bytes; a pattern may come from an API call.
    private static let lengthLimit = 4096

    private let program: PatternProgram
    private let offset: Int?

    /// Avoids compiling patterns for every token.
    private static let compiled = Lock(BoundedCache<String, PatternProgram>(capacity: 256))

    /// A pattern, compiled on first use.
    static func cached(
        _ pattern: String,
        at offset: Int?
    ) throws(ExpressionError)
        -> RegularExpression
    {
        if let program = compiled.withLock({ $0.value(for: pattern) }) { return RegularExpression(program, offset) }
        let expression = try RegularExpression(pattern, at: offset)
        compiled.withLock { $0.remember(expression.program, for: pattern) }
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
    ///   - offset: the position of the pattern in an expression, for errors.
    /// - Throws: `ExpressionError` for an invalid pattern, or one that cannot be matched in bounded time.
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

    /// Whether a whole text matches.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - budget: the cost limit, shared by all texts that one evaluation matches.
    /// - Returns: whether it matches.
    /// - Throws: `ExpressionError` when the budget is exhausted.
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
