package import MockOktaModel

/// What an expression can see: the parties to one token.
package final class ExpressionScope: Sendable {
    package let organization: Organization
    package let application: Application
    /// Nil where the client acts for itself (`client_credentials`).
    package let user: User?
    package let scopes: [String]
    package let authenticationMethods: [String]

    package init(
        organization: Organization,
        application: Application,
        user: User?,
        scopes: [String],
        authenticationMethods: [String]
    ) {
        self.organization = organization
        self.application = application
        self.user = user
        self.scopes = scopes
        self.authenticationMethods = authenticationMethods
    }

    /// The user's groups in the order of `groupNames(of:)`; none without a user.
    package var groups: [Group] { user?.groups.compactMap(organization.group) ?? [] }
}
