/// An entry of Okta's System Log that an exchange causes and that the rest of its record does not show.
package struct LogEvent: Hashable, Sendable {
    /// A person, client or object that an entry names (Okta, "System Log API": `actor` and `target`).
    package struct Party: Hashable, Sendable {
        package var id: String
        /// Okta's name of the kind: `User`, `PublicClientApp`, `AppInstance`.
        package var type: String
        /// The login of a user, the client id of a client.
        package var alternateID: String?
        package var displayName: String?

        package init(id: String, type: String, alternateID: String? = nil, displayName: String? = nil) {
            self.id = id
            self.type = type
            self.alternateID = alternateID
            self.displayName = displayName
        }
    }

    /// Okta's name of the event, such as `user.session.start`.
    package var type: String
    /// Okta's reason of a failure; nil for a success.
    package var failure: String?
    /// Who acted; nil for the client of the exchange.
    package var actor: Party?
    package var targets: [Party]

    package init(_ type: String, failure: String? = nil, actor: Party? = nil, targets: [Party] = []) {
        self.type = type
        self.failure = failure
        self.actor = actor
        self.targets = targets
    }

    /// An event of an authorization server: the names of custom servers' events have the part `as`.
    ///
    /// - Parameters:
    ///   - name: the name without its beginning, such as `token.revoke`.
    ///   - isOrg: whether the server is the org server.
    ///   - failure: the reason of a failure.
    ///   - targets: the objects concerned.
    /// - Returns: the event.
    package static func oauth(
        _ name: String,
        isOrg: Bool,
        failure: String? = nil,
        targets: [Party] = []
    ) -> LogEvent {
        LogEvent("app.oauth2.\(isOrg ? "" : "as.")\(name)", failure: failure, targets: targets)
    }
}

extension LogEvent.Party {
    /// A user of the org.
    package init(_ user: User) {
        self.init(id: user.id.rawValue, type: "User", alternateID: user.login, displayName: user.displayName)
    }

    /// An OAuth client that acts.
    package init(client: Application) {
        self.init(
            id: client.id.rawValue,
            type: "PublicClientApp",
            alternateID: client.clientID,
            displayName: client.label
        )
    }

    /// An app that something happens to.
    package init(app: Application) {
        self.init(client: app)
        type = "AppInstance"
    }
}
