import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// On behalf of: a service that was called with a user's access token gets one for the next service.
enum OnBehalfOfExchange {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest,
        _ subject: String
    ) throws(Refusal) -> TokenDecision {
        guard request.client.type == .service else {
            let why = "\(request.client.clientID) is a \(request.client.type) app"
            throw Refusal(.onBehalfInvalidClientType, why: why)
        }
        try TokenExchangeGrant.checkAudience(context, request)
        let token = try accessToken(subject, context)
        try ProofOfPossession.check(token, isBoundTo: request.proof)
        guard let user = token.userID.flatMap(context.organization.user) else {
            throw Refusal(.invalidSubjectToken, why: "the subject token is no user's")
        }
        let rules = ScopeRules(server: context.server, client: request.client, settings: context.settings)
        let scopes = try rules.scopes(request.parameters["scope"])
        let openID = scopes.names.filter(Scope.openIDConnect.contains)
        guard openID.isEmpty else {
            throw Refusal(.openidNotAllowedTokenExchange, why: "\(openID) are asked for by a service app")
        }
        let authenticated = token.claims["auth_time"]?.numericDate ?? context.snapshot.now
        let grant = UserGrant(
            request: request,
            user: user,
            authentication: Authentication(time: authenticated),
            grantType: .tokenExchange
        )
        let permission = try grant.permission(scopes, &context)
        try grant.checkConsent(permission.scopes, .consentRequiredTokenExchange, context.server)
        var decision = grant.issue(permission, &context)
        decision.issuedTokenType = TokenType.accessToken.rawValue
        return decision
    }

    /// Of this server, or of one that it trusts (Okta, "associatedServers").
    private static func accessToken(_ text: String, _ context: RequestContext) throws(Refusal) -> VerifiedToken {
        let issuer = JWT(text)?.claims["iss"]?.string
        let servers = context.organization.contents.authorizationServers
        guard let issuer, let server = servers.first(where: { context.snapshot.issuer(of: $0) == issuer }) else {
            throw Refusal(
                .invalidSubjectToken,
                why: "subject_token is no access token of this org; iss is \(issuer ?? "absent")"
            )
        }
        guard server.id == context.server.id || context.server.trusts(server) else {
            let row = OAuthError(
                403,
                "access_denied",
                "subject_token_issuer_not_trusted",
                "The 'subject_token' issuer isn't a trusted authorization server."
            )
            throw Refusal(row, why: "associatedServers of \(context.server.name) lacks \(server.name)")
        }
        let verified = try TokenVerifier(context.snapshot).verify(text, .access, for: server)
        do throws(TokenFault) {
            return try verified.get()
        } catch {
            let isOver = error.kind == .expired || error.kind == .revoked
            throw Refusal(isOver ? .tokenExchangeSubjectTokenExpired : .invalidSubjectToken, why: error.why)
        }
    }
}
