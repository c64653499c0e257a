import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// What a grant decided: which tokens, and the refresh token that goes with them.
struct TokenDecision {
    var plan: TokenPlan
    /// Uses up a code or refresh token whose grant lives on, and gives the refresh token of the answer, if any.
    ///
    /// Called when the tokens have been signed and the request's `writes` are committed: a request that is refused
    /// leaves what was presented as it was.
    var finish: (() throws(Refusal) -> String?)?
    /// The type of the token that token exchange issues (RFC 8693 §2.2.1).
    var issuedTokenType: String?
    /// For whom an ID-JAG is; nil where the token is an access token.
    var assertionAudience: String?
    /// The app that a web SSO token is for; nil where the token is an access token.
    var webSSOTarget: ApplicationID?

    /// Adds a secret that the apps of one device share (Okta, "Configure SSO for native apps").
    ///
    /// A user without a browser session gets one with it, for the secret belongs to a `sid`.
    mutating func addDeviceSecret(_ context: inout RequestContext) {
        guard let user = plan.user, var authentication = plan.authentication else { return }
        if authentication.session == nil {
            authentication.session = SessionID(drawnFrom: &context.random).key
            plan.authentication = authentication
        }
        let secret = DeviceSecret(
            clientID: plan.client.clientID,
            userID: user.id,
            serverID: context.server.id,
            authentication: authentication,
            created: context.snapshot.now
        )
        let text = DeviceSecrets.draw(&context.random)
        plan.deviceSecret = text
        // Stored before the code is used up: if the store fails in between, the code can still be redeemed.
        DeviceSecrets(context.snapshot).insert(secret, text, in: &context.writes)
    }
}
