import MockOktaCrypto
package import MockOktaFormats

/// The scopes that a user has consented to for a client of an authorization server.
package struct Consent: Hashable, Sendable {
    package let userID: UserID
    package let clientID: String
    package let serverID: AuthorizationServerID
    package var scopes: Set<ExactString>
    package let created: Instant
    package var lastUpdated: Instant

    package init(
        userID: UserID,
        clientID: String,
        serverID: AuthorizationServerID,
        scopes: Set<ExactString>,
        created: Instant
    ) {
        self.userID = userID
        self.clientID = clientID
        self.serverID = serverID
        self.scopes = scopes
        self.created = created
        lastUpdated = created
    }

    package var key: RecordKey { Self.key(userID, clientID, serverID) }

    package static func key(_ userID: UserID, _ clientID: String, _ serverID: AuthorizationServerID) -> RecordKey {
        RecordKey(SHA256.digest(Array("\(userID)\u{0}\(clientID)\u{0}\(serverID)".utf8)))
    }
}
