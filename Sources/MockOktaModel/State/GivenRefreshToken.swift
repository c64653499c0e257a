import MockOktaFormats

/// A refresh token from a fixture, so that a client configured with it can refresh at once.
package struct GivenRefreshToken: Hashable, Sendable {
    package let id: String
    /// The token itself; issued tokens are never stored.
    package let token: String
    package let clientID: String
    package let user: UserID
    package let server: AuthorizationServerID
    package let scopes: [String]
    package let isActive: Bool
    /// Nil means the start of the clock.
    package let created: Instant?
    /// Nil means never.
    package let expires: Instant?
}
