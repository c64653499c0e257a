import MockOktaFormats
package import MockOktaModel

/// The contents of tokens, decided before anything is signed.
package struct TokenPlan: Sendable {
    package var server: AuthorizationServer
    package var client: Application
    /// Nil for client_credentials.
    package var user: User?
    package var authentication: Authentication?
    package var scopes: [String]
    /// The grant type of the first issuance; `implicit` in the front channel.
    package var grantType: GrantType
    package var accessLifetime: TimeSpan
    /// The grant of the refresh token issued together with the access token, which then ends with that grant.
    package var grant: GrantID?
    package var nonce: String?
    /// The thumbprint of the key that the access token is bound to (RFC 9449 §6.1), for `cnf`.
    package var keyThumbprint: String?
    /// The device secret issued with the tokens (Okta, "Configure SSO for native apps"), for `ds_hash`.
    package var deviceSecret: String?

    package init(
        server: AuthorizationServer,
        client: Application,
        user: User? = nil,
        authentication: Authentication? = nil,
        scopes: [String],
        grantType: GrantType,
        accessLifetime: TimeSpan,
        grant: GrantID? = nil,
        nonce: String? = nil
    ) {
        self.server = server
        self.client = client
        self.user = user
        self.authentication = authentication
        self.scopes = scopes
        self.grantType = grantType
        self.accessLifetime = accessLifetime
        self.grant = grant
        self.nonce = nonce
    }

    package var wantsIDToken: Bool { user != nil && scopes.contains(Scope.openID) }

    /// The evaluation of the server's claims for this plan.
    func claims(_ snapshot: OrgSnapshot) -> ClaimEvaluation {
        ClaimEvaluation(
            snapshot,
            server: server,
            client: client,
            user: user,
            scopes: scopes,
            methods: authentication?.methods ?? [],
            grantType: grantType
        )
    }
}
