import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/_mock/servers`: where the authorization servers are, seen from whoever asks, and what may be asked of them.
enum ServerControl {
    static func list(_ call: ControlCall) -> HTTPResponse {
        let servers = call.tenant.organization.allServers.filter(\.isActive)
        return ControlAnswer.json(
            .ok,
            ["url": .string(call.orgURL), "servers": .array(servers.map { row($0, call) })]
        )
    }

    /// What control requests and the journal call a server: the word in its URL, the id of the org's own.
    static func name(_ server: AuthorizationServer) -> String { server.address ?? server.id.rawValue }

    private static func row(_ server: AuthorizationServer, _ call: ControlCall) -> JSON {
        var members: JSONObject = [
            "server": .string(name(server)), "name": .string(server.name), "path": .string(server.endpointPath),
            "issuer": .string(call.snapshot.issuer(of: server)),
        ]
        members["audience"] = server.audience.map { .string($0) }
        members["scopes"] = .array(server.scopes.map { .string($0.name) })
        return .object(members)
    }
}
