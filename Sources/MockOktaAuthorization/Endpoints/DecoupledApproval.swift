import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// What a user decides about a device or a backchannel request, once they have signed in.
enum DecoupledApproval {
    /// Stands in the transaction of the pages in place of an authorize request: a user code or an `auth_req_id`.
    static let parameter = "decoupled_code"

    /// A pending authorization with its code and client.
    struct Pending {
        let code: String
        let authorization: DecoupledAuthorization
        let client: Application

        /// The user whom the client named; nil for a device, which any user may approve.
        var named: UserID? {
            if case .backchannel(_, let user, _) = authorization.flow { user } else { nil }
        }

        fileprivate var grantType: GrantType { named == nil ? .deviceCode : .ciba }
    }

    /// Goes on with an authorization, from the start at each attempt; see `AuthorizeEndpoint`.
    ///
    /// - Parameters:
    ///   - parameters: hold the code.
    ///   - attempt: what the user did on the page before.
    ///   - context: of the request; answers speak of the server that was asked.
    /// - Returns: the next page.
    /// - Throws: `Refusal` with `invalid_user_code`, or why the user may not have the scopes.
    static func answer(
        _ parameters: AuthorizeParameters,
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let pending = try pending(parameters, context)
        let (authorization, client) = (pending.authorization, pending.client)
        guard let server = context.organization.allServers.first(where: { $0.id == authorization.serverID }) else {
            throw unknown(pending.code)
        }
        var inner = context.at(server)
        defer { context.resume(after: inner) }
        inner.record.clientID = client.clientID
        inner.record.scope = authorization.scopes.joined(separator: " ")
        if case .denied = attempt { return try decide(pending, .denied, inner) }
        guard let (user, authentication) = try signedIn(attempt, pending, inner) else {
            return SignInPage(client: client).response(for: parameters, &inner)
        }
        inner.record.user = user.login
        let request = TokenRequest(client: client, parameters: EndpointParameters(FormParameters()), proof: nil)
        let grant = UserGrant(
            request: request,
            user: user,
            authentication: authentication,
            grantType: pending.grantType
        )
        let scopes = ChosenScopes(names: authorization.scopes, areDefaults: authorization.areDefaultScopes)
        let permission = try grant.permission(scopes, &inner)
        if case .agreed = attempt { return try decide(pending, .approved(user.id, authentication), inner) }
        let transaction = AuthorizeTransaction(parameters.parameters, session: authentication.session, &inner)
        return ActivatePage.approval(pending, permission.scopes, user, transaction, inner)
    }

    /// The app that a page is about.
    static func client(of parameters: AuthorizeParameters, _ context: RequestContext) throws(Refusal) -> Application {
        try pending(parameters, context).client
    }

    private static func pending(
        _ parameters: AuthorizeParameters,
        _ context: RequestContext
    ) throws(Refusal) -> Pending {
        let given = parameters[parameter] ?? ""
        let authorizations = DecoupledAuthorizations(context.snapshot)
        var found = try authorizations.device(userCode: given)
        if found == nil { found = try authorizations.backchannel(given) }
        guard let found, found.isPending(at: context.snapshot.now),
            let client = context.organization.application(clientID: found.clientID), client.isActive
        else { throw unknown(given) }
        return switch found.flow {
        case .device(let code): Pending(code: code, authorization: found, client: client)
        case .backchannel(let id, _, _): Pending(code: id, authorization: found, client: client)
        }
    }

    private static func unknown(_ code: String) -> Refusal {
        Refusal(.invalidUserCode, why: "nothing waits for \(code): the code is unknown, has expired or was used")
    }

    /// The user who has signed in; nil where a page must ask, because there is no session or another user's.
    private static func signedIn(
        _ attempt: AuthorizeEndpoint.AuthorizeAttempt,
        _ pending: Pending,
        _ context: RequestContext
    ) throws(Refusal) -> (User, Authentication)? {
        switch attempt {
        case .signedIn(let user, let authentication), .agreed(let user, let authentication):
            guard pending.named == nil || pending.named == user.id else {
                throw Refusal(.accessDenied, why: "the request is for another user than \(user.login)")
            }
            return (user, authentication)
        case .first, .denied:
            guard let (_, session) = try SessionCookie.session(context.request, context.snapshot),
                let user = context.organization.user(session.userID), pending.named == nil || pending.named == user.id
            else { return nil }
            return (user, session.authentication)
        }
    }

    private static func decide(
        _ pending: Pending,
        _ decision: DecoupledAuthorization.Decision,
        _ context: RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let authorizations = DecoupledAuthorizations(context.snapshot)
        let isDecided =
            try pending.named == nil
            ? authorizations.decide(userCode: pending.code, decision)
            : authorizations.decide(backchannel: pending.code, decision)
        guard isDecided else { throw unknown(pending.code) }
        return ActivatePage.done(isApproved: decision != .denied, pending)
    }
}
