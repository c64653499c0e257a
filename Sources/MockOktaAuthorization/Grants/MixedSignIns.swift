import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// Finds out whether an app redeemed a code with the verifier of another sign-in, as when it mixes up `state`.
enum MixedSignIns {
    /// Adds the other sign-in to the reason of a refusal; the refusal is unchanged where there is none.
    ///
    /// - Parameters:
    ///   - refusal: the refusal of a code.
    ///   - verifier: the `code_verifier` of the request.
    ///   - snapshot: the org with its grants.
    /// - Returns: the refusal.
    static func explain(_ refusal: Refusal, _ verifier: String?, _ snapshot: OrgSnapshot) -> Refusal {
        guard case .oauth(let row) = refusal.answer, row.name == OAuthError.pkceVerificationFailed.name, let verifier
        else { return refusal }
        let challenge = Base64URL.encode(SHA256.digest(Array(verifier.utf8)))
        var other: GrantID?
        // Where the store fails the reason stays as it is.
        try? snapshot.state.grants.forEach(at: snapshot.now) { key, grant in
            if grant.code?.codeChallenge == challenge { other = GrantID(key) }
        }
        guard let other else { return refusal }
        var refusal = refusal
        refusal.why +=
            "; the verifier belongs to the pending sign-in \(other.refreshTokenID): the app has mixed up two sign-ins "
            + "(state)"
        return refusal
    }
}
