import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The cookie that carries a browser's session: `idx`, as in Identity Engine orgs.
enum SessionCookie {
    static let name = "idx"

    /// The live session of a request's browser, its idle time started anew.
    static func session(_ request: HTTPRequest, _ world: World) -> (SessionID, Session)? {
        guard let id = id(request, world) else { return nil }
        let session = world.state.sessions.update(id.key, at: world.now) { entry in
            entry?.expires = world.now + Session.lifetime
            return entry?.record
        }
        guard let session, world.organization.user(session.userID)?.canHoldTokens == true else { return nil }
        return (id, session)
    }

    /// The session that a request's cookie names, live or not.
    static func id(_ request: HTTPRequest, _ world: World) -> SessionID? {
        Cookies(request.fields)[name].flatMap { SessionID(cookie: $0, sealedBy: world.secret) }
    }

    static func set(_ id: SessionID, _ request: HTTPRequest, _ world: World) -> SetCookie {
        cookie(name, id.cookie(sealedBy: world.secret), request, world)
    }

    static func cleared(_ request: HTTPRequest, _ world: World) -> SetCookie {
        var cookie = cookie(name, "", request, world)
        cookie.maxAge = 0
        return cookie
    }

    /// A cookie of the browser's session.
    ///
    /// Over https it may be sent from frames of other sites, as silent renewal needs; over http browsers allow no
    /// such cookie, and hosts on localhost count as one site anyway. Tenants below a path have cookies of their own.
    static func cookie(_ name: String, _ value: String, _ request: HTTPRequest, _ world: World) -> SetCookie {
        SetCookie(
            name,
            value,
            path: world.urls.path.isEmpty ? "/" : String(world.urls.path),
            isSecure: request.scheme == .https,
            sameSite: request.scheme == .https ? SetCookie.SameSite.none : .lax
        )
    }
}
