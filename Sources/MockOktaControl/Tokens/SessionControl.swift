import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// `/_mock/sessions`: lists the sessions of browsers, signs a user in without the sign-in page, and signs users out.
enum SessionControl {
    /// The maximum number of sessions that are listed.
    private static let limit = 1000

    /// Lists the newest sessions, and the number of all.
    static func list(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let snapshot = context.snapshot
        var sessions: [(id: SessionID, session: Session)] = []
        try ControlError.translating { () throws(Refusal) in
            try snapshot.state.sessions.forEach(at: snapshot.now) { sessions.append((SessionID(key: $0), $1)) }
        }
        sessions.sort { ($1.session.created, $0.id.text) < ($0.session.created, $1.id.text) }
        let rows = sessions.prefix(limit).map { id, session -> JSON in
            [
                "id": .string(id.text),
                "user": .string(snapshot.organization.user(session.userID)?.login ?? session.userID.rawValue),
                "created": .string(session.created.text),
                "amr": .array(session.authentication.methods.map { .string($0) }),
            ]
        }
        return ControlResponse.json(.ok, ["sessions": .array(Array(rows)), "total": .integer(sessions.count)])
    }

    /// Ends a session; its tokens live on, as after a sign-out.
    static func end(_ text: String, _ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let snapshot = context.snapshot
        let isThere = try ControlError.translating { () throws(Refusal) in
            guard let id = SessionID(text: text),
                try snapshot.state.sessions.record(id.key, at: snapshot.now) != nil
            else { return false }
            try snapshot.endSession(id)
            return true
        }
        guard isThere else { throw ControlError(.notFound, "there is no session \(text)") }
        return HTTPResponse(.noContent)
    }

    static func start(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["user"])
        return ControlResponse.json(.created, try context.operations.startSession(of: body.required("user")).json)
    }
}

/// A browser session made without the sign-in page.
package struct StartedSession: Sendable {
    package let id: String
    package let userID: String
    package let expires: Instant
    /// The value of the cookie.
    package let cookie: String
    /// A single-use value for the parameter `sessionToken` of `/authorize`.
    package let token: String

    fileprivate var json: JSON {
        [
            "session": [
                "id": .string(id), "userId": .string(userID),
                "expiresAt": .string(RFC3339.format(microseconds: expires.microseconds)),
            ],
            "cookie": ["name": .string(SessionID.cookieName), "value": .string(cookie)],
            "sessionToken": .string(token),
        ]
    }
}

extension ControlOperations {
    /// Signs a user in.
    ///
    /// - Parameter login: the user's login or id.
    /// - Returns: the session, its cookie and its session token.
    /// - Throws: an error where there is no such user.
    package func startSession(of login: String) throws(ControlError) -> StartedSession {
        let user = try user(login)
        let snapshot = snapshot
        var random = tenant.nextControlRandom()
        let (id, token) = try ControlError.translating { () throws(Refusal) in
            let (id, _) = try snapshot.startSession(of: user, at: snapshot.now, random: &random)
            return (id, try SessionTokenText.issue(to: user, in: snapshot, random: &random))
        }
        return StartedSession(
            id: id.text,
            userID: user.id.rawValue,
            expires: snapshot.now + Session.lifetime,
            cookie: id.cookie(sealedBy: snapshot.secret),
            token: token
        )
    }
}
