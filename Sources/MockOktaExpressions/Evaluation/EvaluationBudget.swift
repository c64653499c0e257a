/// What one evaluation may still cost, in steps: nodes, places of a regular expression, bytes of new texts.
///
/// Expressions come from fixtures and API calls; none may take more time or memory than any real claim needs.
package final class EvaluationBudget {
    /// Tens of milliseconds.
    private static let steps = 2_000_000
    /// The longest text that an expression can make, in bytes of UTF-8.
    package static let textLimit = 65_536

    private var left: Int

    package init(steps: Int = EvaluationBudget.steps) {
        left = steps
    }

    /// Takes steps off.
    ///
    /// - Parameters:
    ///   - steps: how many.
    ///   - offset: what takes them, in bytes of the expression.
    /// - Throws: `ExpressionError` when there are not so many left.
    package func spend(_ steps: Int, at offset: Int?) throws(ExpressionError) {
        left -= min(steps, left + 1)
        guard left >= 0 else {
            throw ExpressionError(
                kind: .tooExpensive,
                message: "the expression takes too many steps",
                offset: offset
            )
        }
    }

    /// Pays for a text before it is made.
    ///
    /// - Parameters:
    ///   - byteCount: its length in UTF-8.
    ///   - offset: what makes it.
    /// - Throws: `ExpressionError` where the text would be too long.
    package func makeText(_ byteCount: Int, at offset: Int?) throws(ExpressionError) {
        guard byteCount <= Self.textLimit else {
            let message =
                "a text has at most \(Self.textLimit) bytes, and this one would have \(byteCount)"
            throw ExpressionError(kind: .tooExpensive, message: message, offset: offset)
        }
        try spend(byteCount / 8 + 1, at: offset)
    }
}
