import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// `/_mock/sessions`: signs a user in without the sign-in page.
enum SessionControl {
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
