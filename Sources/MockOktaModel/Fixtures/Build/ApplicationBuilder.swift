import MockOktaFormats

/// Makes one app with Okta's defaults, which hang on its type (Okta, "Applications API").
struct ApplicationBuilder {
    private(set) var application: Application
    private(set) var isSecretMade = false

    /// Nil when nothing names the app.
    init?(_ node: FixtureNode) {
        let members = AppMembers(node)
        guard let name = members.clientID ?? members.label else { return nil }
        let id = node["id"]?.string ?? ClientDefaults.id(for: name)
        let clientID = members.clientID ?? id
        application = Application(id: ApplicationID(rawValue: id), clientID: clientID, label: members.label ?? clientID)
        application.isActive = node.isActive
        application.profile = node["profile"]?.object ?? [:]
        application.source = node.object
        readType(members)
        readSecret(members)
        readURIs(members)
    }

    private mutating func readType(_ members: AppMembers) {
        let type = members.setting("application_type")?.word() ?? ApplicationType.web
        application.type = type
        application.grantTypes = members.setting("grant_types")?.words() ?? ClientDefaults.grantTypes(type)
        application.responseTypes =
            members.setting("response_types")?.words() ?? ClientDefaults.responseTypes(type, application.grantTypes)
        application.requiresPKCE = members.credential("pkce_required")?.bool ?? ClientDefaults.isInBrowserOrNative(type)
        application.consentMethod = members.setting("consent_method")?.word() ?? .trusted
        application.requiresDPoP = members.setting("dpop_bound_access_tokens")?.bool ?? false
        application.grantedOktaScopes = grantedScopes(members.node["grants"])
        application.refreshTokenRotation = rotation(members.setting("refresh_token"), type)
    }

    /// The rows of `GET /api/v1/apps/{id}/grants`, or the names alone.
    private func grantedScopes(_ node: FixtureNode?) -> [String]? {
        node?.elements.compactMap { ($0["scopeId"] ?? $0).string }
    }

    private func rotation(_ node: FixtureNode?, _ type: ApplicationType) -> RefreshTokenRotation {
        let rotates = node?["rotation_type"]?.string.map { $0 == "ROTATE" } ?? (type == .browser)
        guard rotates else { return .fixed }
        return .rotate(leeway: .seconds(Int64(node?["leeway"]?.integer ?? ClientDefaults.leewaySeconds)))
    }

    private mutating func readSecret(_ members: AppMembers) {
        let secret = members.credential("client_secret")?.string
        application.authenticationMethod =
            members.credential("token_endpoint_auth_method")?.word()
            ?? ClientDefaults.authenticationMethod(application.type, hasSecret: secret != nil)
        if let secret {
            application.secrets = [secret]
        } else if ClientDefaults.needsSecret(application.authenticationMethod) {
            application.secrets = [ClientDefaults.secret(for: application.clientID)]
            isSecretMade = true
        }
    }

    private mutating func readURIs(_ members: AppMembers) {
        application.redirectURIs = members.setting("redirect_uris")?.strings ?? []
        application.postLogoutRedirectURIs = members.setting("post_logout_redirect_uris")?.strings ?? []
        application.allowsSubdomainWildcard = members.setting("wildcard_redirect")?.string == "SUBDOMAIN"
        application.jwks = members.setting("jwks")?.json
    }
}
