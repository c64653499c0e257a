import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/sessions/me`: the session of the browser that calls (Okta, "Sessions API").
enum SessionEndpoint {
    static func answer(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        let (id, session, expires) = try current(call)
        guard call.request.method == .delete else { return try object(session, id, expires, &call) }
        call.snapshot.state.sessions.remove(id.key, at: call.snapshot.now)
        var response = HTTPResponse(.noContent)
        response.fields.append(contentsOf: JSONAnswer.noStore)
        response.fields.append("Set-Cookie", SessionCookie.cleared(call.request, call.snapshot).fieldValue)
        return response
    }

    /// `…/lifecycle/refresh`: the idle time starts anew.
    static func refresh(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        let (id, _, _) = try current(call)
        guard let (_, session) = SessionCookie.session(call.request, call.snapshot) else { throw notFound }
        return try object(session, id, call.snapshot.now + Session.lifetime, &call)
    }

    private static let notFound = Refusal(.resourceNotFound("me", "Session"), why: "the browser has no live session")

    /// Looking at a session does not keep it alive.
    private static func current(_ call: Call) throws(Refusal) -> (SessionID, Session, expires: Instant) {
        guard let id = SessionCookie.id(call.request, call.snapshot) else { throw notFound }
        let found = call.snapshot.state.sessions.update(id.key, at: call.snapshot.now) { $0 }
        guard let found else { throw notFound }
        return (id, found.record, found.expires)
    }

    private static func object(
        _ session: Session,
        _ id: SessionID,
        _ expires: Instant,
        _ call: inout Call
    ) throws(Refusal) -> HTTPResponse {
        guard let user = call.snapshot.organization.user(session.userID), user.canHoldTokens else { throw notFound }
        call.notes.user = user.login
        let api = call.snapshot.urls.front + "/api/v1"
        let name = ["firstName", "lastName"].compactMap { user.attribute($0)?.string }.joined(separator: " ")
        let proved = JSON.string(text(session.authentication.time))
        return JSONAnswer.uncached(
            .ok,
            [
                "id": .string(id.text), "userId": .string(user.id.rawValue), "login": .string(user.login),
                "createdAt": .string(text(session.created)), "expiresAt": .string(text(expires)), "status": "ACTIVE",
                "lastPasswordVerification": proved, "lastFactorVerification": .null, "amr": ["pwd"],
                "idp": ["id": .string(call.snapshot.organization.contents.id), "type": "OKTA"],
                "mfaActive": false,
                "_links": [
                    "self": link(api + "/sessions/me", ["GET", "DELETE"]),
                    "refresh": link(api + "/sessions/me/lifecycle/refresh", ["POST"]),
                    "user": link(api + "/users/me", ["GET"], name: name),
                ],
            ]
        )
    }

    private static func link(_ href: String, _ methods: [JSON], name: String? = nil) -> JSON {
        var link: JSONObject = [:]
        if let name { link["name"] = .string(name) }
        link["href"] = .string(href)
        link["hints"] = ["allow": .array(methods)]
        return .object(link)
    }

    private static func text(_ instant: Instant) -> String { RFC3339.format(microseconds: instant.microseconds) }
}
