import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/authorize` (RFC 6749 §3.1, OpenID Connect Core §3.1.2): from a request to a page or a redirect.
enum AuthorizeEndpoint {
    /// What the user did on the page that this request led to, if it has.
    enum AuthorizeAttempt {
        case first
        case signedIn(User, Authentication)
        case agreed(User, Authentication)
        case denied
    }

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let sent = try AuthorizeParameters(context.request)
            let parameters: AuthorizeParameters
            do throws(Refusal) {
                parameters = try RequestSource.resolve(sent, context)
            } catch {
                return try refuse(error, sent, &context)
            }
            guard let token = parameters["sessionToken"], let (id, user, proof) = SessionTokens.redeem(token, &context)
            else { return try answer(parameters, .first, &context) }
            var response = try answer(parameters, .signedIn(user, proof), &context)
            response.fields.append("Set-Cookie", SessionCookie.set(id, context.request, context.snapshot).fieldValue)
            return response
        } catch {
            return page(error, &context)
        }
    }

    /// What the endpoint itself does not refuse, such as a fault's error, goes to the app where that is known.
    static let refusals = RefusalRenderer { refusal, context in
        guard case .oauth(let row) = refusal.answer, let sent = try? AuthorizeParameters(context.request),
            let sender = try? AuthorizeClient(sent, context.organization)
        else { return page(refusal, &context) }
        context.record.clientID = sender.client.clientID
        let mode = ResponseMode.ofRefusal(sent, sender.client)
        return ResponseTarget(redirectURI: sender.redirectURI, mode: mode, state: sent["state"])
            .response(row, &context)
    }

    /// Goes on where the form of a page was posted: with an authorize request, or with a device.
    static func proceed(
        _ parameters: AuthorizeParameters,
        _ visit: AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        parameters[DeviceApproval.parameter] == nil
            ? try answer(parameters, visit, &context) : try DeviceApproval.answer(parameters, visit, &context)
    }

    /// The app that a page is about.
    static func client(
        of parameters: AuthorizeParameters,
        _ context: RequestContext
    ) throws(Refusal) -> Application {
        parameters[DeviceApproval.parameter] == nil
            ? try AuthorizeClient(parameters, context.organization).client
            : try DeviceApproval.client(of: parameters, context)
    }

    /// Tells the app what is wrong with its request object, if the parameters beside it say where the app is.
    private static func refuse(
        _ refusal: Refusal,
        _ sent: AuthorizeParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard case .oauth(let row) = refusal.answer, row != .authorizeRequestURIMismatchedClient,
            let target = try? AuthorizeClient(sent, context.organization)
        else { throw refusal }
        context.record.clientID = target.client.clientID
        context.record.note(refusal)
        var answerTo = ResponseTarget(redirectURI: target.redirectURI, mode: .query, state: sent["state"])
        _ = try? way(of: sent, target.client, &answerTo)
        return answerTo.response(row, &context)
    }

    /// Goes through the request from the start at each visit: nothing a page held is believed without checking.
    static func answer(
        _ parameters: AuthorizeParameters,
        _ visit: AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let target = try trusted(parameters, context.snapshot.organization)
        context.record.clientID = target.client.clientID
        context.record.scope = parameters["scope"]
        var answerTo = ResponseTarget(redirectURI: target.redirectURI, mode: .query, state: parameters["state"])
        do throws(Refusal) {
            let types = try way(of: parameters, target.client, &answerTo)
            let request = try AuthorizeRequest(parameters, target, types, context)
            return try decide(request, parameters, answerTo, visit, &context)
        } catch {
            context.record.note(error)
            guard case .oauth(let row) = error.answer else { throw error }
            return answerTo.response(row, &context)
        }
    }

    /// Client and redirect URI, by which everything that is wrong from here on is told.
    private static func trusted(
        _ parameters: AuthorizeParameters,
        _ organization: Organization
    ) throws(Refusal) -> AuthorizeClient {
        do throws(Refusal) {
            return try AuthorizeClient(parameters, organization)
        } catch {
            throw parameters.repetition ?? error
        }
    }

    /// The response types, and how the answer gets to the app, a refusal of what follows too.
    private static func way(
        of parameters: AuthorizeParameters,
        _ client: Application,
        _ target: inout ResponseTarget
    ) throws(Refusal) -> Set<ResponseType> {
        let types: Set<ResponseType>
        target = target.with(.ofRefusal(parameters, client))
        do throws(Refusal) {
            types = try ResponseTypes.requested(parameters["response_type"], client)
            target = target.with(try .requested(parameters["response_mode"], for: types, client))
        } catch {
            throw parameters.repetition ?? error
        }
        if let refusal = parameters.repetition { throw refusal }
        return types
    }

    private static func decide(
        _ request: AuthorizeRequest,
        _ parameters: AuthorizeParameters,
        _ target: ResponseTarget,
        _ visit: AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        if case .denied = visit { throw Refusal(.accessDenied, why: "the user chose Cancel") }
        guard let (user, proof) = try person(request, parameters, visit, &context) else {
            return SignInPage(client: request.client, login: request.loginHint).response(for: parameters, &context)
        }
        context.record.user = user.login
        var authentication = proof
        authentication.contextClass = request.contextClass
        let permission = try AuthorizationResponseBuilder.permission(request, user, &context)
        if let page = try consentPage(request, permission, parameters, visit, (user, authentication), &context) {
            return page
        }
        let answer = try AuthorizationResponseBuilder.parameters(request, user, authentication, permission, &context)
        return target.response(answer, &context)
    }

    /// Who is there, if that is known well enough; nil when the sign-in page must ask.
    private static func person(
        _ request: AuthorizeRequest,
        _ parameters: AuthorizeParameters,
        _ visit: AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> (User, Authentication)? {
        switch visit {
        case .signedIn(let user, let proof), .agreed(let user, let proof): return (user, proof)
        case .first, .denied: return try SessionCheck.user(request, context)
        }
    }

    private static func consentPage(
        _ request: AuthorizeRequest,
        _ permission: Permission,
        _ parameters: AuthorizeParameters,
        _ visit: AuthorizeAttempt,
        _ person: (user: User, proof: Authentication),
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse? {
        let rule = ConsentRule(request, permission.scopes, person.user, context)
        if case .agreed = visit {
            rule.remember()
            return nil
        }
        let scopes = try rule.scopesToAsk()
        guard !scopes.isEmpty else { return nil }
        let transaction = AuthorizeTransaction(parameters.parameters, session: person.proof.session, &context)
        return ConsentPage.response(scopes, request, person.user, transaction, context)
    }

    /// A refusal that must not be redirected, because client or redirect URI are not to be trusted.
    static func page(_ refusal: Refusal, _ context: inout RequestContext) -> HTTPResponse {
        context.record.note(refusal)
        let wantsJSON = Accept(context.request.fields).prefers("application/json", over: "text/html")
        if wantsJSON, case .okta = refusal.answer { return ErrorAnswer.json(refusal, random: &context.random) }
        return ErrorPage.response(refusal, controlPath: context.controlPath)
    }
}

extension ResponseTarget {
    func with(_ mode: ResponseMode) -> ResponseTarget {
        ResponseTarget(redirectURI: redirectURI, mode: mode, state: state)
    }
}
