import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The server, client, user and scopes of a token, looked up in the org.
struct TokenParties {
    let server: AuthorizationServer
    private let client: Application
    private let user: User?
    private let scopes: [String]
    private let organization: Organization
    private let kind: OfflineTokenRequest.Kind

    init(_ request: OfflineTokenRequest, _ organization: Organization) throws(ToolError) {
        self.organization = organization
        kind = request.kind
        server = try Self.server(request.server, organization)
        client = try Self.client(request.client, organization)
        user = try request.user.map { (name) throws(ToolError) in try Self.user(name, organization) }
        if request.kind == .id, user == nil {
            throw .badArgument("--id-token requires --user, because an ID token is about a user")
        }
        scopes = try Self.scopes(request, server)
    }

    /// The members of a request to `/_mock/tokens`.
    var members: JSONObject {
        var members: JSONObject = [
            "client": .string(client.clientID), "server": .string(server.id.rawValue),
            "scope": .string(scopes.joined(separator: " ")),
            "ttl": .string(ISO8601Duration.format(microseconds: lifetime.microseconds)),
        ]
        members["user"] = user.map { .string($0.id.rawValue) }
        return members
    }

    /// The lifetime by the server's policies for any of the client's grant types; an hour where no rule matches.
    private var lifetime: TimeSpan {
        guard kind == .access else { return TokenLifetimes.idToken }
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

    private static func scopes(
        _ request: OfflineTokenRequest,
        _ server: AuthorizationServer
    ) throws(ToolError) -> [String] {
        var scopes =
            request.scopes ?? (request.user == nil ? server.scopes.filter(\.isDefault).map(\.name) : [Scope.openID])
        for scope in scopes where !server.hasScope(scope) && !(server.isOrg && scope.hasPrefix("okta.")) {
            throw .badArgument(unknown("--scope", scope, "scope of \(server.name)", server.scopes.map(\.name)))
        }
        if request.kind == .id, !scopes.contains(Scope.openID) { scopes.insert(Scope.openID, at: 0) }
        return scopes
    }

    private static func unknown(_ option: String, _ word: String, _ kind: String, _ known: [String]) -> String {
        let suggestion = Suggestion.text(for: word, among: known)
        return "\(option): there is no \(kind) \(word)\(suggestion) (there are: \(known.joined(separator: ", ")))"
    }
}
