import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/activate`: where users type in the code that their device shows (RFC 8628 §3.3).
enum ActivateEndpoint {
    /// The parameter of the page and of `verification_uri_complete`.
    static let userCode = "user_code"

    /// GET: the form, filled in where the URL holds a code.
    static func show(_ context: inout RequestContext) -> HTTPResponse {
        guard let query = FormParameters(query: context.request.query ?? "") else {
            return AuthorizeEndpoint.page(Refusal.unreadable("query"), &context)
        }
        return ActivatePage.form(query[userCode], rejection: nil, context)
    }

    /// POST: goes on with sign-in and approval, or shows the form again.
    static func submit(_ context: inout RequestContext) -> HTTPResponse {
        guard let form = FormParameters(context.request.body) else {
            return AuthorizeEndpoint.page(Refusal.unreadable("body"), &context)
        }
        do throws(Refusal) {
            let parameters = AuthorizeParameters([DeviceApproval.parameter: form[userCode] ?? ""])
            return try DeviceApproval.answer(parameters, .first, &context)
        } catch {
            context.record.note(error)
            return ActivatePage.form(form[userCode], rejection: error, context)
        }
    }
}

/// What the user decides about a device, once they have signed in.
enum DeviceApproval {
    /// Replaces the authorize request in the pages' transaction.
    static let parameter = "device_user_code"

    /// Goes on with a device, from the start at each attempt; see `AuthorizeEndpoint`.
    ///
    /// - Parameters:
    ///   - parameters: hold the user code.
    ///   - attempt: what the user did on the page before.
    ///   - context: of the request; answers are for the server that the device was authorized at.
    /// - Returns: the next page.
    /// - Throws: `Refusal` with `invalid_user_code`, or why the user may not have the scopes.
    static func answer(
        _ parameters: AuthorizeParameters,
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let (code, device, client) = try device(parameters, context)
        guard let server = context.organization.allServers.first(where: { $0.id == device.serverID }) else {
            throw unknown(code)
        }
        var inner = context.at(server)
        defer {
            context.random = inner.random
            context.record = inner.record
        }
        inner.record.clientID = client.clientID
        inner.record.scope = device.scopes.joined(separator: " ")
        if case .denied = attempt { return try decide(code, .denied, client, inner) }
        guard let (user, authentication) = signedIn(attempt, inner) else {
            return SignInPage(client: client).response(for: parameters, &inner)
        }
        inner.record.user = user.login
        let request = TokenRequest(client: client, parameters: EndpointParameters(FormParameters()), proof: nil)
        let grant = UserGrant(request: request, user: user, authentication: authentication, grantType: .deviceCode)
        let scopes = ChosenScopes(names: device.scopes, areDefaults: device.areDefaultScopes)
        let permission = try grant.permission(scopes, &inner)
        if case .agreed = attempt { return try decide(code, .approved(user.id, authentication), client, inner) }
        let transaction = AuthorizeTransaction(parameters.parameters, session: authentication.session, &inner)
        return ActivatePage.approval(code, client, permission.scopes, user, transaction, inner)
    }

    /// The app whose device a page is about.
    static func client(of parameters: AuthorizeParameters, _ context: RequestContext) throws(Refusal) -> Application {
        try device(parameters, context).2
    }

    private static func device(
        _ parameters: AuthorizeParameters,
        _ context: RequestContext
    ) throws(Refusal) -> (String, DecoupledAuthorization, Application) {
        let typed = parameters[parameter] ?? ""
        let found = DecoupledAuthorizations(context.snapshot).device(userCode: typed)
        guard let found, found.isPending(at: context.snapshot.now), case .device(let code) = found.flow,
            let client = context.organization.application(clientID: found.clientID), client.isActive
        else { throw unknown(typed) }
        return (code, found, client)
    }

    private static func unknown(_ code: String) -> Refusal {
        Refusal(.invalidUserCode, why: "no device waits for \(code): the code is unknown, has expired or was used")
    }

    private static func signedIn(
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ context: RequestContext
    ) -> (User, Authentication)? {
        switch attempt {
        case .signedIn(let user, let authentication), .agreed(let user, let authentication):
            return (user, authentication)
        case .first, .denied:
            guard let (_, session) = SessionCookie.session(context.request, context.snapshot),
                let user = context.organization.user(session.userID)
            else { return nil }
            return (user, session.authentication)
        }
    }

    private static func decide(
        _ code: String,
        _ decision: DecoupledAuthorization.Decision,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard DecoupledAuthorizations(context.snapshot).decide(userCode: code, decision) else { throw unknown(code) }
        return ActivatePage.done(isApproved: decision != .denied, client)
    }
}
