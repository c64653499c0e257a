import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// The one-time tokens that `/api/v1/authn` gives and `/authorize?sessionToken=` takes (Okta, "Session token").
enum SessionTokens {
    /// A new token: `20111` and 50 characters.
    static func issue(to user: User, _ methods: [String], _ context: inout RequestContext) throws(Refusal) -> String {
        try SessionTokenText.issue(to: user, methods, in: context.snapshot, random: &context.random)
    }

    /// A token that can be used, and the session that its use starts.
    struct Found {
        let user: User
        let session: SessionID
        let authentication: Authentication
        fileprivate let key: RecordKey
    }

    /// Finds a token without using it; nil for one that is unknown, used or expired.
    static func find(_ text: String, _ context: inout RequestContext) throws(Refusal) -> Found? {
        let (snapshot, key) = (context.snapshot, SessionTokenText.key(text))
        guard let token = try snapshot.state.sessionTokens.record(key, at: snapshot.now),
            let user = snapshot.organization.user(token.userID), user.canHoldTokens
        else { return nil }
        let session = SessionID(drawnFrom: &context.random)
        let authentication = Authentication(
            time: token.authenticated,
            methods: token.methods,
            session: session.key
        )
        return Found(user: user, session: session, authentication: authentication, key: key)
    }

    /// Uses a token and starts the session of its user, with the request's `commit`.
    static func use(_ found: Found, _ context: inout RequestContext) throws(Refusal) {
        let used = Refusal(.loginRequired, why: "the session token was used by another request")
        context.writes.take(found.key, of: context.snapshot.state.sessionTokens, orElse: used)
        try BrowserSession.start(found.session, found.authentication, of: found.user, &context)
    }
}
