import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `grant_type=authorization_code` and `interaction_code`: a code for tokens, once (RFC 6749 §4.1.3, RFC 7636 §4.6).
///
/// Scopes were fixed at `/authorize` and policies were asked there; a `scope` parameter here is ignored.
enum AuthorizationCodeGrant {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        try decide(&context, request, "code", .code, .authorizationCode)
    }

    /// Every code that is no live one of this client gets the same error; the redirect URI may be left out, as most of
    /// Okta's SDKs do.
    static func decideInteraction(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        do throws(Refusal) {
            return try decide(&context, request, "interaction_code", .interaction, .interactionCode)
        } catch {
            let replaced: [OAuthError] = [
                .invalidAuthorizationCode, .mismatchedClient, .mismatchedAuthorizationServer, .mismatchedRedirectURI,
            ]
            guard case .oauth(let row) = error.answer, replaced.contains(row) else { throw error }
            throw Refusal(.invalidInteractionCode, why: error.why)
        }
    }

    private static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest,
        _ parameter: String,
        _ purpose: GrantToken.Purpose,
        _ grantType: GrantType
    ) throws(Refusal) -> TokenDecision {
        let (client, parameters) = (request.client, request.parameters)
        let code = try parameters.required(parameter)
        guard let token = GrantToken(code, purpose, sealedBy: context.snapshot.secret) else { throw unknownCode }
        context.record.grant = token.grant.key
        let redemption = CodeRedemption(
            now: context.snapshot.now,
            client: client,
            server: context.server,
            redirectURI: parameters["redirect_uri"],
            needsRedirectURI: purpose == .code,
            verifier: parameters["code_verifier"],
            givesRefreshToken: RefreshTokenEligibility(client, context.settings).allows,
            keyThumbprint: request.proof?.thumbprint
        )
        let (snapshot, grants) = (context.snapshot, context.snapshot.state.grants)
        let (grant, pending) = try redemption.check(grants.record(token.grant.key, at: snapshot.now))
            .mapError { MixedSignIns.explain($0, parameters["code_verifier"], snapshot) }.get()
        try checkSession(grant, snapshot)
        let user = try GrantUser.find(grant, client, snapshot, orElse: .invalidAuthorizationCode)
        context.record.user = user.login
        context.record.scope = grant.scopes.joined(separator: " ")
        let hasRefreshToken = redemption.givesRefreshToken(of: grant)
        var decision = TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: client,
                user: user,
                authentication: grant.authentication,
                scopes: grant.scopes,
                grantType: grantType,
                accessLifetime: grant.lifetimes.access,
                grant: hasRefreshToken ? token.grant : nil,
                nonce: pending.nonce
            )
        )
        decision.finish = { () throws(Refusal) in
            try grants.update(token.grant.key, at: snapshot.now) { redemption.redeem(&$0) }.get()
            guard hasRefreshToken else { return nil }
            return GrantToken(token.grant, generation: 1).encoded(.refresh, sealedBy: snapshot.secret)
        }
        if grant.scopes.contains(Scope.deviceSSO) { decision.addDeviceSecret(&context) }
        return decision
    }

    /// A code dies with the session of its browser (Okta, "Authorize").
    private static func checkSession(_ grant: Grant, _ snapshot: OrgSnapshot) throws(Refusal) {
        guard let session = grant.authentication.session else { return }
        guard try snapshot.state.sessions.record(session, at: snapshot.now) != nil else {
            throw Refusal(.invalidAuthorizationCode, why: "the session in which the code was issued has ended")
        }
    }

    private static var unknownCode: Refusal {
        Refusal(.invalidAuthorizationCode, why: "this double never issued such a code")
    }
}
