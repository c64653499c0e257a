package import MockOktaFormats
import MockOktaSystem

/// An expression in Okta's language, parsed once and evaluated for every token that carries its claim.
///
/// The language is a part of Spring's expression language with functions of Okta's own, in two dialects:
/// `user.firstName` and `String.len(x)`, or `user.profile.firstName` and `x.length()`; where Okta's pages are silent,
/// Spring's rules hold (Okta Expression Language overview; Okta Expression Language in Identity Engine).
package struct Expression: Sendable {
    /// Keeps a text from a fixture or an API call from taking more time or stack than any real claim needs.
    private static let lengthLimit = 4096

    private let root: SyntaxNode
    /// What will fail at evaluation though the text parses: a pattern that is none, a text that grows too long.
    package let warning: ExpressionError?

    /// Claims and templates need not be parsed again: fixtures have tens of them.
    private static let parsed = BoundedCache<Key, Expression>(capacity: 256)

    private struct Key: Hashable, Sendable {
        let text: String
        let names: Set<Binding>
    }

    /// An expression, parsed when it is first met.
    package static func cached(
        _ text: String,
        names: Set<Binding> = Binding.inClaims
    ) throws(ExpressionError) -> Expression {
        let key = Key(text: text, names: names)
        if let known = parsed.value(for: key) { return known }
        let expression = try Expression(parsing: text, names: names)
        parsed.remember(expression, for: key)
        return expression
    }

    /// Parses a text.
    ///
    /// - Parameters:
    ///   - text: the expression.
    ///   - names: those with which it may begin; others are refused, as Okta does when a claim is created.
    /// - Throws: `ExpressionError` with the place of the fault.
    package init(parsing text: String, names: Set<Binding> = Binding.inClaims) throws(ExpressionError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw ExpressionError(
                kind: .syntax,
                message: "an expression has at most \(Self.lengthLimit) bytes",
                offset: Self.lengthLimit
            )
        }
        var parser = Parser(try Lexer.tokens(of: text), names: names)
        root = try parser.parse()
        warning = parser.warnings.first ?? TextGrowth.warning(of: root)
    }

    /// The value the claim gets; `.null` when there is none, and then Okta leaves the claim out.
    package func value(in scope: ExpressionScope) throws(ExpressionError) -> JSON {
        try Evaluator(scope: scope, budget: EvaluationBudget()).value(of: root)
    }

    /// The value for an element, of which the expression may name members.
    func value(
        for element: JSON,
        in scope: ExpressionScope,
        budget: EvaluationBudget
    ) throws(ExpressionError) -> JSON {
        try Evaluator(scope: scope, budget: budget, element: element).value(of: root)
    }
}
