import MockOktaIssuing
import MockOktaModel

/// `grant_type=refresh_token` (RFC 6749 §6; Okta, "Refresh tokens", "Refresh token rotation").
///
/// Policies are asked again, with the grant type of the first issuance and this request's scopes: the rule that
/// matches now gives access lifetime and idle window, the absolute deadline stays that of the first token.
enum RefreshTokenGrant {
    static func decide(
        _ call: inout Call,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> TokenDecision {
        let text = try parameters.required("refresh_token")
        guard let token = RefreshTokenText.read(text, call.snapshot) else {
            throw Refusal(.invalidRefreshToken, why: "this double never issued such a refresh token")
        }
        call.notes.grant = token.grant.key
        let use = RefreshTokenUse(
            now: call.snapshot.now,
            client: client,
            server: call.server,
            generation: token.generation
        )
        let grants = call.snapshot.state.grants
        let grant = try grants.update(token.grant.key, at: call.snapshot.now) { use.inspect(&$0) }.get()
        let user = try GrantUser.find(grant, client, call.snapshot, orElse: .invalidRefreshToken)
        call.notes.user = user.login
        let scopes = try scopes(call, client, grant, parameters)
        call.notes.scope = scopes.joined(separator: " ")
        let permission = try Permission(
            PolicyEvaluation.Question(client: client, user: user, grantTypes: [grant.grantType], scopes: scopes),
            server: call.server,
            organization: call.snapshot.organization
        )
        call.notes.trace = permission.trace

        let answersRefreshToken = parameters["scope"] == nil || scopes.contains(Scope.offlineAccess)
        let rotates = answersRefreshToken || call.settings.rotatesWithoutOfflineAccess
        let generation = try grants.update(token.grant.key, at: call.snapshot.now) {
            use.take(&$0, permission.lifetimes, rotates: rotates)
        }.get()
        let next = GrantToken(token.grant, generation: generation)
        return TokenDecision(
            plan: TokenPlan(
                server: call.server,
                client: client,
                user: user,
                authentication: grant.authentication,
                scopes: scopes,
                accessLifetime: permission.lifetimes.access,
                grant: token.grant
            ),
            refreshToken: rotates ? RefreshTokenText.write(next, after: token, text, call.snapshot) : nil
        )
    }

    /// The scopes of this request: all that were granted, or fewer.
    private static func scopes(
        _ call: Call,
        _ client: Application,
        _ grant: Grant,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> [String] {
        let rules = ScopeRules(server: call.server, client: client, settings: call.settings)
        guard let requested = RequestedScopes(parameters["scope"], settings: call.settings) else {
            try rules.checkKnown(grant.scopes)
            return grant.scopes
        }
        let denied = requested.names.filter { !grant.scopes.contains($0) }
        guard denied.isEmpty else {
            let unknown = denied.filter { !call.server.hasScope($0) }
            guard unknown.isEmpty || call.server.isOrg else {
                throw Refusal(.noMatchingScope, why: "\(call.server.name) has no scope \(unknown)")
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
