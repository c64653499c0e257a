import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Starting the session of a browser.
enum BrowserSession {
    /// Replaces any session this browser has; `proved` is when the user showed who they are.
    static func start(for user: User, at proved: Instant, _ call: inout Call) -> (SessionID, Authentication) {
        let world = call.world
        if let (former, _) = SessionCookie.session(call.request, world) {
            world.state.sessions.remove(former.key, at: world.now)
        }
        let id = SessionID(drawnFrom: &call.random)
        let authentication = Authentication(time: proved, session: id.key)
        let session = Session(userID: user.id, created: world.now, authentication: authentication)
        world.state.sessions.insert(session, for: id.key, expires: world.now + Session.lifetime, at: world.now)
        return (id, authentication)
    }
}
