import MockOktaControl
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A browser session made without the sign-in page.
public struct SignedInSession: Hashable, Sendable {
    /// Its id in Okta's API (`102…`).
    public let id: String
    /// The id of the user.
    public let userID: String
    /// When it expires, by the org's clock: `2026-01-01T02:00:00.000Z`.
    public let expires: String
    /// The value of a browser's `Cookie` field: name, `=` and value.
    public let cookie: String
    /// A single-use value for the parameter `sessionToken` of `/authorize`.
    public let sessionToken: String

    init(_ session: StartedSession) {
        id = session.id
        userID = session.userID
        expires = RFC3339.format(microseconds: session.expires.microseconds)
        cookie = "\(SessionID.cookieName)=\(session.cookie)"
        sessionToken = session.token
    }
}
