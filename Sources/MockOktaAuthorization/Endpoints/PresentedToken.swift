import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// A token presented at `/introspect` or `/revoke`; its kind is found by trying each one.
///
/// A wrong `token_type_hint` still finds it (RFC 7009 §2.1, RFC 7662 §2.1), so the hint is not even read.
enum PresentedToken {
    case jwt(VerifiedToken)
    case refresh(GrantToken, Grant)
    case deviceSecret(String, DeviceSecret)

    /// Nil for a token that is unknown, expired, revoked or another server's; `why` has the reason.
    static func find(_ text: String, _ context: inout RequestContext) throws(Refusal) -> PresentedToken? {
        if let token = RefreshTokenText.read(text, context.snapshot) {
            return try refresh(token, &context)
        }
        if let secret = try DeviceSecrets(context.snapshot).record(text) {
            guard !secret.isRevoked, secret.serverID == context.server.id else {
                context.record.why = "the device secret was revoked, or is another server's"
                return nil
            }
            return .deviceSecret(text, secret)
        }
        switch try TokenVerifier(context.snapshot).verify(text, for: context.server) {
        case .success(let token):
            context.record.grant = token.id.grant?.key
            return .jwt(token)
        case .failure(let fault):
            context.record.why = fault.why
            return nil
        }
    }

    private static func refresh(_ token: GrantToken, _ context: inout RequestContext) throws(Refusal) -> PresentedToken?
    {
        let now = context.snapshot.now
        context.record.grant = token.grant.key
        guard let grant = try context.snapshot.state.grants.record(token.grant.key, at: now), let chain = grant.refresh
        else {
            context.record.why = "the refresh token's grant has expired or was forgotten"
            return nil
        }
        guard let client = context.snapshot.organization.application(clientID: grant.clientID), client.isActive,
            grant.serverID == context.server.id, !grant.isRevoked, grant.refreshDeadline.map({ now < $0 }) == true,
            chain.isLive(token.generation, rotation: client.refreshTokenRotation, at: now),
            let user = context.snapshot.organization.user(grant.userID), user.canHoldTokens,
            context.snapshot.organization.isAssigned(user, to: client)
        else {
            context.record.why = "the refresh token was revoked or replaced, has expired, or is another server's"
            return nil
        }
        return .refresh(token, grant)
    }

    var clientID: String? {
        switch self {
        case .jwt(let token): token.clientID
        case .refresh(_, let grant): grant.clientID
        case .deviceSecret(_, let secret): secret.clientID
        }
    }
}
