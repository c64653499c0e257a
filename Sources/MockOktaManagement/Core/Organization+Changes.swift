import MockOktaFormats
import MockOktaModel

extension Organization {
    /// The group of all users.
    var everyone: GroupID {
        contents.groups.first(where: \.isEveryone)?.id
            ?? GroupID(rawValue: IdentifierPrefix.group.derived(from: "Everyone"))
    }
}

extension Organization.Contents {
    /// Replaces the server with the same id, or adds the server at the end.
    mutating func set(_ server: AuthorizationServer) { authorizationServers.set(server) }
}

extension AuthorizationServer {
    /// Returns the server with other parts; a nil argument keeps the part.
    func with(
        scopes: [Scope]? = nil,
        claims: [Claim]? = nil,
        policies: [AccessPolicy]? = nil,
        source: JSONObject? = nil
    ) -> AuthorizationServer {
        AuthorizationServer(
            id: id,
            name: name,
            address: address,
            audience: audience,
            isActive: isActive,
            scopes: scopes ?? self.scopes,
            claims: claims ?? self.claims,
            policies: policies ?? self.policies,
            signingKey: signingKey,
            source: source ?? self.source
        )
    }
}
