import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// The one-time tokens that `/api/v1/authn` gives and `/authorize?sessionToken=` takes (Okta, "Session token").
enum SessionTokens {
    /// A new token: `20111` and 50 characters.
    static func issue(to user: User, _ methods: [String], _ context: inout RequestContext) -> String {
        SessionTokenText.issue(to: user, methods, in: context.snapshot, random: &context.random)
    }

    /// Uses a token up and starts a session for its user; nil for one that is unknown, used or expired.
    static func redeem(_ text: String, _ context: inout RequestContext) -> (SessionID, User, Authentication)? {
        let snapshot = context.snapshot
        let token = snapshot.state.sessionTokens.update(SessionTokenText.key(text), at: snapshot.now) { entry in
            defer { entry = nil }
            return entry?.record
        }
        guard let token, let user = snapshot.organization.user(token.userID), user.canHoldTokens else { return nil }
        let (id, authentication) = BrowserSession.start(for: user, at: token.authenticated, token.methods, &context)
        return (id, user, authentication)
    }
}
