/// A browser's session with the org, shared by several apps (single sign-on).
package struct Session: Hashable, Sendable {
    package var userID: UserID
    package var created: Instant
    package var authentication: Authentication

    package init(userID: UserID, created: Instant, authentication: Authentication) {
        self.userID = userID
        self.created = created
        self.authentication = authentication
    }

    /// The idle time after which a session ends; every use restarts it (Okta, "Token lifetime").
    package static let lifetime: TimeSpan = .hours(2)
}
