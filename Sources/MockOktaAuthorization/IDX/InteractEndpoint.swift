import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/interact`: begins a sign-in that the app's own form renders (Okta, "Interaction Code grant type").
enum InteractEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        let client = try client(parameters, &context)
        context.record.scope = parameters["scope"]
        let named = try userOfToken(parameters, context)
        let request = try request(parameters, client, context)
        var transaction = SignInTransaction(.signIn, .identify, .interaction(request), created: context.snapshot.now)
        if let named { transaction.beginWithPassword(of: named.user, named.token) }
        transaction.needsSecondFactor = ContextClass.needsSecondFactor(request.contextClass)
        let maxAge = try AuthorizeRequest.maxAge(parameters["max_age"])
        let mayBeOlder = try IDXSession.mayBeOlder(than: maxAge, context)
        if mayBeOlder || parameters["prompt"] == "login" { transaction.options.insert(.asksAnew) }
        let key = RecordKey(context.random.bytes(16))
        transaction.browser = DeviceCookie.use(&context)
        let now = context.snapshot.now
        try context.snapshot.state.keep(transaction, for: key, expires: now + IDXEndpoint.lifetime, at: now)
        let handle = SignInToken.interaction.text(key, transaction, context.snapshot)
        return JSONAnswer.uncached(.ok, ["interaction_handle": .string(handle)])
    }

    /// The user whom a token of an email names, who sets a password first; nil without such a token.
    private static func userOfToken(
        _ parameters: EndpointParameters,
        _ context: RequestContext
    ) throws(Refusal) -> (token: UserToken, user: User)? {
        let kinds: [(UserToken, String, OAuthError)] = [
            (.recovery, "recovery_token", .invalidRecoveryToken),
            (.activation, "activation_token", .invalidActivationToken),
        ]
        for (token, name, error) in kinds {
            guard let text = parameters[name] else { continue }
            guard let user = token.user(of: text, in: context.organization, context.snapshot) else {
                let why = "\(name) is unknown, has expired, or the user's status or password has changed since"
                throw Refusal(error, why: why)
            }
            return (token, user)
        }
        return nil
    }

    /// The client; a secret is checked where one is sent, and none is required (Okta's Go SDK sends none).
    private static func client(
        _ parameters: EndpointParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> Application {
        guard let id = parameters["client_id"], let client = context.organization.application(clientID: id),
            client.isActive
        else { throw Refusal(.invalidClient(401), why: "client_id names no active client of the org") }
        context.record.clientID = client.clientID
        // Okta's Java SDK writes the word for public clients.
        if let secret = parameters["client_secret"], secret != "null" {
            guard client.secrets.contains(where: { ConstantTime.equal($0, secret) }) else {
                throw Refusal(.invalidClient(401), why: "client_secret is not one of \(client.clientID)'s")
            }
        }
        guard client.allows(.interactionCode) else {
            let apps = context.organization.contents.applications
            guard apps.contains(where: { $0.allows(.interactionCode) }) else {
                throw Refusal(.oieNotEnabledForInteract, why: "no app of the org has the grant type interaction_code")
            }
            throw .lacking(.interactionCode, client)
        }
        return client
    }

    private static func request(
        _ parameters: EndpointParameters,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> InteractionRequest {
        guard let challenge = parameters["code_challenge"], parameters["code_challenge_method"] == "S256",
            CodeChallenge.isWellFormed(challenge)
        else { throw Refusal(.pkceChallengeRequired, why: "code_challenge of the method S256 is absent or no digest") }
        // Kept for an hour, for any client that knows a public client_id.
        for name in ["state", "nonce"] where (parameters[name]?.utf8.count ?? 0) > 4096 {
            let row = OAuthError(400, "invalid_request", "parameter_too_long", "The parameter '\(name)' is too long.")
            throw Refusal(row, why: "\(name) has more than 4096 bytes")
        }
        let target = try AuthorizeClient(AuthorizeParameters(parameters.all), context)
        let rules = ScopeRules(server: context.server, client: client, settings: context.settings)
        let scopes = try rules.scopes(parameters["scope"])
        guard scopes.names.contains(Scope.openID) else {
            throw Refusal(.openidScopeRequired, why: "scope \(scopes.names) lacks openid")
        }
        return InteractionRequest(
            clientID: client.clientID,
            serverID: context.server.id,
            redirectURI: target.redirectURI,
            scopes: scopes.names,
            areDefaultScopes: scopes.areDefaults,
            state: parameters["state"],
            nonce: parameters["nonce"],
            codeChallenge: challenge,
            contextClass: try ContextClass.choose(parameters["acr_values"])
        )
    }
}
