import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `mock.autoSignIn`: `/authorize` signs a user in where it would show the sign-in page.
enum AutoSignIn {
    /// Finds the user to sign in.
    ///
    /// - Parameters:
    ///   - request: whose `login_hint` names another user, and whose `prompt=login` requires the page.
    ///   - attempt: what the user did; only a first request is answered without a page.
    ///   - context: for the setting and the users.
    /// - Returns: nil where the page must be shown, as for a user who cannot sign in or an unknown `login_hint`.
    /// - Throws: `Refusal` where a store fails.
    static func user(
        _ request: AuthorizeRequest,
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> User? {
        guard case .first = attempt, let login = context.settings.autoSignIn, !request.prompts.contains(.login),
            !ContextClass.needsSecondFactor(request.contextClass)
        else { return nil }
        let name = request.loginHint ?? login
        try UsersOnDemand.create(name, &context)
        guard let user = context.organization.user(login: name) ?? context.organization.user(UserID(rawValue: name)),
            case .accepted(let accepted) = Credentials.checkPersona(user.id, in: context.organization)
        else { return nil }
        return accepted
    }

    /// Starts a session, and answers the request as after the sign-in page.
    static func answer(
        _ user: User,
        _ parameters: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let methods = Authentication.byPassword
        let (id, authentication) = try BrowserSession.start(for: user, at: context.snapshot.now, methods, &context)
        var response = try AuthorizeEndpoint.answer(parameters, .signedIn(user, authentication), &context)
        if context.hasCommitted {
            response.fields.append("Set-Cookie", SessionCookie.set(id, context.request, context.snapshot).fieldValue)
        }
        return response
    }
}
