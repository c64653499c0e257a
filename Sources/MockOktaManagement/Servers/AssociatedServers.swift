import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel

/// `/api/v1/authorizationServers/{serverID}/associatedServers`: the servers whose tokens a server trusts.
///
/// An access token of a trusted server may be exchanged here on behalf of its user (`OnBehalfOfExchange`).
enum AssociatedServers {
    static let operations: [Operation] = [
        Operation(.get, path, .authorizationServers, weight: .heavy) { (call) throws(Refusal) in
            let server = try call.organization.server(of: call)
            let isTrusted = call.flag("trusted", default: true)
            return .list(try shown(of: server, call) { trusted(by: server).contains($0.id.rawValue) == isTrusted })
        },
        Operation(.post, path, .authorizationServers) { (call) throws(Refusal) in
            var added: [String] = []
            for id in try call.body()["trusted"]?.strings ?? [] { added.append(try AssociatedServers.id(of: id, call)) }
            let ids = added
            let server = try change(call) { known in known + ids.filter { !known.contains($0) } }
            return .list(try shown(of: server, call) { ids.contains($0.id.rawValue) })
        },
        Operation(.delete, path + "/{associatedID}", .authorizationServers) { (call) throws(Refusal) in
            let removed = try id(of: call.parameter("associatedID"), call)
            _ = try change(call) { ids in ids.filter { $0 != removed } }
            return .nothing
        },
    ]

    private static let path = AuthorizationServers.path + "/{serverID}/associatedServers"

    /// The id of the server that a caller names, by its id or as `default`.
    private static func id(of name: String, _ call: APICall) throws(Refusal) -> String {
        guard let server = call.organization.authorizationServer(at: name) else {
            throw .absent(name, AuthorizationServers.shape.kind)
        }
        return server.id.rawValue
    }

    private static func trusted(by server: AuthorizationServer) -> [String] {
        server.source["associatedServers"]?.strings ?? []
    }

    private static func change(
        _ call: APICall,
        _ change: ([String]) -> [String]
    ) throws(Refusal) -> AuthorizationServer {
        try call.update { (organization) throws(Refusal) in
            let server = try organization.server(of: call)
            var object = server.source
            object["associatedServers"] = .array(change(trusted(by: server)).map { .string($0) })
            let changed = server.with(source: object)
            return (organization.changing { $0.set(changed) }, changed)
        }
    }

    /// Returns the servers as in other answers, but without links.
    private static func shown(
        of server: AuthorizationServer,
        _ call: APICall,
        where isWanted: (AuthorizationServer) -> Bool
    ) throws(Refusal) -> [JSONObject] {
        let servers = AuthorizationServers(call, in: call.organization)
        var objects: [JSONObject] = []
        for other in servers.values where other.id != server.id && isWanted(other) {
            var object = try servers.shown(other, call)
            object["_links"] = .null
            objects.append(object)
        }
        return objects
    }
}
