/// Warns about settings of an app that Okta would refuse or that make the app unusable.
struct ApplicationWarnings {
    private let app: Application
    private let node: FixtureNode
    private let members: AppMembers
    private let log: ProblemLog

    init(_ application: Application, _ node: FixtureNode, log: ProblemLog) {
        app = application
        self.node = node
        members = AppMembers(node)
        self.log = log
    }

    func report() {
        for (flat, nested) in members.doubles {
            log.warning(node.layer(flat), "is given in \(nested.path), too; this one counts")
        }
        reportGrants()
        reportRedirects()
        reportAuthentication()
    }

    private func reportGrants() {
        guard let grants = members.setting("grant_types") else { return }
        if grants.isEmptyArray {
            log.warning(grants, "is empty: \(app.clientID) can get no token")
        }
        let usual = TypicalGrantTypes.of(app.type)
        for element in grants.elements {
            guard let grant = element.word(GrantType.self), !usual.contains(grant) else { continue }
            log.warning(element, "is \"\(grant.rawValue)\", which Okta does not allow for \(app.type.rawValue) apps")
        }
    }

    private func reportRedirects() {
        guard app.redirectURIs.isEmpty, !TypicalGrantTypes.redirecting.isDisjoint(with: app.grantTypes) else { return }
        let place = members.setting("redirect_uris") ?? node
        log.warning(place, "has no redirect URI, which Okta requires for authorization_code and implicit")
    }

    private func reportAuthentication() {
        if app.authenticationMethod == .clientSecretJWT, let secret = members.credential("client_secret"),
            let text = secret.string, text.unicodeScalars.count < 32
        {
            log.warning(
                secret,
                "has \(text.unicodeScalars.count) characters; Okta requires 32 or more for client_secret_jwt"
            )
        }
        if app.authenticationMethod == .privateKeyJWT, app.jwks == nil {
            log.warning(
                members.credential("token_endpoint_auth_method") ?? node,
                "is \"private_key_jwt\", but there is no jwks: \(app.clientID) cannot authenticate"
            )
        }
    }
}
