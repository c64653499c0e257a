/// Text of a fixture that is evaluated when a token is made, by its place, which decides the names it may use.
package enum FixtureExpression: Hashable, Sendable {
    case claim(Claim.Value)
    /// An app's `credentials.userNameTemplate.template`.
    case userNameTemplate(String)
}
