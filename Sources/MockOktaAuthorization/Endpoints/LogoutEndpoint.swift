import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Ends the browser's session, `/logout` (OpenID Connect RP-Initiated Logout §2); tokens live on, as in Okta.
///
/// Differs: without a redirect URI a page confirms the sign-out, where Okta shows the sign-in page.
enum LogoutEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let parameters = try parameters(context.request)
            let (token, client) = try hint(parameters, &context)
            let target = try target(parameters, client, context)
            let secret = try deviceSecret(parameters, token, context)
            try endSession(of: token, &context)
            // Ends the sign-in of the whole device (Okta, "Configure SSO for native apps").
            if let secret { try DeviceSecrets(context.snapshot).revoke(secret) }
            var response = target.map { Redirect.to($0) } ?? SignedOutPage.response()
            response.fields.append("Set-Cookie", SessionCookie.cleared(context.request, context.snapshot).fieldValue)
            return response
        } catch {
            context.record.note(error)
            return ErrorPage.response(error, controlPath: context.controlPath)
        }
    }

    private static func parameters(_ request: HTTPRequest) throws(Refusal) -> FormParameters {
        let parameters =
            request.method == .post ? FormParameters(request.body) : FormParameters(query: request.query ?? "")
        guard let parameters else { throw Refusal.unreadable(request.method == .post ? "body" : "query") }
        if let refusal = Refusal.repeated(parameters.duplicatedNames) { throw refusal }
        return parameters
    }

    /// The ID token that names the user to sign out; it may have expired.
    private static func hint(
        _ parameters: FormParameters,
        _ context: inout RequestContext
    ) throws(Refusal) -> (VerifiedToken, Application) {
        guard let text = parameters["id_token_hint"], !text.isEmpty else {
            let row = OAuthError(
                400,
                "invalid_request",
                "missing_id_token_hint",
                "The 'id_token_hint' parameter is required."
            )
            throw Refusal(row, why: "id_token_hint is absent or empty")
        }
        let token: VerifiedToken
        switch try TokenVerifier(context.snapshot).authenticate(text, .id, for: context.server) {
        case .success(let verified): token = verified
        case .failure(let fault):
            var row = OAuthError.idTokenInvalid
            row.status = 400
            throw Refusal(row, why: fault.why)
        }
        guard let client = token.clientID.flatMap(context.snapshot.organization.application(clientID:)) else {
            throw Refusal(.invalidClient, why: "the hint's client \(token.clientID ?? "") is gone")
        }
        context.record.clientID = client.clientID
        return (token, client)
    }

    private static func target(
        _ parameters: FormParameters,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> String? {
        guard let uri = parameters["post_logout_redirect_uri"], !uri.isEmpty else { return nil }
        guard
            RedirectURIs.allows(uri, among: client.postLogoutRedirectURIs, context.settings)
                || uri == context.testClientCallback
        else {
            let why = RedirectURIs.whyNot(uri, among: client.postLogoutRedirectURIs, named: "post_logout_redirect_uris")
            throw Refusal(
                .illegalPostLogoutRedirectURI,
                why: why,
                remedy: .register(uri, in: "post_logout_redirect_uris", after: client.postLogoutRedirectURIs, client)
            )
        }
        guard let state = parameters["state"], !state.isEmpty else { return uri }
        return Redirect.append([("state", state)], to: uri, as: .query)
    }

    /// The device secret, which must be of the user and the session of the hint.
    private static func deviceSecret(
        _ parameters: FormParameters,
        _ token: VerifiedToken,
        _ context: RequestContext
    ) throws(Refusal) -> String? {
        guard let text = parameters["device_secret"], let secret = try DeviceSecrets(context.snapshot).record(text)
        else {
            return nil
        }
        let (given, wanted) = (token.claims["sid"]?.string, secret.sessionClaim)
        guard secret.userID == token.userID, given == wanted else {
            throw Refusal(.idTokenDoesNotMatchSession, why: "the device secret is of another session than the hint")
        }
        return text
    }

    private static func endSession(of token: VerifiedToken, _ context: inout RequestContext) throws(Refusal) {
        guard let (id, session) = try SessionCookie.session(context.request, context.snapshot) else { return }
        let user = context.organization.user(session.userID)
        let login = user?.login
        context.record.user = login
        guard token.userID == session.userID else {
            let why =
                "the session is of \(login ?? session.userID.rawValue), the hint of \(token.userID?.rawValue ?? "no user")"
            throw Refusal(.idTokenDoesNotMatchSession, why: why)
        }
        try context.snapshot.endSession(id)
        context.record.noteSignOut(user)
    }
}
