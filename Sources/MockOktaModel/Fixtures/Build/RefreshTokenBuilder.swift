import MockOktaFormats

/// Builds a refresh token that exists at start-up.
struct RefreshTokenBuilder {
    private(set) var token: GivenRefreshToken?

    init(
        _ node: FixtureNode,
        _ directory: DirectoryBuilder,
        _ applications: ApplicationsBuilder,
        _ servers: ServersBuilder,
        log: ProblemLog
    ) {
        let client = node["clientId"].flatMap { applications.references.resolve($0, log) }
        let user = node["userId"].flatMap { directory.userReferences.resolve($0, log) }
        let issuer = node["issuer"]
        let server = servers.references.resolve(Self.serverName(issuer), at: issuer ?? node, log)
        guard let client, let user, let server, let text = node["token"]?.string else { return }
        token = GivenRefreshToken(
            id: node["id"]?.string ?? IdentifierPrefix.refreshToken.derived(from: text),
            token: text,
            clientID: client,
            user: user,
            server: server,
            scopes: node["scopes"]?.strings ?? [],
            isActive: node["status"]?.string != "REVOKED",
            created: node["created"]?.instant,
            expires: node["expiresAt"]?.instant
        )
    }

    /// The last path segment of the issuer; text without a slash is a server's id or name, and any other URL is the
    /// org's.
    private static func serverName(_ issuer: FixtureNode?) -> String {
        guard let issuer, let text = issuer.string else { return "default" }
        if let server = ParentLink.server(ofIssuer: issuer) { return server }
        return text.contains("/") ? AuthorizationServer.orgID.rawValue : text
    }
}
