import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Starting the session of a browser.
enum BrowserSession {
    /// Replaces any session this browser has; `proved` is when the user showed who they are.
    static func start(for user: User, at proved: Instant, _ call: inout Call) -> (SessionID, Authentication) {
        let snapshot = call.snapshot
        if let (former, _) = SessionCookie.session(call.request, snapshot) {
            snapshot.state.sessions.remove(former.key, at: snapshot.now)
        }
        let id = SessionID(drawnFrom: &call.random)
        let authentication = Authentication(time: proved, session: id.key)
        let session = Session(userID: user.id, created: snapshot.now, authentication: authentication)
        snapshot.state.sessions.insert(session, for: id.key, expires: snapshot.now + Session.lifetime, at: snapshot.now)
        return (id, authentication)
    }
}
