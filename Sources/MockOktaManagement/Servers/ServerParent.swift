import MockOktaModel

extension Organization {
    /// The authorization server that a path names, active or not.
    func server(of call: APICall) throws(Refusal) -> AuthorizationServer {
        let id = call.parameter("serverID")
        guard let server = authorizationServer(at: id) else { throw .absent(id, AuthorizationServers.shape.kind) }
        return server
    }
}

extension AuthorizationServer {
    /// The path of the server in the Management API.
    var apiPath: String { AuthorizationServers.path + "/" + (address ?? id.rawValue) }
}
