import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/sessions`: sessions by id, for administrators; `…/me` is the browser's session (Okta, "Sessions API").
enum Sessions {
    private static let path = "/api/v1/sessions"
    private static let itemPath = path + "/{sessionID}"

    /// Exchanges a session token for a session, once; it needs no other authentication.
    static let exchange = Endpoint(
        [.post],
        // Also with a slash at the end: Okta refuses GET there as a wrong method.
        [path, path + "/"],
        .org,
        .api(Endpoint.Bucket("api/v1/sessions"), .trustedOrigins),
        .light,
        .noKeys,
        .json
    ) { (context) throws(Refusal) in
        var call = try APICall(context)
        defer { context = call.context }
        let text = try call.body()["sessionToken"]?.string ?? ""
        let snapshot = call.context.snapshot
        let unknown = Refusal(.authenticationFailed, why: "the session token is unknown, used or expired")
        let key = SessionTokenText.key(text)
        guard let token = try snapshot.state.sessionTokens.record(key, at: snapshot.now),
            let user = snapshot.organization.user(token.userID), user.canHoldTokens
        else { throw unknown }
        let session = Session(
            userID: user.id,
            created: snapshot.now,
            authentication: Authentication(time: token.authenticated)
        )
        let id = SessionID(drawnFrom: &call.context.random)
        let expires = snapshot.now + Session.lifetime
        call.context.writes.take(key, of: snapshot.state.sessionTokens, orElse: unknown)
        call.context.writes.insert(session, for: id.key, in: snapshot.state.sessions, expires: expires)
        try call.context.commit()
        return APIAnswer.object(object(session, id, expires, user, call)).response
    }

    static let operations: [Operation] = [
        Operation(.get, itemPath, .sessions) { (call) throws(Refusal) in
            try answer(call) { expires in expires }
        },
        Operation(.delete, itemPath, .sessions) { (call) throws(Refusal) in
            let (id, session, _) = try find(call)
            try call.context.snapshot.endSession(id)
            call.context.record.noteSignOut(call.organization.user(session.userID))
            return .nothing
        },
        Operation(.post, itemPath + "/lifecycle/refresh", .sessions) { (call) throws(Refusal) in
            let renewed = call.context.snapshot.now + Session.lifetime
            return try answer(call) { _ in renewed }
        },
    ]

    private static func find(_ call: APICall) throws(Refusal) -> (SessionID, Session, expires: Instant) {
        let text = call.parameter("sessionID")
        let snapshot = call.context.snapshot
        guard let id = SessionID(text: text),
            let entry = try snapshot.state.sessions.update(id.key, at: snapshot.now, { $0 })
        else { throw .absent(text, "AppSession") }
        return (id, entry.record, entry.expires)
    }

    private static func answer(_ call: APICall, _ expiry: (Instant) -> Instant) throws(Refusal) -> APIAnswer {
        let (id, session, present) = try find(call)
        let snapshot = call.context.snapshot
        guard let user = snapshot.organization.user(session.userID) else { throw .absent(id.text, "AppSession") }
        let expires = expiry(present)
        if expires != present {
            try snapshot.state.sessions.update(id.key, at: snapshot.now) { $0?.expires = expires }
        }
        return .object(object(session, id, expires, user, call))
    }

    private static func object(
        _ session: Session,
        _ id: SessionID,
        _ expires: Instant,
        _ user: User,
        _ call: APICall
    ) -> JSONObject {
        let name = ["firstName", "lastName"].compactMap { user.attribute($0)?.string }.joined(separator: " ")
        let links: JSONObject = [
            "self": .link(call.href(path + "/me"), "GET", "DELETE"),
            "refresh": .link(call.href(path + "/me/lifecycle/refresh"), "POST"),
            "user": ["name": .string(name), "href": call.href(Users.path + "/me"), "hints": ["allow": ["GET"]]],
        ]
        return [
            "id": .string(id.text), "userId": .string(user.id.rawValue), "login": .string(user.login),
            "createdAt": .instant(session.created), "expiresAt": .instant(expires), "status": "ACTIVE",
            "lastPasswordVerification": .instant(session.authentication.time), "lastFactorVerification": .null,
            "amr": ["pwd"], "idp": ["id": .string(call.organization.contents.id), "type": "OKTA"],
            "mfaActive": .bool(user.hasFurtherFactor), "_links": .object(links.inHashMapOrder),
        ]
    }
}
