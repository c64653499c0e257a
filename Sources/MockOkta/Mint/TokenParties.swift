import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Server, client, user and scopes of a token order, found in the org by the words of the order.
struct TokenParties {
    let server: AuthorizationServer
    private let client: Application
    private let user: User?
    private let scopes: [String]
    private let organization: Organization

    init(_ order: TokenOrder, _ organization: Organization) throws(ToolError) {
        self.organization = organization
        server = try Self.server(order.server, organization)
        client = try Self.client(order.client, organization)
        user = try order.user.map { (name) throws(ToolError) in try Self.user(name, organization) }
        if order.kind == .id, user == nil { throw .badArgument("--id-token needs --user: ID tokens are about people") }
        scopes = try Self.scopes(order, server)
    }

    func plan(at now: Instant) -> TokenPlan {
        TokenPlan(
            server: server,
            client: client,
            user: user,
            authentication: user.map { _ in Authentication(time: now) },
            scopes: scopes,
            accessLifetime: lifetime
        )
    }

    /// What the server's policies would give by any grant of the client; an hour where they would refuse.
    private var lifetime: TimeSpan {
        for grant in client.grantTypes {
            let question = PolicyEvaluation.Question(client: client, user: user, grantTypes: [grant], scopes: scopes)
            if let rule = PolicyEvaluation(question, server: server, organization: organization).rule {
                return rule.lifetimes.access
            }
        }
        return TokenLifetimes.standard.access
    }

    private static func server(
        _ name: String?,
        _ organization: Organization
    ) throws(ToolError) -> AuthorizationServer {
        let servers = organization.contents.authorizationServers
        guard let name else {
            return organization.authorizationServer(at: "default") ?? servers.first ?? organization.contents.orgServer
        }
        if name == "org" { return organization.contents.orgServer }
        if let server = organization.authorizationServer(at: name) ?? servers.first(where: { $0.name == name }) {
            return server
        }
        throw .badArgument(unknown("--server", name, "authorization server", servers.map(\.name) + ["org"]))
    }

    private static func client(_ name: String?, _ organization: Organization) throws(ToolError) -> Application {
        let clients = organization.contents.applications
        guard let name else {
            if let only = clients.first, clients.count == 1 { return only }
            throw .badArgument("--client is missing (there are: \(clients.map(\.clientID).joined(separator: ", ")))")
        }
        if let client = organization.application(clientID: name) ?? clients.first(where: { $0.label == name }) {
            return client
        }
        throw .badArgument(unknown("--client", name, "client", clients.map(\.clientID)))
    }

    private static func user(_ name: String, _ organization: Organization) throws(ToolError) -> User {
        if let user = organization.user(login: name) ?? organization.user(UserID(rawValue: name)) { return user }
        throw .badArgument(unknown("--user", name, "user", organization.contents.users.map(\.login)))
    }

    private static func scopes(_ order: TokenOrder, _ server: AuthorizationServer) throws(ToolError) -> [String] {
        var scopes =
            order.scopes ?? (order.user == nil ? server.scopes.filter(\.isDefault).map(\.name) : [Scope.openID])
        for scope in scopes where !server.hasScope(scope) && !(server.isOrg && scope.hasPrefix("okta.")) {
            throw .badArgument(unknown("--scope", scope, "scope of \(server.name)", server.scopes.map(\.name)))
        }
        if order.kind == .id, !scopes.contains(Scope.openID) { scopes.insert(Scope.openID, at: 0) }
        return scopes
    }

    private static func unknown(_ option: String, _ word: String, _ kind: String, _ known: [String]) -> String {
        let suggestion = Suggestion.text(for: word, among: known)
        return "\(option): there is no \(kind) \(word)\(suggestion) (there are: \(known.joined(separator: ", ")))"
    }
}
