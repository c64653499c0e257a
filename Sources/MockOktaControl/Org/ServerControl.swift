import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/servers`: lists the authorization servers with their URLs as this client sees them, and their scopes.
enum ServerControl {
    static func list(_ context: ControlContext) -> HTTPResponse {
        let servers = context.tenant.organization.allServers.filter(\.isActive)
        return ControlResponse.json(
            .ok,
            ["url": .string(context.orgURL), "servers": .array(servers.map { row($0, context) })]
        )
    }

    /// The name of a server in control requests and the journal: its path segment, or the id of the org server.
    static func name(_ server: AuthorizationServer) -> String { server.address ?? server.id.rawValue }

    private static func row(_ server: AuthorizationServer, _ context: ControlContext) -> JSON {
        var members: JSONObject = [
            "server": .string(name(server)), "name": .string(server.name), "path": .string(server.endpointPath),
            "issuer": .string(context.snapshot.issuer(of: server)),
        ]
        members["audience"] = server.audience.map { .string($0) }
        members["scopes"] = .array(server.scopes.map { .string($0.name) })
        return .object(members)
    }
}
