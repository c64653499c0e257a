import MockOktaEngine
import MockOktaIssuing
import MockOktaModel

/// What somebody at a terminal must know of an org to call it: for the start-up card.
package struct OrgSummary: Sendable {
    package struct Client: Sendable {
        package let id: String
        package let type: String
        /// The secret, or how the client proves itself without one.
        package let credential: String
    }

    package struct User: Sendable {
        package let login: String
        package let password: String
        /// Nil for ACTIVE.
        package let status: String?
    }

    /// The issuer of every authorization server, custom ones first.
    package let issuers: [String]
    package let clients: [Client]
    package let users: [User]
    package let examples: [ExampleRequest]

    package init(_ server: MockOktaServer, madeSecrets: Set<String>) {
        let contents = server.reference.tenant.organization.contents
        let servers = contents.authorizationServers.filter(\.isActive) + [contents.orgServer]
        issuers = servers.map { server.baseURLs.front + $0.issuerPath }
        clients = contents.applications.map { Self.client($0, isMade: madeSecrets.contains($0.clientID)) }
        users = contents.users.map(Self.user)
        examples = ExampleChoice(server.reference.tenant.organization, url: server.url).two
    }

    private static func client(_ app: Application, isMade: Bool) -> Client {
        var credential: String
        switch app.authenticationMethod {
        case .none: credential = "no secret"
        case .privateKeyJWT: credential = "private_key_jwt"
        case .clientSecretBasic, .clientSecretPost: credential = app.secrets.first ?? "no secret"
        case .clientSecretJWT: credential = "\(app.secrets.first ?? "no secret") (client_secret_jwt)"
        }
        if isMade { credential += " (made: the fixture has none)" }
        if !app.isActive { credential += " (INACTIVE)" }
        return Client(id: app.clientID, type: app.type.rawValue, credential: credential)
    }

    private static func user(_ user: MockOktaModel.User) -> User {
        let password =
            switch user.password {
            case .plain(let text): text
            case .digest, .pbkdf2: "(hashed)"
            case .any: "(any password)"
            case nil: "(no password)"
            }
        return User(
            login: user.login,
            password: password,
            status: user.status == .active ? nil : user.status.rawValue
        )
    }
}
