package import MockOkta
import MockOktaEngine
package import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The contents of the start-up card about an org.
package struct OrgSummary: Sendable {
    package struct Client: Sendable {
        package let id: String
        package let type: String
        /// The secret, or how the client authenticates without one.
        package let credential: String
        package let label: String
        /// The first redirect URI and the number of others; empty where there is none.
        package let redirectURIs: String
    }

    package struct User: Sendable {
        package let login: String
        package let password: String
        /// Nil for ACTIVE.
        package let status: String?
    }

    /// The maximum number of clients or users in the list; further ones are counted.
    private static let mostRows = 24

    /// The issuer of every authorization server, custom ones first.
    package let issuers: [String]
    package let clients: [Client]
    package let users: [User]
    /// The numbers of clients and users that are not listed.
    package let omittedClients: Int
    package let omittedUsers: Int
    /// A URL that shows the sign-in page in a browser; nil where no client can sign a user in.
    package let signInURL: String?
    package let examples: [ExampleRequest]

    package init(_ server: MockOktaServer, madeSecrets: Set<ExactString>) {
        let organization = server.reference.tenant.organization
        let contents = organization.contents
        let servers = contents.authorizationServers.filter(\.isActive) + [contents.orgServer]
        issuers = servers.map { server.baseURLs.front + $0.issuerPath }
        clients = contents.applications.firstRows(Self.mostRows).map {
            Self.client($0, isMade: madeSecrets.contains($0.clientID))
        }
        users = contents.users.firstRows(Self.mostRows).map(Self.user)
        omittedClients = contents.applications.count - clients.count
        omittedUsers = contents.users.count - users.count
        let choice = ExampleChoice(organization, url: server.url)
        signInURL = choice.signInURL
        examples = choice.two
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
        let others = app.redirectURIs.count - 1
        let redirectURIs = (app.redirectURIs.first ?? "") + (others > 0 ? " and \(others) more" : "")
        return Client(
            id: app.clientID,
            type: app.type.rawValue,
            credential: credential,
            label: app.label,
            redirectURIs: redirectURIs
        )
    }

    private static func user(_ user: MockOktaModel.User) -> User {
        let password =
            switch user.password {
            case .plain(let text): text
            case .digest, .pbkdf2, .bcrypt: "(hashed)"
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
