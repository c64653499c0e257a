import MockOktaFormats
import MockOktaModel

/// One use of a refresh token in two pure steps, so that a refused request leaves the token as it was.
struct RefreshTokenUse: Sendable {
    let now: Instant
    let client: Application
    let server: AuthorizationServer
    let generation: UInt32
    /// Of the request's DPoP proof, if any.
    let keyThumbprint: String?

    /// Checks the token without using it; a replay kills the grant at once.
    func inspect(_ entry: inout Expiring<Grant>?) -> Result<Grant, Refusal> {
        guard let grant = entry?.record, var chain = grant.refresh else {
            return refused("its grant has expired or was forgotten")
        }
        if grant.serverID != server.id {
            let why = "the refresh token was issued by server \(grant.serverID)"
            return .failure(Refusal(.mismatchedAuthorizationServer, why: why))
        }
        if !grant.clientID.hasSameBytes(as: client.clientID) {
            let why = "the refresh token was issued to \(grant.clientID), not \(client.clientID)"
            return .failure(Refusal(.mismatchedClient, why: why))
        }
        if let refusal = bindingRefusal(grant) { return .failure(refusal) }
        if grant.isRevoked { return refused("its grant was revoked") }
        if let deadline = grant.refreshDeadline, now >= deadline { return refused(whyExpired(grant, chain)) }
        guard chain.use(generation, rotation: client.refreshTokenRotation, at: now) != .replayed else {
            entry?.record.isRevoked = true
            let why = "generation \(generation) was replaced and is replayed: the whole grant is revoked"
            var refusal = Refusal(.invalidRefreshToken, why: why)
            refusal.events = [.oauth("token.detect_reuse", isOrg: server.isOrg, failure: "refresh_token_reuse")]
            return .failure(refusal)
        }
        return .success(grant)
    }

    /// Uses the token.
    ///
    /// - Parameters:
    ///   - entry: the grant's record.
    ///   - lifetimes: of the rule that matched now.
    ///   - rotates: whether a rotating token gives way to a new one this time.
    /// - Returns: the generation to answer with.
    func take(
        _ entry: inout Expiring<Grant>?,
        _ lifetimes: TokenLifetimes,
        rotates: Bool
    ) -> Result<UInt32, Refusal> {
        switch inspect(&entry) {
        case .failure(let refusal): return .failure(refusal)
        case .success(var grant):
            var answer = generation
            if rotates,
                case .accepted(let next)? = grant.refresh?.use(
                    generation,
                    rotation: client.refreshTokenRotation,
                    at: now
                )
            {
                answer = next
            }
            grant.lastUsed = now
            grant.lifetimes.accessMinutes = lifetimes.accessMinutes
            grant.lifetimes.windowMinutes = lifetimes.windowMinutes
            // An access token of a longer earlier rule may outlive this one's.
            entry = Expiring(grant, expires: max(entry?.expires ?? now, grant.retention(at: now)))
            return .success(answer)
        }
    }

    /// A refresh token that was issued with a proof is good with proofs of the same key only (RFC 9449 §5).
    private func bindingRefusal(_ grant: Grant) -> Refusal? {
        guard let bound = grant.keyThumbprint, bound != keyThumbprint else { return nil }
        guard let keyThumbprint else {
            return Refusal(
                .invalidDPoPProofMissingHeader,
                why: "the refresh token is bound to a key, and no proof was sent"
            )
        }
        let why = "the refresh token is bound to \(bound), the proof is by \(keyThumbprint)"
        return Refusal(.invalidDPoPProofInvalidPublicKeyBinding, why: why)
    }

    private func whyExpired(_ grant: Grant, _ chain: RefreshChain) -> String {
        let lifetimes = grant.lifetimes
        let isIdle = lifetimes.windowMinutes > 0 && now >= grant.lastUsed + .minutes(Int64(lifetimes.windowMinutes))
        return isIdle
            ? "it was not used for \(lifetimes.windowMinutes) min" : "it is older than \(lifetimes.refreshMinutes) min"
    }

    private func refused<Success>(_ why: String) -> Result<Success, Refusal> {
        .failure(Refusal(.invalidRefreshToken, why: why))
    }
}
