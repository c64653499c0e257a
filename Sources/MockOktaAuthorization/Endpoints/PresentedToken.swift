import MockOktaIssuing
import MockOktaModel

/// A token that somebody presents at `/introspect` or `/revoke`, found by trying what it may be.
///
/// A wrong `token_type_hint` still finds it (RFC 7009 §2.1, RFC 7662 §2.1), so the hint is not even read.
enum PresentedToken {
    case jwt(VerifiedToken)
    case refresh(GrantToken, Grant)

    /// Nil for whatever is unknown, expired, revoked or another server's; `why` says which.
    static func find(_ text: String, _ call: inout Call) -> PresentedToken? {
        if let token = RefreshTokenText.read(text, call.snapshot) {
            return refresh(token, &call)
        }
        do throws(TokenFault) {
            let token = try TokenVerifier(call.snapshot).verify(text, for: call.server)
            call.notes.grant = token.id.grant?.key
            return .jwt(token)
        } catch {
            call.notes.why = error.why
            return nil
        }
    }

    private static func refresh(_ token: GrantToken, _ call: inout Call) -> PresentedToken? {
        let now = call.snapshot.now
        call.notes.grant = token.grant.key
        guard let grant = call.snapshot.state.grants.record(token.grant.key, at: now), let chain = grant.refresh else {
            call.notes.why = "the refresh token's grant has expired or was forgotten"
            return nil
        }
        guard let client = call.snapshot.organization.application(clientID: grant.clientID), client.isActive,
            grant.serverID == call.server.id, !grant.isRevoked, grant.refreshDeadline.map({ now < $0 }) == true,
            chain.isLive(token.generation, rotation: client.refreshTokenRotation, at: now),
            call.snapshot.organization.user(grant.userID)?.canHoldTokens == true
        else {
            call.notes.why = "the refresh token was revoked or replaced, has expired, or is another server's"
            return nil
        }
        return .refresh(token, grant)
    }

    var clientID: String? {
        switch self {
        case .jwt(let token): token.clientID
        case .refresh(_, let grant): grant.clientID
        }
    }
}
