import MockOktaIssuing
import MockOktaModel

/// `grant_type=password`: the resource owner's credentials for tokens (RFC 6749 §4.3).
enum PasswordGrant {
    static func decide(
        _ call: inout Call,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> TokenDecision {
        let login = try parameters.required("username")
        let password = try parameters.required("password")
        call.notes.user = login
        let user = try authenticate(login, password, call.snapshot.organization)
        call.notes.user = user.login
        guard call.snapshot.organization.isAssigned(user, to: client) else {
            throw Refusal(.userNotAssigned, why: "\(user.login) is not assigned to \(client.clientID)")
        }
        let rules = ScopeRules(server: call.server, client: client, settings: call.settings)
        let scopes = try rules.scopes(parameters["scope"])
        call.notes.scope = scopes.names.joined(separator: " ")
        try rules.requireOpenID(scopes.names)
        let permission = try Permission(
            PolicyEvaluation.Question(
                client: client,
                user: user,
                grantTypes: [.password],
                scopes: scopes.names,
                areDefaultScopes: scopes.areDefaults
            ),
            server: call.server,
            organization: call.snapshot.organization
        )
        call.notes.trace = permission.trace
        try checkConsent(permission.scopes, client, call.server)
        return issue(&call, client, user, permission.scopes, permission.lifetimes)
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
        _ call: inout Call,
        _ client: Application,
        _ user: User,
        _ scopes: [String],
        _ lifetimes: TokenLifetimes
    ) -> TokenDecision {
        let now = call.snapshot.now
        let authentication = Authentication(time: now)
        var decision = TokenDecision(
            plan: TokenPlan(
                server: call.server,
                client: client,
                user: user,
                authentication: authentication,
                scopes: scopes,
                accessLifetime: lifetimes.access
            )
        )
        guard scopes.contains(Scope.offlineAccess), RefreshTokenEligibility(client, call.settings).allows else {
            return decision
        }
        let id = GrantID(drawnFrom: &call.random)
        call.notes.grant = id.key
        var grant = Grant(
            clientID: client.clientID,
            userID: user.id,
            serverID: call.server.id,
            scopes: SharedScopes.list(scopes),
            grantType: .password,
            authentication: authentication,
            lifetimes: lifetimes,
            created: now
        )
        grant.refresh = RefreshChain(created: now)
        call.snapshot.state.grants.insert(grant, for: id.key, expires: grant.retention(at: now), at: now)
        decision.plan.grant = id
        decision.refreshToken = GrantToken(id, generation: 1).encoded(.refresh, sealedBy: call.snapshot.secret)
        return decision
    }
}
