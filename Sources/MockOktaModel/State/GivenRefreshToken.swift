/// A refresh token that a fixture brings along, so that a client configured with it can refresh at once.
package struct GivenRefreshToken: Hashable, Sendable {
    package let id: String
    /// The token itself; issued ones are never stored.
    package let token: String
    package let clientID: String
    package let user: UserID
    package let server: AuthorizationServerID
    package let scopes: [String]
    package let isActive: Bool
    /// Nil is the start of the clock.
    package let created: Instant?
    /// Nil is never.
    package let expires: Instant?
}
