import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// `/login/token/redirect`: the end of a sign-in by `/idp/idx` starts the browser's session and goes on to the app with
/// an authorization code (recorded of hosted pages; okta-auth-js sends embedded sign-ins there too).
///
/// `/login/step-up/redirect` does it for sign-ins by `/api/v1/authn` (Okta, "Authentication API", step-up
/// authentication).
enum TokenRedirectEndpoint {
    static let path = "/login/token/redirect"
    static let stepUpPath = "/login/step-up/redirect"

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let token = FormParameters(query: context.request.query ?? "")?["stateToken"]
            guard let transaction = try take(token, &context),
                let user = transaction.userID.flatMap(context.organization.user),
                let (serverID, parameters) = transaction.request.authorization,
                let server = context.organization.allServers.first(where: { $0.id == serverID })
            else { throw unknown }
            var inner = context.at(server)
            defer { context.resume(after: inner) }
            inner.record.clientID = transaction.clientID
            inner.record.user = user.login
            return try SignInEndpoint.signIn(
                user,
                transaction.methods,
                at: transaction.authenticated,
                stays: transaction.options.contains(.staysSignedIn),
                parameters,
                &inner
            )
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }

    private static var unknown: Refusal {
        Refusal(
            .requestExpired,
            why: "stateToken is unknown, was used, has expired, or its sign-in is not done",
            remedy: Remedy("Start again at the app.")
        )
    }

    /// The sign-in that a token names, only when it is done; the request's `commit` removes it, once.
    private static func take(
        _ token: String?,
        _ context: inout RequestContext
    ) throws(Refusal) -> SignInTransaction? {
        // Clients cut the handle at the first `~`; this double's handles have none.
        var found = try SignInToken.handle.find(token, context)
        if found == nil { found = try SignInToken.state.find(token, context) }
        guard let (key, transaction) = found, transaction.step == .done else { return nil }
        context.writes.take(key, of: context.snapshot.state.signIns, orElse: unknown)
        return transaction
    }
}

/// `/login/error/redirect`: goes back to the app with an error, from a sign-in that policies end (recorded of
/// `/idp/idx`, `failure-redirect`).
enum ErrorRedirectEndpoint {
    static let path = "/login/error/redirect"

    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let token = FormParameters(query: context.request.query ?? "")?["stateToken"]
            guard let (_, transaction) = try SignInToken.handle.find(token, context),
                let (serverID, parameters) = transaction.request.authorization,
                let server = context.organization.allServers.first(where: { $0.id == serverID })
            else {
                throw Refusal(
                    .requestExpired,
                    why: "stateToken is unknown, has expired, or its sign-in has ended",
                    remedy: Remedy("Start again at the app.")
                )
            }
            let sender = try AuthorizeClient(parameters, context.at(server))
            context.record.clientID = sender.client.clientID
            return ResponseTarget(parameters, sender).response(.noMatchingPolicy, &context)
        } catch {
            return AuthorizeEndpoint.page(error, &context)
        }
    }
}

extension SignInRequest {
    /// The authorize request that the sign-in stands for, and its server; nil for those without one.
    fileprivate var authorization: (AuthorizationServerID, AuthorizeParameters)? {
        switch self {
        case .hosted(_, let serverID, let parameters):
            return FormParameters(query: parameters).map { (serverID, AuthorizeParameters($0)) }
        case .interaction(let request):
            var parameters = [
                ("client_id", request.clientID), ("response_type", "code"), ("redirect_uri", request.redirectURI),
                ("scope", request.scopes.joined(separator: " ")), ("code_challenge", request.codeChallenge),
                ("code_challenge_method", "S256"),
            ]
            parameters += request.state.map { [("state", $0)] } ?? []
            parameters += request.nonce.map { [("nonce", $0)] } ?? []
            parameters += request.contextClass.map { [("acr_values", $0)] } ?? []
            return (request.serverID, AuthorizeParameters(FormParameters(parameters)))
        case .classic, .page, .factorsAPI, .direct: return nil
        }
    }
}
