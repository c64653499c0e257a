import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `grant_type=refresh_token` (RFC 6749 §6; Okta, "Refresh tokens", "Refresh token rotation").
///
/// Policies are asked again, with the grant type of the first issuance and this request's scopes: the rule that
/// matches now gives access lifetime and idle window, the absolute deadline stays that of the first token.
enum RefreshTokenGrant {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let (client, parameters) = (request.client, request.parameters)
        let text = try parameters.required("refresh_token")
        guard let token = RefreshTokenText.read(text, context.snapshot) else {
            throw Refusal(.invalidRefreshToken, why: "this double never issued such a refresh token")
        }
        context.record.grant = token.grant.key
        let use = RefreshTokenUse(
            now: context.snapshot.now,
            client: client,
            server: context.server,
            generation: token.generation,
            keyThumbprint: request.proof?.thumbprint
        )
        let grants = context.snapshot.state.grants
        let grant = try grants.update(token.grant.key, at: context.snapshot.now) { use.inspect(&$0) }.get()
        let user = try GrantUser.find(grant, client, context.snapshot, orElse: .invalidRefreshToken)
        context.record.user = user.login
        let scopes = try scopes(context, client, grant, parameters)
        context.record.scope = scopes.joined(separator: " ")
        let permission = try Permission(
            PolicyEvaluation.Question(client: client, user: user, grantTypes: [grant.grantType], scopes: scopes),
            server: context.server,
            organization: context.snapshot.organization
        )
        context.record.trace = permission.trace

        let answersRefreshToken = parameters["scope"] == nil || scopes.contains(Scope.offlineAccess)
        let isRotating = client.refreshTokenRotation != .fixed
        let rotates = answersRefreshToken || (isRotating && context.settings.rotatesWithoutOfflineAccess)
        var decision = TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: client,
                user: user,
                authentication: grant.authentication,
                scopes: scopes,
                grantType: grant.grantType,
                accessLifetime: permission.lifetimes.access,
                grant: token.grant
            )
        )
        let snapshot = context.snapshot
        decision.finish = { () throws(Refusal) in
            let generation = try grants.update(token.grant.key, at: snapshot.now) {
                use.take(&$0, permission.lifetimes, rotates: rotates)
            }.get()
            let next = GrantToken(token.grant, generation: generation)
            return rotates ? RefreshTokenText.write(next, after: token, text, snapshot) : nil
        }
        return decision
    }

    /// The scopes of this request: all that were granted, or fewer.
    private static func scopes(
        _ context: RequestContext,
        _ client: Application,
        _ grant: Grant,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> [String] {
        let rules = ScopeRules(server: context.server, client: client, settings: context.settings)
        guard let requested = RequestedScopes(parameters["scope"], settings: context.settings) else {
            try rules.checkKnown(grant.scopes)
            return grant.scopes
        }
        let denied = requested.names.filter { !grant.scopes.contains($0) }
        guard denied.isEmpty else {
            let unknown = denied.filter { !context.server.hasScope($0) }
            guard unknown.isEmpty || context.server.isOrg else {
                throw Refusal(.noMatchingScope, why: "\(context.server.name) has no scope \(unknown.listed)")
            }
            throw Refusal(
                .refreshScopesDenied.with("[\(denied.joined(separator: ", "))]"),
                why: "the grant has \(grant.scopes), \(denied) was asked beyond it"
            )
        }
        try rules.checkKnown(requested.names)
        try rules.requireOpenID(requested.names)
        return requested.names
    }
}
