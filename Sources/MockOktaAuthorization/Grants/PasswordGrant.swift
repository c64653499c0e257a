import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// `grant_type=password`: the resource owner's credentials for tokens (RFC 6749 §4.3).
enum PasswordGrant {
    static func decide(
        _ context: inout RequestContext,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> TokenDecision {
        let login = try parameters.required("username")
        let password = try parameters.required("password")
        context.record.user = login
        let user = try authenticate(login, password, context.snapshot.organization)
        context.record.user = user.login
        guard context.snapshot.organization.isAssigned(user, to: client) else {
            throw Refusal(.userNotAssigned, why: "\(user.login) is not assigned to \(client.clientID)")
        }
        let rules = ScopeRules(server: context.server, client: client, settings: context.settings)
        let scopes = try rules.scopes(parameters["scope"])
        context.record.scope = scopes.names.joined(separator: " ")
        try rules.requireOpenID(scopes.names)
        let permission = try Permission(
            PolicyEvaluation.Question(
                client: client,
                user: user,
                grantTypes: [.password],
                scopes: scopes.names,
                areDefaultScopes: scopes.areDefaults
            ),
            server: context.server,
            organization: context.snapshot.organization
        )
        context.record.trace = permission.trace
        try checkConsent(permission.scopes, client, context.server)
        return issue(&context, client, user, permission.scopes, permission.lifetimes)
    }

    /// There is no page here on which the user could agree.
    private static func checkConsent(
        _ scopes: [String],
        _ client: Application,
        _ server: AuthorizationServer
    ) throws(Refusal) {
        guard client.consentMethod == .required else { return }
        let required = scopes.filter { server.requiresConsent(to: $0) }
        guard required.isEmpty else {
            let why = "consent_method of \(client.clientID) and consent of \(required) are REQUIRED"
            throw Refusal(.consentRequiredRopf.with(list: required), why: why)
        }
    }

    private static func authenticate(
        _ login: String,
        _ password: String,
        _ organization: Organization
    ) throws(Refusal) -> User {
        switch Credentials.check(login, password, in: organization) {
        case .accepted(let user): return user
        case .passwordExpired(let user):
            throw Refusal(.expiredPasswordCredentials, why: "\(user.login) is PASSWORD_EXPIRED")
        case .refused(let why): throw Refusal(.invalidPasswordCredentials, why: why)
        }
    }

    private static func issue(
        _ context: inout RequestContext,
        _ client: Application,
        _ user: User,
        _ scopes: [String],
        _ lifetimes: TokenLifetimes
    ) -> TokenDecision {
        let now = context.snapshot.now
        let authentication = Authentication(time: now)
        var decision = TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: client,
                user: user,
                authentication: authentication,
                scopes: scopes,
                accessLifetime: lifetimes.access
            )
        )
        guard scopes.contains(Scope.offlineAccess), RefreshTokenEligibility(client, context.settings).allows else {
            return decision
        }
        let id = GrantID(drawnFrom: &context.random)
        context.record.grant = id.key
        var grant = Grant(
            clientID: client.clientID,
            userID: user.id,
            serverID: context.server.id,
            scopes: SharedScopes.list(scopes),
            grantType: .password,
            authentication: authentication,
            lifetimes: lifetimes,
            created: now
        )
        grant.refresh = RefreshChain(created: now)
        context.snapshot.state.grants.insert(grant, for: id.key, expires: grant.retention(at: now), at: now)
        decision.plan.grant = id
        decision.refreshToken = GrantToken(id, generation: 1).encoded(.refresh, sealedBy: context.snapshot.secret)
        return decision
    }
}
