import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Tokens for a user who is known and allowed to have them: what most grant types end with.
struct UserGrant {
    let request: TokenRequest
    let user: User
    let authentication: Authentication
    let grantType: GrantType

    /// Checks that the user may use the app, and notes who it is.
    func checkAssignment(_ context: inout RequestContext) throws(Refusal) {
        context.record.user = user.login
        guard context.organization.isAssigned(user, to: request.client) else {
            throw Refusal(.userNotAssigned, why: "\(user.login) is not assigned to \(request.client.clientID)")
        }
    }

    /// What policies allow of the scopes asked for; assignment is checked first, as at `/authorize`.
    ///
    /// - Parameters:
    ///   - scopes: those that the client asked for, known to the server.
    ///   - context: for the server and its policies; notes the user, the scopes and the trace.
    /// - Returns: scopes and lifetimes.
    /// - Throws: `Refusal` with `access_denied`.
    func permission(_ scopes: ChosenScopes, _ context: inout RequestContext) throws(Refusal) -> Permission {
        try checkAssignment(&context)
        context.record.scope = scopes.names.joined(separator: " ")
        let permission = try Permission(
            PolicyEvaluation.Question(
                client: request.client,
                user: user,
                grantTypes: [grantType],
                scopes: scopes.names,
                areDefaultScopes: scopes.areDefaults
            ),
            server: context.server,
            organization: context.organization
        )
        context.record.trace = permission.trace
        return permission
    }

    /// Refuses scopes that need consent where no page can ask for it.
    ///
    /// - Parameters:
    ///   - scopes: what would be granted.
    ///   - row: of the grant type.
    ///   - server: defines which scopes need consent.
    /// - Throws: `Refusal` with `consent_required`.
    func checkConsent(_ scopes: [String], _ row: OAuthError, _ server: AuthorizationServer) throws(Refusal) {
        guard request.client.consentMethod == .required else { return }
        let required = scopes.filter { server.requiresConsent(to: $0) }
        guard required.isEmpty else {
            let why = "consent_method of \(request.client.clientID) and consent of \(required) are REQUIRED"
            throw Refusal(row.with(list: required), why: why)
        }
    }

    /// Decides on the tokens, and on a grant where a refresh token is among them.
    ///
    /// - Parameters:
    ///   - permission: what policies allow.
    ///   - context: for the server and the stores; its `writes` get the grant, beside the use of what the client
    ///     presented: of several requests with the same code or assertion, one gets tokens.
    /// - Returns: the decision.
    func issue(_ permission: Permission, _ context: inout RequestContext) -> TokenDecision {
        var decision = TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: request.client,
                user: user,
                authentication: authentication,
                scopes: permission.scopes,
                grantType: grantType,
                accessLifetime: permission.lifetimes.access
            )
        )
        guard permission.scopes.contains(Scope.offlineAccess),
            RefreshTokenEligibility(request.client, context.settings).allows
        else { return decision }
        let now = context.snapshot.now
        let id = GrantID(drawnFrom: &context.random)
        context.record.grant = id.key
        var grant = Grant(
            clientID: request.client.clientID,
            userID: user.id,
            serverID: context.server.id,
            scopes: SharedScopes.list(permission.scopes),
            grantType: grantType,
            authentication: authentication,
            lifetimes: permission.lifetimes,
            created: now
        )
        grant.keyThumbprint = request.proof?.thumbprint
        grant.refresh = RefreshChain(created: now)
        decision.plan.grant = id
        let snapshot = context.snapshot
        context.writes.insert(grant, for: id.key, in: snapshot.state.grants, expires: grant.retention(at: now))
        decision.finish = { GrantToken(id, generation: 1).encoded(.refresh, sealedBy: snapshot.secret) }
        return decision
    }
}
