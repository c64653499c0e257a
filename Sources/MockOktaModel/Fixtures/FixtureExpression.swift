/// Text of a fixture that is evaluated when a token is made, by its place, which decides the names it may use.
package enum FixtureExpression: Hashable, Sendable {
    case claim(Claim.Value)
    /// An app's `credentials.userNameTemplate.template`.
    case userNameTemplate(String)
}

/// What is checked of the expressions of a fixture; the evaluator of expressions provides it.
package struct FixtureExpressionChecks: Sendable {
    /// Why an expression cannot be evaluated; nil for valid ones.
    let fault: @Sendable (FixtureExpression) -> String?
    /// The attributes of the user's profile that an expression reads.
    let userAttributes: @Sendable (FixtureExpression) -> [String]

    package init(
        fault: @escaping @Sendable (FixtureExpression) -> String?,
        userAttributes: @escaping @Sendable (FixtureExpression) -> [String]
    ) {
        self.fault = fault
        self.userAttributes = userAttributes
    }

    package static let none = FixtureExpressionChecks(fault: { _ in nil }, userAttributes: { _ in [] })
}
