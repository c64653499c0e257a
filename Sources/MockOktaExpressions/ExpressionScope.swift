package import MockOktaModel

/// The values that an expression can access: the parties to one token, and the time of its creation.
package final class ExpressionScope: Sendable {
    package let organization: Organization
    package let application: Application
    /// Nil when the client acts on its own behalf (`client_credentials`).
    package let user: User?
    package let scopes: [String]
    package let authenticationMethods: [String]
    package let now: Instant
    /// The maximum number of groups in one claim; nil means no limit.
    package let groupLimit: Int?

    package init(
        organization: Organization,
        application: Application,
        user: User?,
        scopes: [String],
        authenticationMethods: [String],
        now: Instant,
        groupLimit: Int? = GroupFilter.limit
    ) {
        self.organization = organization
        self.application = application
        self.user = user
        self.scopes = scopes
        self.authenticationMethods = authenticationMethods
        self.now = now
        self.groupLimit = groupLimit
    }

    /// The user's groups in the order of `groupNames(of:)`; none without a user.
    package var groups: [Group] { user?.groups.compactMap(organization.group) ?? [] }

    /// Rejects more groups than a claim may contain (Okta, "Customize tokens returned from Okta with a Groups claim").
    package func checkCount(ofGroups count: Int, at offset: Int?) throws(ExpressionError) {
        guard let groupLimit, count > groupLimit else { return }
        let message = "\(count) groups match, more than \(groupLimit)"
        throw ExpressionError(kind: .tooManyGroups, message: message, offset: offset)
    }
}
