import MockOktaFormats

/// The secret that the native apps of one device share (Okta, "Configure SSO for native apps"), stored by its digest.
package struct DeviceSecret: Hashable, Sendable {
    /// The app to which the secret was issued, which may revoke it; all apps of the device use it.
    package var clientID: String
    package var userID: UserID
    package var serverID: AuthorizationServerID
    /// How the user signed in; its session is the `sid` of every token that is based on the secret.
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

    /// The lifetime of the org server's refresh tokens, because Okta's documentation states no separate one.
    package static let lifetime: TimeSpan = .hours(90 * 24)
}
