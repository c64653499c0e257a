/// The secret that the native apps of one device share (Okta, "Configure SSO for native apps"), kept by its digest.
package struct DeviceSecret: Hashable, Sendable {
    /// The app that got the secret, which may revoke it; all apps of the device use it.
    package var clientID: String
    package var userID: UserID
    package var serverID: AuthorizationServerID
    /// How the user signed in; its session is the `sid` of every token that hangs from the secret.
    package var authentication: Authentication
    package var created: Instant
    package var isRevoked = false

    package init(
        clientID: String,
        userID: UserID,
        serverID: AuthorizationServerID,
        authentication: Authentication,
        created: Instant
    ) {
        self.clientID = clientID
        self.userID = userID
        self.serverID = serverID
        self.authentication = authentication
        self.created = created
    }

    /// As long as the org server's refresh tokens, for Okta's documents name no lifetime of its own.
    package static let lifetime: TimeSpan = .hours(90 * 24)
}
