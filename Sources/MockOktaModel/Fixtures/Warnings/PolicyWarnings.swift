import MockOktaFormats

/// Warns about settings of a policy and its rules that Okta would refuse or that make them match nothing.
struct PolicyWarnings {
    /// The properties of the policy's server that the warnings depend on.
    struct Server {
        let name: String
        let scopes: [String]
    }

    private let policy: AccessPolicy
    private let node: FixtureNode
    private let rules: [(rule: AccessPolicyRule, node: FixtureNode)]
    private let server: Server
    private let context: PolicyContext

    init(
        _ policy: AccessPolicy,
        _ node: FixtureNode,
        _ rules: [FixtureNode],
        server: Server,
        _ context: PolicyContext
    ) {
        self.policy = policy
        self.node = node
        self.rules = Array(zip(policy.rules, rules))
        self.server = server
        self.context = context
    }

    func report() {
        if node["conditions", "clients", "include"]?.elements.isEmpty ?? true {
            context.log.warning(node, "has no conditions.clients.include: it matches no client")
        }
        for (index, entry) in rules.enumerated() {
            reportConditions(entry.rule, entry.node)
            reportLifetimes(entry.rule, entry.node)
            let earlier = rules[..<index].map(\.rule)
            if let why = RuleReachability(entry.rule, policy, context).whyNever(after: earlier) {
                context.log.warning(entry.node, "can never match: \(why)")
            }
        }
    }

    private func reportConditions(_ rule: AccessPolicyRule, _ node: FixtureNode) {
        if rule.grantTypes.isEmpty {
            context.log.warning(node, "has no conditions.grantTypes.include: it matches no request")
        }
        let scopes = node["conditions", "scopes", "include"]?.elements ?? []
        if scopes.isEmpty {
            context.log.warning(node, "has no conditions.scopes.include: it allows only OIDC scopes")
        }
        let known = server.scopes
        for scope in scopes {
            guard let text = scope.string, text != "*", !known.contains(text) else { continue }
            let suggestion = Wording.didYouMean(text, among: known)
            context.log.warning(scope, "is \(Wording.quoted(text)), which is no scope of \(server.name)\(suggestion)")
        }
    }

    /// Requires access ≤ window ≤ lifetime, if the lifetime is limited (Okta, "Token lifetime").
    private func reportLifetimes(_ rule: AccessPolicyRule, _ node: FixtureNode) {
        guard let token = node["actions", "token"] else { return }
        let times = rule.lifetimes
        let isLimited = times.refreshMinutes > 0
        if isLimited, times.refreshMinutes < times.accessMinutes {
            context.log.warning(
                token["refreshTokenLifetimeMinutes"] ?? token,
                "is \(times.refreshMinutes); Okta requires at least accessTokenLifetimeMinutes, \(times.accessMinutes)"
            )
        } else if times.windowMinutes < times.accessMinutes || (isLimited && times.windowMinutes > times.refreshMinutes)
        {
            let limit =
                isLimited ? "\(times.accessMinutes) to \(times.refreshMinutes)" : "\(times.accessMinutes) or more"
            context.log.warning(
                token["refreshTokenWindowMinutes"] ?? token,
                "has a window of \(times.windowMinutes); Okta requires \(limit), between access and refresh lifetime"
            )
        }
    }
}
