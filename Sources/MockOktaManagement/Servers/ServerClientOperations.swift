import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/api/v1/authorizationServers/{serverID}/clients`: the clients with refresh tokens of a server, and the tokens.
enum ServerClientOperations {
    static let operations: [Operation] =
        [
            Operation(.get, path, .authorizationServers) { (call) throws(Refusal) in
                let server = try call.organization.server(of: call)
                let tokens = try RefreshTokenObject.all(in: call.context.snapshot) { $0.serverID == server.id }
                var seen: Set<ExactString> = []
                let clients = tokens.map(\.grant.clientID).filter { seen.insert($0) }
                return .list(
                    clients.compactMap { call.organization.application(clientID: $0) }.map { found in
                        let tokens = call.href("\(server.apiPath)/clients/\(found.clientID)/tokens")
                        return client(found, links: ["tokens": .link(tokens, "GET", "DELETE")])
                    }
                )
            }
        ]
        + RefreshTokenOperations(
            path: path + "/{clientID}/tokens",
            area: .authorizationServers,
            filter: { (call) throws(Refusal) in
                let server = try call.organization.server(of: call)
                let id = call.parameter("clientID")
                guard call.organization.application(clientID: id) != nil else { throw .absent(id, "PublicClientApp") }
                return { $0.serverID == server.id && $0.clientID.hasSameBytes(as: id) }
            },
            parent: { $0.parameter("clientID") }
        ).operations

    private static let path = AuthorizationServers.path + "/{serverID}/clients"

    /// A client in a list of clients that have tokens.
    static func client(_ client: Application, links: JSONObject) -> JSONObject {
        let settings = client.source["settings"]?["oauthClient"]
        return [
            "client_id": .string(client.clientID), "client_name": .string(client.label),
            "client_uri": settings?["client_uri"] ?? .null, "logo_uri": settings?["logo_uri"] ?? .null,
            "_links": .object(links),
        ]
    }
}
