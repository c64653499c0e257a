import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// `grant_type=authorization_code`: a code for tokens, once (RFC 6749 §4.1.3, RFC 7636 §4.6).
///
/// Scopes were fixed at `/authorize` and policies were asked there; a `scope` parameter here is ignored.
enum AuthorizationCodeGrant {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let (client, parameters) = (request.client, request.parameters)
        let code = try parameters.required("code")
        guard let token = GrantToken(code, .code, sealedBy: context.snapshot.secret) else { throw unknownCode }
        context.record.grant = token.grant.key
        let redemption = CodeRedemption(
            now: context.snapshot.now,
            client: client,
            server: context.server,
            redirectURI: parameters["redirect_uri"],
            verifier: parameters["code_verifier"],
            givesRefreshToken: RefreshTokenEligibility(client, context.settings).allows,
            keyThumbprint: request.proof?.thumbprint
        )
        let (grant, pending) = try context.snapshot.state.grants
            .update(token.grant.key, at: context.snapshot.now) { redemption.redeem(&$0) }.get()
        let user = try GrantUser.find(grant, client, context.snapshot, orElse: .invalidAuthorizationCode)
        context.record.user = user.login
        context.record.scope = grant.scopes.joined(separator: " ")
        let hasRefreshToken = grant.refresh != nil
        var decision = TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: client,
                user: user,
                authentication: grant.authentication,
                scopes: grant.scopes,
                grantType: .authorizationCode,
                accessLifetime: grant.lifetimes.access,
                grant: hasRefreshToken ? token.grant : nil,
                nonce: pending.nonce
            ),
            refreshToken: hasRefreshToken
                ? GrantToken(token.grant, generation: 1).encoded(.refresh, sealedBy: context.snapshot.secret) : nil
        )
        if grant.scopes.contains(Scope.deviceSSO) { decision.addDeviceSecret(&context) }
        return decision
    }

    private static var unknownCode: Refusal {
        Refusal(.invalidAuthorizationCode, why: "this double never issued such a code")
    }
}
