import MockOktaEndpoints
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Starting the session of a browser.
enum BrowserSession {
    /// Replaces any session this browser has; `proved` is when the user showed who they are.
    static func start(
        for user: User,
        at proved: Instant,
        _ methods: [String],
        _ context: inout RequestContext
    ) -> (SessionID, Authentication) {
        let snapshot = context.snapshot
        if let (former, _) = SessionCookie.session(context.request, snapshot) {
            snapshot.state.sessions.remove(former.key, at: snapshot.now)
        }
        return snapshot.startSession(of: user, at: proved, methods, random: &context.random)
    }
}
