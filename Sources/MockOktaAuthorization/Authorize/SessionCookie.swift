import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The cookie that carries a browser's session: `idx`, as in Identity Engine orgs.
enum SessionCookie {
    /// The live session of a request's browser, its idle time started anew.
    static func session(_ request: HTTPRequest, _ snapshot: OrgSnapshot) throws(Refusal) -> (SessionID, Session)? {
        guard let id = id(request, snapshot) else { return nil }
        let session = try snapshot.state.sessions.update(id.key, at: snapshot.now) { entry in
            entry?.expires = snapshot.now + Session.lifetime
            return entry?.record
        }
        guard let session, snapshot.organization.user(session.userID)?.canHoldTokens == true else { return nil }
        return (id, session)
    }

    /// The session that a request's cookie names, live or not.
    static func id(_ request: HTTPRequest, _ snapshot: OrgSnapshot) -> SessionID? {
        let cookies = Cookies(request.fields)
        return (cookies[SessionID.cookieName] ?? cookies[classicName]).flatMap {
            SessionID(cookie: $0, sealedBy: snapshot.secret)
        }
    }

    /// The cookie's name in Classic Engine orgs, which `/login/sessionCookieRedirect` sets too: command line clients
    /// read it there.
    private static let classicName = "sid"

    /// The cookies of a session that was got for a session token.
    static func setBoth(_ id: SessionID, _ request: HTTPRequest, _ snapshot: OrgSnapshot) -> [SetCookie] {
        [classicName, SessionID.cookieName].map {
            cookie($0, id.cookie(sealedBy: snapshot.secret), request, snapshot)
        }
    }

    /// The cookie of a session; one that stays is kept when the browser is closed, as long as the session.
    static func set(
        _ id: SessionID,
        stays: Bool = false,
        _ request: HTTPRequest,
        _ snapshot: OrgSnapshot
    ) -> SetCookie {
        var cookie = cookie(SessionID.cookieName, id.cookie(sealedBy: snapshot.secret), request, snapshot)
        if stays { cookie.maxAge = Int(Session.lifetime.seconds) }
        return cookie
    }

    static func cleared(_ request: HTTPRequest, _ snapshot: OrgSnapshot) -> SetCookie {
        var cookie = cookie(SessionID.cookieName, "", request, snapshot)
        cookie.maxAge = 0
        return cookie
    }

    /// A cookie of the browser's session.
    ///
    /// Over https it may be sent from frames of other sites, as silent renewal needs; over http browsers allow no
    /// such cookie, and hosts on localhost count as one site anyway. Tenants below a path have cookies of their own.
    static func cookie(_ name: String, _ value: String, _ request: HTTPRequest, _ snapshot: OrgSnapshot) -> SetCookie {
        SetCookie(
            name,
            value,
            path: snapshot.urls.path.isEmpty ? "/" : String(snapshot.urls.path),
            isSecure: request.scheme == .https,
            sameSite: request.scheme == .https ? SetCookie.SameSite.none : .lax
        )
    }
}
