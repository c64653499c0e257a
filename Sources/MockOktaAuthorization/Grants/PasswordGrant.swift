import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `grant_type=password`: the resource owner's credentials for tokens (RFC 6749 §4.3).
enum PasswordGrant {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let login = try request.parameters.required("username")
        let password = try request.parameters.required("password")
        context.record.user = login
        if request.client.allows(.mfaOTP) || request.client.allows(.mfaOOB) {
            return try decideDirectly(login, password, &context, request)
        }
        let user = try authenticate(login, password, &context)
        let grant = UserGrant(
            request: request,
            user: user,
            authentication: Authentication(time: context.snapshot.now),
            grantType: .password
        )
        try grant.checkAssignment(&context)
        try checkPolicy(user, request.client, context)
        let rules = ScopeRules(server: context.server, client: request.client, settings: context.settings)
        let scopes = try rules.scopes(request.parameters["scope"])
        context.record.scope = scopes.names.joined(separator: " ")
        try rules.requireOpenID(scopes.names)
        let permission = try grant.permission(scopes, &context)
        // There is no page here on which the user could agree.
        try grant.checkConsent(permission.scopes, .consentRequiredRopf, context.server)
        return grant.issue(permission, &context)
    }

    /// Apps with a grant for second factors go on with one where it is needed, by an `mfa_token`.
    private static func decideDirectly(
        _ login: String,
        _ password: String,
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let verdict = try PasswordAttempts.check(login, password, &context)
        let transaction = DirectSignIn.transaction(.identify, request.client, request.parameters, context)
        let (key, outcome) = try SignInRunner.begin(
            transaction,
            .password(verdict),
            lifetime: DirectSignIn.lifetime,
            &context
        )
        let (user, authentication) = try DirectSignIn.finish(
            outcome,
            key,
            refused: .invalidPasswordCredentials,
            context
        )
        return try DirectGrant.tokens(user, authentication, .password, nil, &context, request)
    }

    /// A password alone is not enough where a sign-on rule asks for two factors (Okta, "Sign-on policies").
    private static func checkPolicy(
        _ user: User,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) {
        let policy = SignInPolicy(context.organization, for: user, at: client.clientID)
        if let rule = policy.denial { throw Refusal(.passwordAuthDeniedPolicy, why: "denied by \(rule)") }
        if policy.isDecidedByRule, policy.secondFactor == .required {
            throw Refusal(.passwordAuthDeniedMFA, why: "a sign-on rule asks for two factors")
        }
    }

    private static func authenticate(
        _ login: String,
        _ password: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> User {
        switch try PasswordAttempts.check(login, password, &context) {
        case .accepted(let user):
            try PasswordAttempts.succeeded(user.id, context)
            context.record.noteSignIn(user)
            return user
        case .passwordExpired(let user):
            throw Refusal(.expiredPasswordCredentials, why: "\(user.login) is PASSWORD_EXPIRED")
        case .refused(let why): throw Refusal(.invalidPasswordCredentials, why: why)
        }
    }
}
