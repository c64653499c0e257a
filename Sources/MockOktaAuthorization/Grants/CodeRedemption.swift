import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// One attempt to redeem a code: pure, so that the store can run it atomically.
///
/// A refused attempt leaves the code unchanged: only a request with all values that it is bound to uses it up.
struct CodeRedemption: Sendable {
    let now: Instant
    let client: Application
    let server: AuthorizationServer
    let redirectURI: String?
    let needsRedirectURI: Bool
    let verifier: String?
    let givesRefreshToken: Bool
    /// Of the request's DPoP proof, if any.
    let keyThumbprint: String?

    /// Checks a code without using it.
    func check(_ grant: Grant?) -> Result<(Grant, PendingCode), Refusal> {
        guard let grant, let pending = grant.code, now < pending.expires, !grant.isRevoked else {
            return .failure(Refusal(.invalidAuthorizationCode, why: why(grant)))
        }
        if let refusal = refusal(grant, pending) { return .failure(refusal) }
        return .success((grant, pending))
    }

    /// Whether a refresh token comes with the tokens of a code's grant.
    func givesRefreshToken(of grant: Grant) -> Bool {
        givesRefreshToken && grant.scopes.contains(Scope.offlineAccess)
    }

    /// Uses the code up and begins its refresh tokens, if it gets any.
    func redeem(_ entry: inout Expiring<Grant>?) -> Result<Void, Refusal> {
        switch check(entry?.record) {
        case .failure(let refusal): return .failure(refusal)
        case .success((var grant, _)):
            grant.code = nil
            grant.keyThumbprint = keyThumbprint
            grant.lastUsed = now
            if givesRefreshToken(of: grant) {
                grant.refresh = RefreshChain(created: now)
                entry = Expiring(grant, expires: grant.retention(at: now))
            } else {
                entry?.record = grant
            }
            return .success(())
        }
    }

    private func why(_ grant: Grant?) -> String {
        guard let grant else { return "the code has expired or was redeemed" }
        if grant.isRevoked { return "the code's grant was revoked" }
        return grant.code == nil ? "the code was redeemed before" : "the code expired 300 s after it was issued"
    }

    private func refusal(_ grant: Grant, _ pending: PendingCode) -> Refusal? {
        if grant.serverID != server.id {
            return Refusal(.mismatchedAuthorizationServer, why: "the code was issued by server \(grant.serverID)")
        }
        if !grant.clientID.hasSameBytes(as: client.clientID) {
            return Refusal(.mismatchedClient, why: "the code was issued to \(grant.clientID), not \(client.clientID)")
        }
        guard redirectURI.map({ $0.hasSameBytes(as: pending.redirectURI) }) ?? !needsRedirectURI else {
            let why = "redirect_uri is \(redirectURI ?? "absent"), at /authorize it was \(pending.redirectURI)"
            return Refusal(.mismatchedRedirectURI, why: why)
        }
        return verifierRefusal(pending.codeChallenge) ?? bindingRefusal(pending.keyThumbprint)
    }

    /// A code that was asked for with `dpop_jkt` is good with a proof of that key only (RFC 9449 §10).
    private func bindingRefusal(_ bound: String?) -> Refusal? {
        guard let bound, bound != keyThumbprint else { return nil }
        guard let keyThumbprint else {
            return Refusal(.invalidDPoPProofMissingHeader, why: "the code is bound to a key, and no proof was sent")
        }
        return Refusal(.invalidDPoPProof, why: "the code is bound to \(bound), the proof is by \(keyThumbprint)")
    }

    private func verifierRefusal(_ challenge: String?) -> Refusal? {
        switch (challenge, verifier) {
        case (nil, nil): return nil
        case (nil, _?):
            return Refusal(.pkceMissingChallengeVerifierPresent, why: "/authorize got no code_challenge")
        case (_?, nil):
            return Refusal(.pkceMissingVerifier, why: "/authorize got a code_challenge, so code_verifier is required")
        case (_?, let verifier?) where !CodeChallenge.isWellFormed(verifier):
            return Refusal(.pkceVerificationFailed, why: "code_verifier is not 43 to 128 unreserved characters")
        case (let challenge?, let verifier?):
            let digest = Base64URL.encode(SHA256.digest(Array(verifier.utf8)))
            guard !ConstantTime.equal(digest, challenge) else { return nil }
            return Refusal(.pkceVerificationFailed, why: "the verifier's S256 is \(digest), the challenge \(challenge)")
        }
    }
}
