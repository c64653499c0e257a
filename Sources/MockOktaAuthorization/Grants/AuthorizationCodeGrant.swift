import MockOktaIssuing
import MockOktaModel

/// `grant_type=authorization_code`: a code for tokens, once (RFC 6749 §4.1.3, RFC 7636 §4.6).
///
/// Scopes were fixed at `/authorize` and policies were asked there; a `scope` parameter here is ignored.
enum AuthorizationCodeGrant {
    static func decide(
        _ call: inout Call,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> TokenDecision {
        let code = try parameters.required("code")
        guard let token = GrantToken(code, .code, sealedBy: call.snapshot.secret) else { throw unknownCode }
        call.notes.grant = token.grant.key
        let redemption = CodeRedemption(
            now: call.snapshot.now,
            client: client,
            server: call.server,
            redirectURI: parameters["redirect_uri"],
            verifier: parameters["code_verifier"],
            givesRefreshToken: RefreshTokenEligibility(client, call.settings).allows
        )
        let (grant, pending) = try call.snapshot.state.grants
            .update(token.grant.key, at: call.snapshot.now) { redemption.redeem(&$0) }.get()
        let user = try GrantUser.find(grant, client, call.snapshot, orElse: .invalidAuthorizationCode)
        call.notes.user = user.login
        call.notes.scope = grant.scopes.joined(separator: " ")
        let hasRefreshToken = grant.refresh != nil
        return TokenDecision(
            plan: TokenPlan(
                server: call.server,
                client: client,
                user: user,
                authentication: grant.authentication,
                scopes: grant.scopes,
                accessLifetime: grant.lifetimes.access,
                grant: hasRefreshToken ? token.grant : nil,
                nonce: pending.nonce
            ),
            refreshToken: hasRefreshToken
                ? GrantToken(token.grant, generation: 1).encoded(.refresh, sealedBy: call.snapshot.secret) : nil
        )
    }

    private static var unknownCode: Refusal {
        Refusal(.invalidAuthorizationCode, why: "this double never issued such a code")
    }
}
