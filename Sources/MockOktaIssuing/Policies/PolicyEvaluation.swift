import MockOktaFormats
package import MockOktaModel

/// Finds the rule that allows a client its scopes, and records why other rules do not match (Okta, "Configure an access
/// policy").
package struct PolicyEvaluation: Sendable {
    /// The request that policies are evaluated for.
    package struct Question: Sendable {
        package var clientID: String
        /// Nil for client_credentials.
        package var user: User?
        /// The grant types, all of which must be allowed: a hybrid response type has two.
        package var grantTypes: [GrantType]
        package var scopes: [String]
        /// Whether the request named no scopes: a rule that allows some of the default scopes then matches and grants
        /// those.
        package var areDefaultScopes: Bool

        package init(
            client: Application,
            user: User?,
            grantTypes: [GrantType],
            scopes: [String],
            areDefaultScopes: Bool = false
        ) {
            clientID = client.clientID
            self.user = user
            self.grantTypes = grantTypes
            self.scopes = scopes
            self.areDefaultScopes = areDefaultScopes
        }
    }

    package let rule: AccessPolicyRule?
    package let trace: [PolicyTrace]

    package init(_ question: Question, server: AuthorizationServer, organization: Organization) {
        var trace: [PolicyTrace] = []
        for policy in server.policies {
            let why = Self.whyPolicyMatches(policy, question.clientID)
            var entry = PolicyTrace(policy: policy.name, isMatch: why.isMatch, why: why.text)
            for rule in why.isMatch ? policy.rules : [] {
                let verdict = RuleConditions(rule: rule, question: question, organization: organization).verdict
                entry.rules.append(verdict)
                guard verdict.isMatch else { continue }
                trace.append(entry)
                self.rule = rule
                self.trace = trace
                return
            }
            trace.append(entry)
        }
        rule = nil
        self.trace = trace
    }

    /// Whether a rule allows a grant type to the client, for some user and scope; the org server has no rules.
    package static func allows(_ grantType: GrantType, to client: Application, at server: AuthorizationServer) -> Bool {
        server.isOrg
            || server.policies.contains { policy in
                whyPolicyMatches(policy, client.clientID).isMatch
                    && policy.rules.contains { $0.isActive && $0.grantTypes.contains(grantType.rawValue) }
            }
    }

    private static func whyPolicyMatches(_ policy: AccessPolicy, _ clientID: String) -> (isMatch: Bool, text: String) {
        guard policy.isActive else { return (false, "the policy is INACTIVE") }
        switch policy.clients {
        case .all:
            return (true, "clients.include has ALL_CLIENTS")
        case .only(let clients) where clients.contains(clientID):
            return (true, "clients.include has \(clientID)")
        case .only(let clients):
            return (false, "clients.include lacks \(clientID); it has \(clients.sortedTexts.listed)")
        }
    }
}

/// The result of a server's policies: lifetimes and scopes of the rule that matched, or a refusal with the trace.
package struct Permission: Sendable {
    package let lifetimes: TokenLifetimes
    /// The granted scopes: those requested, or those default scopes that the rule allows.
    package let scopes: [String]
    package let trace: [PolicyTrace]

    /// Evaluates the policies of a custom server; the org server has none and allows everything.
    ///
    /// - Parameters:
    ///   - question: client, user, grant types and scopes.
    ///   - server: the server whose policies are evaluated.
    ///   - organization: its group names are used in the trace; it also holds the settings.
    /// - Throws: `Refusal` with Okta's `no_matching_policy`, or `no_scope_allowed` where no default scope is allowed.
    package init(
        _ question: PolicyEvaluation.Question,
        server: AuthorizationServer,
        organization: Organization
    ) throws(Refusal) {
        guard !server.isOrg else {
            lifetimes = .org
            scopes = question.scopes
            trace = []
            return
        }
        let evaluation = PolicyEvaluation(question, server: server, organization: organization)
        guard let rule = evaluation.rule else {
            var error = OAuthError.noMatchingPolicy
            error.status = organization.settings.policyFailureStatus
            let remedy = PolicyRemedy(question: question, server: server, organization: organization).remedy
            throw Refusal(error, why: Self.why(question, server), trace: evaluation.trace, remedy: remedy)
        }
        let denied = RuleConditions(rule: rule, question: question, organization: organization).deniedScopes
        scopes = denied.isEmpty ? question.scopes : question.scopes.filter { !denied.contains($0) }
        guard !scopes.isEmpty || question.scopes.isEmpty else {
            let why = "rule \(rule.name) allows none of the default scopes, \(question.scopes.listed)"
            throw Refusal(.noScopeAllowed, why: why, trace: evaluation.trace)
        }
        lifetimes = rule.lifetimes
        trace = evaluation.trace
    }

    private static func why(_ question: PolicyEvaluation.Question, _ server: AuthorizationServer) -> String {
        guard server.policies.contains(where: { !$0.rules.isEmpty }) else {
            return "\(server.name) has no policy with a rule, and so refuses every request"
        }
        let who = question.user?.login ?? question.clientID
        let what = question.scopes.isEmpty ? "no scope" : question.scopes.joined(separator: " ")
        let grants = question.grantTypes.map(\.rawValue).joined(separator: " and ")
        return "no rule of \(server.policies.count) policies of \(server.name) allows \(who) \(what) by \(grants)"
    }
}
