package import MockOktaModel

extension TokenLifetimes {
    /// Returns the lifetimes of the matching rule; Okta's defaults where no rule matches.
    ///
    /// - Parameters:
    ///   - question: client, user, grant types and scopes.
    ///   - server: the server whose policies are evaluated; the org server has fixed lifetimes instead.
    ///   - organization: the users and groups that policies refer to.
    /// - Returns: the lifetimes.
    package static func ofRule(
        matching question: PolicyEvaluation.Question,
        server: AuthorizationServer,
        organization: Organization
    ) -> TokenLifetimes {
        guard !server.isOrg else { return .org }
        return PolicyEvaluation(question, server: server, organization: organization).rule?.lifetimes ?? .standard
    }
}
