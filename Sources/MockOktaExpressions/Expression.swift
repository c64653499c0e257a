package import MockOktaFormats
import MockOktaSystem

/// An expression in Okta's language, parsed once and evaluated for every token that carries its claim.
///
/// The language is a part of Spring's expression language with functions of Okta's own; where Okta's page is silent,
/// Spring's rules hold (Okta Expression Language overview).
package struct Expression: Sendable {
    /// Keeps a text from a fixture or an API call from taking more time or stack than any real claim needs.
    private static let lengthLimit = 4096

    private let root: SyntaxNode

    /// Claims whose expressions need not be parsed again: fixtures have tens of them.
    private static let parsed = BoundedCache<String, Expression>(capacity: 256)

    /// The expression of a claim, parsed when it is first met.
    package static func ofClaim(_ text: String) throws(ExpressionError) -> Expression {
        if let known = parsed.value(for: text) { return known }
        let expression = try Expression(parsing: text)
        parsed.remember(expression, for: text)
        return expression
    }

    package init(parsing text: String) throws(ExpressionError) {
        try self.init(parsing: text, names: Binding.inClaims)
    }

    /// Names other than those in `names` are refused, as Okta does when a claim is created.
    package init(parsing text: String, names: Set<Binding>) throws(ExpressionError) {
        guard text.utf8.count <= Self.lengthLimit else {
            throw ExpressionError(
                kind: .syntax,
                message: "an expression has at most \(Self.lengthLimit) bytes",
                offset: Self.lengthLimit
            )
        }
        var parser = Parser(try Lexer.tokens(of: text), names: names)
        root = try parser.parse()
    }

    /// The value the claim gets; `.null` when there is none, and then Okta leaves the claim out.
    package func value(in scope: ExpressionScope) throws(ExpressionError) -> JSON {
        try Evaluator(scope: scope).value(of: root)
    }
}
