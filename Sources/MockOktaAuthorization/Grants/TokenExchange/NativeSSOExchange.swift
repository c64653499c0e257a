import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Native SSO: an app on a device gets tokens by the ID token and the device secret of another app there.
enum NativeSSOExchange {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest,
        _ subject: String,
        deviceSecret text: String
    ) throws(Refusal) -> TokenDecision {
        guard request.client.type != .service else {
            throw Refusal(.invalidClientTypeNativeSSO, why: "\(request.client.clientID) is a service app")
        }
        try TokenExchangeGrant.checkAudience(context, request)
        let secret = try secret(text, context)
        let token = try idToken(subject, context)
        let (given, wanted) = (token.claims["sid"]?.string, secret.sessionClaim)
        guard token.userID == secret.userID, given == wanted else {
            throw Refusal(
                .invalidSubjectToken,
                why: "the ID token is not of the session that the device secret belongs to"
            )
        }
        guard let user = context.organization.user(secret.userID), user.canHoldTokens else {
            throw Refusal(.tokenExchangeSubjectTokenExpired, why: "user \(secret.userID) is gone or not active")
        }
        let rules = ScopeRules(server: context.server, client: request.client, settings: context.settings)
        let scopes = try rules.scopes(request.parameters["scope"])
        try rules.requireOpenID(scopes.names)
        let grant = UserGrant(
            request: request,
            user: user,
            authentication: secret.authentication,
            grantType: .tokenExchange
        )
        let permission = try grant.permission(scopes, &context)
        try grant.checkConsent(permission.scopes, .consentRequiredTokenExchange, context.server)
        var decision = grant.issue(permission, &context)
        if permission.scopes.contains(Scope.deviceSSO) { decision.plan.deviceSecret = text }
        return decision
    }

    private static func secret(_ text: String, _ context: RequestContext) throws(Refusal) -> DeviceSecret {
        guard let secret = try DeviceSecrets(context.snapshot).record(text), secret.serverID == context.server.id else {
            throw Refusal(.invalidActorToken, why: "this server never issued such a device secret, or it has expired")
        }
        guard !secret.isRevoked else {
            throw Refusal(.tokenExchangeSubjectTokenExpired, why: "the device secret was revoked")
        }
        return secret
    }

    /// The ID token may have expired (Okta, "Configure SSO for native apps").
    private static func idToken(_ text: String, _ context: RequestContext) throws(Refusal) -> VerifiedToken {
        switch try TokenVerifier(context.snapshot).authenticate(text, .id, for: context.server) {
        case .success(let token): return token
        case .failure(let fault): throw Refusal(.invalidSubjectToken, why: fault.why)
        }
    }
}
