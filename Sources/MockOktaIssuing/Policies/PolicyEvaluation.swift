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

    private static func whyPolicyMatches(_ policy: AccessPolicy, _ clientID: String) -> (isMatch: Bool, text: String) {
        guard policy.isActive else { return (false, "the policy is INACTIVE") }
        switch policy.clients {
        case .all:
            return (true, "clients.include has ALL_CLIENTS")
        case .only(let clients) where clients.contains(clientID):
            return (true, "clients.include has \(clientID)")
        case .only(let clients):
            return (false, "clients.include \(clients.sorted()) lacks \(clientID)")
        }
    }
}
