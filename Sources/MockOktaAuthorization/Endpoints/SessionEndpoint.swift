import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/sessions/me`: the session of the browser that calls (Okta, "Sessions API").
enum SessionEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (id, session, expires) = try current(context)
        guard context.request.method == .delete else { return try object(session, id, expires, &context) }
        try context.snapshot.endSession(id)
        context.record.noteSignOut(context.organization.user(session.userID))
        var response = HTTPResponse(.noContent)
        response.fields.append(contentsOf: JSONAnswer.noStore)
        response.fields.append("Set-Cookie", SessionCookie.cleared(context.request, context.snapshot).fieldValue)
        return response
    }

    /// `…/lifecycle/refresh`: the idle time starts anew.
    static func refresh(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (id, _, _) = try current(context)
        guard let (_, session) = try SessionCookie.session(context.request, context.snapshot) else { throw notFound }
        return try object(session, id, context.snapshot.now + Session.lifetime, &context)
    }

    private static let notFound = Refusal(.resourceNotFound("me", "Session"), why: "the browser has no live session")

    /// Looking at a session does not keep it alive.
    private static func current(_ context: RequestContext) throws(Refusal) -> (SessionID, Session, expires: Instant) {
        guard let id = SessionCookie.id(context.request, context.snapshot) else { throw notFound }
        let found = try context.snapshot.state.sessions.update(id.key, at: context.snapshot.now) { $0 }
        guard let found else { throw notFound }
        return (id, found.record, found.expires)
    }

    private static func object(
        _ session: Session,
        _ id: SessionID,
        _ expires: Instant,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard let user = context.snapshot.organization.user(session.userID), user.canHoldTokens else { throw notFound }
        context.record.user = user.login
        let api = context.snapshot.urls.front + "/api/v1"
        let name = ["firstName", "lastName"].compactMap { user.attribute($0)?.string }.joined(separator: " ")
        let proved = JSON.string(text(session.authentication.time))
        return JSONAnswer.uncached(
            .ok,
            [
                "id": .string(id.text), "userId": .string(user.id.rawValue), "login": .string(user.login),
                "createdAt": .string(text(session.created)), "expiresAt": .string(text(expires)), "status": "ACTIVE",
                "lastPasswordVerification": proved, "lastFactorVerification": .null, "amr": ["pwd"],
                "idp": ["id": .string(context.snapshot.organization.contents.id), "type": "OKTA"],
                "mfaActive": .bool(user.hasFurtherFactor),
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
