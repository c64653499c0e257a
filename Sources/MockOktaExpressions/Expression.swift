package import MockOktaFormats
import MockOktaSystem

/// An expression in Okta's language, parsed once and evaluated for every token that contains its claim.
///
/// The language is a subset of Spring's expression language with Okta's own functions, in two dialects:
/// `user.firstName` and `String.len(x)`, or `user.profile.firstName` and `x.length()`; where Okta's documentation
/// states nothing, Spring's rules apply (Okta Expression Language overview; Okta Expression Language in Identity
/// Engine).
package struct Expression: Sendable {
    /// Prevents that a text from a fixture or an API call takes more time or stack space than real claims need.
    private static let lengthLimit = 4096

    let root: SyntaxNode
    /// Why evaluation may fail although the text can be parsed: an invalid pattern, or a string that becomes too long.
    package let warning: ExpressionError?

    /// Avoids parsing claims and templates repeatedly: fixtures have tens of them.
    private static let parsed = Lock(BoundedCache<Key, Expression>(capacity: 256))

    private struct Key: Hashable, Sendable {
        let text: ExactString
        let place: ExpressionPlace
    }

    /// An expression, parsed on first use.
    package static func cached(
        _ text: String,
        in place: ExpressionPlace = .claim
    ) throws(ExpressionError) -> Expression {
        let key = Key(text: ExactString(text), place: place)
        if let known = parsed.withLock({ $0.value(for: key) }) { return known }
        let expression = try Expression(parsing: text, in: place)
        parsed.withLock { $0.remember(expression, for: key) }
        return expression
    }

    /// Parses a text.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - place: determines the names with which it may start; others are rejected, as Okta does when a claim is
    ///     created.
    /// - Throws: `ExpressionError` with the position of the error.
    package init(parsing text: String, in place: ExpressionPlace = .claim) throws(ExpressionError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw ExpressionError(
                kind: .syntax,
                message: "an expression has at most \(Self.lengthLimit) bytes",
                offset: Self.lengthLimit
            )
        }
        var parser = Parser(try Lexer.tokens(of: text), names: place.names)
        root = try parser.parse()
        warning = parser.warnings.first ?? TextGrowth.warning(of: root)
    }

    /// Returns the value of the claim.
    ///
    /// - Parameters:
    ///   - scope: what the expression can access.
    ///   - budget: the steps that it may take, which several expressions of one request share.
    /// - Returns: the value; `.null` when there is none, in which case Okta omits the claim.
    /// - Throws: `ExpressionError`.
    package func value(
        in scope: ExpressionScope,
        budget: EvaluationBudget = EvaluationBudget()
    ) throws(ExpressionError) -> JSON {
        try Evaluator(scope: scope, budget: budget).value(of: root)
    }

    /// The value for an element, whose members the expression may refer to.
    func value(
        for element: JSON,
        in scope: ExpressionScope,
        budget: EvaluationBudget
    ) throws(ExpressionError) -> JSON {
        try Evaluator(scope: scope, budget: budget, element: element).value(of: root)
    }
}
