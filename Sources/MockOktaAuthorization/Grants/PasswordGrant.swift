import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// `grant_type=password`: the resource owner's credentials for tokens (RFC 6749 §4.3).
enum PasswordGrant {
    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        let login = try request.parameters.required("username")
        let password = try request.parameters.required("password")
        context.record.user = login
        let user = try authenticate(login, password, &context)
        let grant = UserGrant(
            request: request,
            user: user,
            authentication: Authentication(time: context.snapshot.now),
            grantType: .password
        )
        try grant.checkAssignment(&context)
        let rules = ScopeRules(server: context.server, client: request.client, settings: context.settings)
        let scopes = try rules.scopes(request.parameters["scope"])
        context.record.scope = scopes.names.joined(separator: " ")
        try rules.requireOpenID(scopes.names)
        let permission = try grant.permission(scopes, &context)
        // There is no page here on which the user could agree.
        try grant.checkConsent(permission.scopes, .consentRequiredRopf, context.server)
        return grant.issue(permission, &context)
    }

    private static func authenticate(
        _ login: String,
        _ password: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> User {
        switch try PasswordAttempts.check(login, password, &context) {
        case .accepted(let user):
            context.record.noteSignIn(user)
            return user
        case .passwordExpired(let user):
            throw Refusal(.expiredPasswordCredentials, why: "\(user.login) is PASSWORD_EXPIRED")
        case .refused(let why): throw Refusal(.invalidPasswordCredentials, why: why)
        }
    }
}
