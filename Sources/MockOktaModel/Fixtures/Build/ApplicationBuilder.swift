import MockOktaFormats

/// Builds one app with Okta's defaults, which depend on its type (Okta, "Applications API").
struct ApplicationBuilder {
    let id: ApplicationID
    let clientID: String
    let label: String
    let node: FixtureNode
    private let members: AppMembers
    private let type: ApplicationType
    private let authenticationMethod: ClientAuthenticationMethod
    private let givenSecret: String?

    /// Nil when the app has no identifying member.
    init?(_ node: FixtureNode) {
        members = AppMembers(node)
        guard let name = members.clientID ?? members.label else { return nil }
        self.node = node
        id = ApplicationID(rawValue: node["id"]?.string ?? ClientDefaults.id(for: name))
        clientID = members.clientID ?? id.rawValue
        label = members.label ?? clientID
        type = members.setting("application_type")?.word() ?? ApplicationType.web
        givenSecret = members.credential("client_secret")?.string
        authenticationMethod =
            members.credential("token_endpoint_auth_method")?.word()
            ?? ClientDefaults.authenticationMethod(type, hasSecret: givenSecret != nil)
    }

    /// Whether the app needs a secret and the fixture has none.
    var isSecretMade: Bool {
        givenSecret == nil && node["secrets"] == nil && ClientDefaults.needsSecret(authenticationMethod)
    }

    func application(_ assignments: Assignments) -> Application {
        let grantTypes: [GrantType] = members.setting("grant_types")?.words() ?? ClientDefaults.grantTypes(type)
        return Application(
            id: id,
            clientID: clientID,
            label: label,
            isActive: node.isActive,
            type: type,
            authenticationMethod: authenticationMethod,
            secrets: secrets,
            grantTypes: grantTypes,
            responseTypes: members.setting("response_types")?.words() ?? ClientDefaults.responseTypes(type, grantTypes),
            redirectURIs: members.setting("redirect_uris")?.strings ?? [],
            postLogoutRedirectURIs: members.setting("post_logout_redirect_uris")?.strings ?? [],
            allowsSubdomainWildcard: members.setting("wildcard_redirect")?.string == "SUBDOMAIN",
            requiresPKCE: members.credential("pkce_required")?.bool ?? ClientDefaults.isInBrowserOrNative(type),
            consentMethod: members.setting("consent_method")?.word() ?? .trusted,
            requiresDPoP: members.setting("dpop_bound_access_tokens")?.bool ?? false,
            refreshTokenRotation: rotation(members.setting("refresh_token")),
            assignments: assignments,
            jwks: members.setting("jwks")?.json,
            grantedOktaScopes: grantedScopes(node["grants"]),
            groupsClaim: members.setting("idTokenGroups").flatMap(groupsClaim),
            profile: node["profile"]?.object ?? [:],
            source: members.object
        )
    }

    /// The active rows of `GET /api/v1/apps/{id}/credentials/secrets`; without rows, the app's own secret.
    private var secrets: [String] {
        guard ClientDefaults.needsSecret(authenticationMethod) else { return givenSecret.map { [$0] } ?? [] }
        if let rows = node["secrets"]?.elements, !rows.isEmpty {
            return rows.filter(\.isActive).compactMap { $0["client_secret"]?.string }
        }
        return [givenSecret ?? ClientDefaults.secret(for: clientID)]
    }

    /// The rows of `GET /api/v1/apps/{id}/grants`, or an array of scope names.
    private func grantedScopes(_ node: FixtureNode?) -> [String]? {
        node?.elements.compactMap { ($0["scopeId"] ?? $0).string }
    }

    private func rotation(_ node: FixtureNode?) -> RefreshTokenRotation {
        let rotates = node?["rotation_type"]?.string.map { $0 == "ROTATE" } ?? (type == .browser)
        guard rotates else { return .fixed }
        return .rotate(leeway: .seconds(Int64(node?["leeway"]?.integer ?? ClientDefaults.leewaySeconds)))
    }

    private func groupsClaim(_ node: FixtureNode) -> Claim.Value? {
        if let expression = node["expression"]?.string { return .expression(expression) }
        guard let filter = node["filterType"]?.word(Claim.GroupFilter.self), let value = node["value"]?.string else {
            return nil
        }
        return .groups(filter, value)
    }
}
