import MockOktaEndpoints
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Starting the session of a browser, which the request's `commit` does.
enum BrowserSession {
    /// Replaces any session this browser has; `proved` is when the user showed who they are.
    static func start(
        for user: User,
        at proved: Instant,
        _ methods: [String],
        _ context: inout RequestContext
    ) throws(Refusal) -> (SessionID, Authentication) {
        let id = SessionID(drawnFrom: &context.random)
        let authentication = Authentication(time: proved, methods: methods, session: id.key)
        try start(id, authentication, of: user, &context)
        return (id, authentication)
    }

    /// Starts the session of an authentication, in place of any that this browser has.
    static func start(
        _ id: SessionID,
        _ authentication: Authentication,
        of user: User,
        _ context: inout RequestContext
    ) throws(Refusal) {
        let snapshot = context.snapshot
        if let (former, _) = try SessionCookie.session(context.request, snapshot) {
            try snapshot.endSessions([former.key], in: &context.writes)
        }
        snapshot.startSession(id, authentication, of: user, in: &context.writes)
    }
}
