import MockOktaControl
import MockOktaFormats
import MockOktaModel

/// A browser session that no page has begun.
public struct SignedInSession: Hashable, Sendable {
    /// As Okta's API knows it (`102…`).
    public let id: String
    /// Whose it is, by id.
    public let userID: String
    /// When it ends, by the org's clock: `2026-01-01T02:00:00.000Z`.
    public let expires: String
    /// What a browser sends as its `Cookie` field: name, `=` and value.
    public let cookie: String
    /// For the parameter `sessionToken` of `/authorize`, once.
    public let sessionToken: String

    init(_ session: StartedSession) {
        id = session.id
        userID = session.userID
        expires = RFC3339.format(microseconds: session.expires.microseconds)
        cookie = "\(StartedSession.cookieName)=\(session.cookie)"
        sessionToken = session.token
    }
}
