import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `grant_type=client_credentials`: an access token for the client itself (RFC 6749 §4.4).
enum ClientCredentialsGrant {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let (client, parameters) = (request.client, request.parameters)
        guard !client.isPublic else {
            throw Refusal(.confidentialClientRequired, why: "\(client.clientID) is a public client")
        }
        if context.server.isOrg { try checkOrgServer(client) }
        if let requested = RequestedScopes(parameters["scope"], settings: context.settings) {
            try checkScopes(requested.names, context.server)
        }
        let rules = ScopeRules(server: context.server, client: client, settings: context.settings)
        let scopes = try rules.scopes(parameters["scope"])
        context.record.scope = scopes.names.joined(separator: " ")
        let permission = try Permission(
            PolicyEvaluation.Question(
                client: client,
                user: nil,
                grantTypes: [.clientCredentials],
                scopes: scopes.names,
                areDefaultScopes: scopes.areDefaults
            ),
            server: context.server,
            organization: context.snapshot.organization
        )
        context.record.trace = permission.trace
        let forbidden = permission.scopes.filter { context.server.requiresConsent(to: $0) }
        guard forbidden.isEmpty else {
            let why = "consent of \(forbidden) is REQUIRED, and there is no user"
            throw Refusal(.consentRequiredClientCredentials.with(list: forbidden), why: why)
        }
        return TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: client,
                scopes: permission.scopes,
                grantType: .clientCredentials,
                accessLifetime: permission.lifetimes.access
            )
        )
    }

    private static func checkScopes(_ names: [String], _ server: AuthorizationServer) throws(Refusal) {
        let openID = names.filter { Scope.openIDConnect.contains($0) || $0 == Scope.deviceSSO }
        guard openID.isEmpty else {
            throw Refusal(.openidNotAllowedClientCreds, why: "\(openID) concern a user, and there is none")
        }
        guard server.isOrg else { return }
        let foreign = names.filter { !ScopeRules.isOktaScope($0) }
        guard foreign.isEmpty else {
            throw Refusal(.illegalCustomScope, why: "\(foreign) are no scopes of Okta's APIs")
        }
        guard !names.contains(where: { $0.hasSuffix(".self") }) else {
            throw Refusal(.clientCredentialsSelfScopeRequested, why: "a .self scope concerns a user")
        }
    }

    /// The org server gives such tokens to service apps with a key only (Okta, "OAuth for Okta").
    private static func checkOrgServer(_ client: Application) throws(Refusal) {
        guard client.authenticationMethod == .privateKeyJWT else {
            let why = "\(client.clientID) is registered for \(client.authenticationMethod.rawValue)"
            throw Refusal(.unsupportedAuthMethodClientCreds, why: why)
        }
        guard client.type == .service else {
            throw Refusal(.invalidApplicationTypeClientCredentials, why: "\(client.clientID) is a \(client.type) app")
        }
    }
}
