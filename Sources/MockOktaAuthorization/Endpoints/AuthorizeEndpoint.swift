import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/authorize` (RFC 6749 §3.1, OpenID Connect Core §3.1.2): from a request to a page or a redirect.
enum AuthorizeEndpoint {
    /// What the user did on the page to which the request led, if it has led to one.
    enum AuthorizeAttempt {
        case first
        case signedIn(User, Authentication)
        case agreed(User, Authentication)
        case denied
    }

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let sent = try AuthorizeParameters(context.request)
            try sent.checkLength()
            let parameters: AuthorizeParameters
            do throws(Refusal) {
                parameters = try RequestSource.resolve(sent, &context)
            } catch {
                return try refuse(error, sent, &context)
            }
            do throws(Refusal) {
                return try answer(parameters, &context)
            } catch {
                // Another request used the pushed one up meanwhile: the same answer as long after its use.
                guard error.answer == .oauth(.invalidRequestURI) else { throw error }
                return try refuse(error, sent, &context)
            }
        } catch {
            return page(error, &context)
        }
    }

    /// Goes on with what the request, its object or a pushed request say.
    private static func answer(
        _ resolved: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let parameters = resolved.removing(DecoupledApproval.parameter)
        guard let text = parameters["sessionToken"], let token = try SessionTokens.find(text, &context) else {
            return try answer(parameters, .first, &context)
        }
        try SessionTokens.use(token, &context)
        var response = try answer(parameters, .signedIn(token.user, token.authentication), &context)
        if context.hasCommitted {
            let cookie = SessionCookie.set(token.session, context.request, context.snapshot)
            response.fields.append("Set-Cookie", cookie.fieldValue)
        }
        return response
    }

    /// What the endpoint itself does not refuse, such as a fault's error, goes to the app where that is known.
    static let refusals = RefusalRenderer { refusal, context in
        guard case .oauth(let row) = refusal.answer, let sent = try? AuthorizeParameters(context.request),
            let sender = try? AuthorizeClient(sent, context)
        else { return page(refusal, &context) }
        context.record.clientID = sender.client.clientID
        return ResponseTarget(sent, sender).response(row, &context)
    }

    /// Goes on where the form of a page was posted: with an authorize request, a device or a backchannel request.
    static func proceed(
        _ parameters: AuthorizeParameters,
        _ attempt: AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        parameters[DecoupledApproval.parameter] == nil
            ? try answer(parameters, attempt, &context) : try DecoupledApproval.answer(parameters, attempt, &context)
    }

    /// The app that a page is about.
    static func client(
        of parameters: AuthorizeParameters,
        _ context: RequestContext
    ) throws(Refusal) -> Application {
        parameters[DecoupledApproval.parameter] == nil
            ? try AuthorizeClient(parameters, context).client
            : try DecoupledApproval.client(of: parameters, context)
    }

    /// Redirects the error of a request object to the app, if the parameters beside it have a valid redirect URI.
    private static func refuse(
        _ refusal: Refusal,
        _ sent: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard case .oauth(let row) = refusal.answer, row != .authorizeRequestURIMismatchedClient,
            let sender = try? AuthorizeClient(sent, context)
        else { throw refusal }
        context.record.clientID = sender.client.clientID
        context.record.note(refusal)
        return ResponseTarget(sent, sender).response(row, &context)
    }

    /// The steps of every authorize request, in the order in which Okta reports what is wrong.
    ///
    /// Each step of `AuthorizeSteps` takes what it needs and returns a value, or throws the `Refusal` that is sent to
    /// the app. They run from the start at each attempt, so nothing that a page carried is trusted without a check.
    /// When they have passed, what the request presents once is used with what it creates: a refused request can be
    /// sent again.
    static func answer(
        _ parameters: AuthorizeParameters,
        _ attempt: AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let sender = try AuthorizeSteps.identifyClient(parameters, context)
        context.record.clientID = sender.client.clientID
        context.record.scope = parameters["scope"]
        let target = ResponseTarget(parameters, sender)
        do throws(Refusal) {
            let types = try AuthorizeSteps.checkResponse(parameters, sender.client)
            let request = try AuthorizeRequest(parameters, sender, types, context)
            try AuthorizeSteps.checkDecision(attempt)
            guard let (user, authentication) = try AuthorizeSteps.authenticate(request, attempt, context) else {
                if let user = try AutoSignIn.user(request, attempt, &context) {
                    return try AutoSignIn.answer(user, parameters, &context)
                }
                try context.commit()
                return SignInPage(client: request.client, login: request.loginHint).response(for: parameters, &context)
            }
            context.record.user = user.login
            let permission = try AuthorizationResponseBuilder.permission(request, user, &context)
            let consent = ConsentRule(request.client, request.prompts, permission.scopes, user, context)
            if let scopes = try AuthorizeSteps.checkConsent(consent, attempt, &context) {
                try context.commit()
                let transaction = AuthorizeTransaction(parameters.parameters, session: authentication.session, &context)
                return ConsentPage.response(scopes, request, user, transaction, context)
            }
            let answer = try AuthorizationResponseBuilder.parameters(
                request,
                user,
                authentication,
                permission,
                &context
            )
            try context.commit()
            return target.response(answer, &context)
        } catch {
            guard case .oauth(let row) = error.answer, !unredirected.contains(row) else { throw error }
            context.record.note(error)
            return target.response(row, &context)
        }
    }

    /// Errors of what led to the request, which another request has used up meanwhile: `resolve` or a page answers them
    /// as it does long after the use.
    private static let unredirected: [OAuthError] = [.invalidRequestURI, .requestExpired]

    /// A refusal that must not be redirected, because client or redirect URI are not to be trusted.
    static func page(_ refusal: Refusal, _ context: inout RequestContext) -> HTTPResponse {
        context.record.note(refusal)
        let wantsJSON = Accept(context.request.fields).prefers("application/json", over: "text/html")
        if wantsJSON, case .okta = refusal.answer { return ErrorAnswer.json(refusal, random: &context.random) }
        return ErrorPage.response(refusal, controlPath: context.controlPath)
    }
}
