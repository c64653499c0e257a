import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `grant_type=…:device_code` and `…:ciba`: tokens for what a user approved elsewhere (RFC 8628 §3.4, CIBA §10.1).
struct DecoupledGrant {
    private let grantType: GrantType
    /// The parameter that names the authorization, and the form of its value.
    private let parameter: String
    private let code: OneTimeCode
    private let pending: OAuthError
    private let slowDown: OAuthError
    private let expired: OAuthError
    private let unknown: OAuthError

    static let device = DecoupledGrant(
        grantType: .deviceCode,
        parameter: "device_code",
        code: .device,
        pending: .authorizationPending,
        slowDown: .slowDown,
        expired: .expiredToken,
        unknown: .invalidDeviceCode
    )

    static let backchannel = DecoupledGrant(
        grantType: .ciba,
        parameter: "auth_req_id",
        code: .backchannel,
        pending: .cibaAuthorizationPending,
        slowDown: .cibaSlowDown,
        expired: .cibaExpiredAuthReqID,
        unknown: .cibaExpiredAuthReqID
    )

    func decide(_ context: inout RequestContext, _ request: TokenRequest) throws(Refusal) -> TokenDecision {
        let key = code.key(of: try request.parameters.required(parameter))
        let (authorization, poll) = try poll(key, request.client, context)
        let (userID, authentication) = try approval(poll)
        guard let user = context.organization.user(userID), user.canHoldTokens else {
            throw Refusal(unknown, why: "user \(userID) is gone or not active")
        }
        let grant = UserGrant(request: request, user: user, authentication: authentication, grantType: grantType)
        let scopes = ChosenScopes(names: authorization.scopes, areDefaults: authorization.areDefaultScopes)
        let permission = try grant.permission(scopes, &context)
        let now = context.snapshot.now
        let used = Refusal(unknown, why: "tokens for this \(parameter) have been issued before")
        context.writes.use(key, of: context.snapshot.state.decoupled) { (entry) throws(Refusal) in
            guard entry?.record.redeem(at: now) == true else { throw used }
        }
        return grant.issue(permission, &context)
    }

    /// Finds the authorization and counts the poll, unless another client or server asks.
    private func poll(
        _ key: RecordKey,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> (DecoupledAuthorization, DecoupledAuthorization.Poll) {
        let now = context.snapshot.now
        let store = context.snapshot.state.decoupled
        guard let found = try store.record(key, at: now) else {
            throw Refusal(unknown, why: "this double never issued such a \(parameter), or it expired long ago")
        }
        guard found.serverID == context.server.id else {
            let why = "the \(parameter) was issued by server \(found.serverID)"
            throw Refusal(.mismatchedAuthorizationServer, why: why)
        }
        guard found.clientID.hasSameBytes(as: client.clientID) else {
            let why = "the \(parameter) was issued to \(found.clientID), not \(client.clientID)"
            throw Refusal(.mismatchedClient, why: why)
        }
        return (found, try store.update(key, at: now) { $0?.record.poll(at: now) ?? .expired })
    }

    private func approval(_ poll: DecoupledAuthorization.Poll) throws(Refusal) -> (UserID, Authentication) {
        switch poll {
        case .approved(let user, let authentication): return (user, authentication)
        case .pending: throw Refusal(pending, why: "the user has not decided yet")
        case .tooFast:
            let seconds = DecoupledAuthorization.interval.seconds
            throw Refusal(slowDown, why: "the former poll is less than \(seconds) s ago")
        case .denied: throw Refusal(.accessDenied, why: "the user denied the request")
        case .expired: throw Refusal(expired, why: "the \(parameter) has expired")
        case .redeemed: throw Refusal(unknown, why: "tokens for this \(parameter) have been issued before")
        }
    }
}
