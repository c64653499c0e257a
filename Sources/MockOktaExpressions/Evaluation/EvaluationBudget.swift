import MockOktaFormats

/// The remaining cost that one evaluation may incur, in steps: nodes, regular expression positions, bytes of new
/// strings.
///
/// Expressions come from fixtures and API calls; none may take more time or memory than real claims need.
package final class EvaluationBudget {
    /// What one evaluation may take: equivalent to tens of milliseconds.
    package static let steps = 2_000_000
    /// The maximum length of a string that an expression creates, in UTF-8 bytes.
    package static let textLimit = 65_536

    private let steps: Int
    private var left: Int

    package init(steps: Int = EvaluationBudget.steps) {
        self.steps = steps
        left = steps
    }

    /// The steps that are left.
    package var remaining: Int { max(0, left) }

    /// The steps that were taken, no more than there were.
    package var spent: Int { steps - remaining }

    /// Deducts steps from the budget.
    ///
    /// - Parameters:
    ///   - steps: the number of steps.
    ///   - offset: the part of the expression that needs them, as a byte offset.
    /// - Throws: `ExpressionError` when the remaining steps do not suffice.
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

    /// Deducts the cost of a string before it is created.
    ///
    /// - Parameters:
    ///   - byteCount: its length in UTF-8 bytes.
    ///   - offset: the part of the expression that creates it.
    /// - Throws: `ExpressionError` if the string would be too long.
    package func makeText(_ byteCount: Int, at offset: Int?) throws(ExpressionError) {
        guard byteCount <= Self.textLimit else {
            let message =
                "a text has at most \(Self.textLimit) bytes, and this one would have \(byteCount)"
            throw ExpressionError(kind: .tooExpensive, message: message, offset: offset)
        }
        try spend(byteCount / 8 + 1, at: offset)
    }

    /// Counts a value as if it were copied: a part that occurs twice is stored once, but written twice.
    ///
    /// - Parameters:
    ///   - value: that a new array or object is, or holds.
    ///   - offset: what makes it.
    /// - Throws: `ExpressionError` where that is more than is left.
    func hold(_ value: JSON, at offset: Int?) throws(ExpressionError) {
        switch value {
        case .null, .bool, .integer, .double: try spend(1, at: offset)
        case .string(let text): try spend(text.utf8.count / 8 + 1, at: offset)
        case .array(let elements):
            try spend(1, at: offset)
            for element in elements { try hold(element, at: offset) }
        case .object(let object):
            try spend(1, at: offset)
            for member in object.members {
                try spend(member.key.utf8.count / 8 + 1, at: offset)
                try hold(member.value, at: offset)
            }
        }
    }
}
