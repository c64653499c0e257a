import MockOktaFormats
package import MockOktaHTTP
package import MockOktaIssuing
package import MockOktaModel

/// DPoP proofs as the endpoints of a server take them (RFC 9449; Okta, "Configure OAuth 2.0 DPoP").
package enum ProofOfPossession {
    /// The proof of a token request, used up.
    ///
    /// - Parameters:
    ///   - context: of the request.
    ///   - client: may insist on a proof.
    /// - Returns: the proof; nil where the request has none and needs none.
    /// - Throws: `Refusal` with `invalid_dpop_proof` or `use_dpop_nonce`.
    package static func ofTokenRequest(_ context: RequestContext, _ client: Application) throws(Refusal) -> DPoPProof? {
        guard let proof = try DPoPProof.read(context.request.fields.values(of: field)) else {
            guard !client.requiresDPoP else {
                let why = "\(client.clientID) has dpop_bound_access_tokens, and the request has no DPoP field"
                throw Refusal(.invalidDPoPProofMissingHeader, why: why)
            }
            return nil
        }
        try use(proof, .required(nonces(context)), context)
        return proof
    }

    /// The proof of a pushed request, which binds the code to its key (RFC 9449 §10.1); no nonce need be sent.
    package static func ofPushedRequest(_ context: RequestContext) throws(Refusal) -> DPoPProof? {
        guard let proof = try DPoPProof.read(context.request.fields.values(of: field)) else { return nil }
        try use(proof, .optional(nonces(context)), context)
        return proof
    }

    /// Checks that the sender of a token request holds the key of a token that it presents as a parameter.
    ///
    /// Neither RFC 8693 nor Okta's documentation says this of a `subject_token`; without it, a stolen bound token could
    /// be exchanged for one that is not bound.
    /// - Parameters:
    ///   - token: verified already.
    ///   - proof: of the token request; nil where it has none.
    /// - Throws: `Refusal` with `invalid_dpop_proof` where the token is bound to another key than the proof's.
    package static func check(_ token: VerifiedToken, isBoundTo proof: DPoPProof?) throws(Refusal) {
        guard let thumbprint = token.keyThumbprint else { return }
        guard let proof else {
            let why = "the presented token is bound to a key, and the request has no DPoP field"
            throw Refusal(.invalidDPoPProofMissingHeader, why: why)
        }
        try check(thumbprint, proof)
    }

    /// Checks that a resource request presents its token as it must be (RFC 9449 §7).
    ///
    /// - Parameters:
    ///   - token: verified already.
    ///   - text: of the token, for `ath`.
    ///   - context: of the request; its field names the scheme.
    /// - Throws: `Refusal` where a bound token comes without a proof of its key, or a bearer token as a bound one.
    package static func check(_ token: VerifiedToken, _ text: String, _ context: RequestContext) throws(Refusal) {
        let usesScheme = BearerToken.usesDPoP(context.request)
        guard let thumbprint = token.keyThumbprint else {
            guard usesScheme else { return }
            throw Refusal(.accessTokenNotDPoPBound, why: "the scheme is DPoP, the token is bound to no key")
        }
        guard usesScheme else {
            throw Refusal(.dpopAuthenticationSchemeRequired, why: "the token is bound to a key; its scheme is DPoP")
        }
        guard let proof = try DPoPProof.read(context.request.fields.values(of: field)) else {
            throw Refusal(.dpopProofRequiredForToken, why: "the request has no DPoP field")
        }
        try use(proof, .optional(nonces(context)), context, accessToken: text)
        try check(thumbprint, proof)
    }

    private static func check(_ thumbprint: String, _ proof: DPoPProof) throws(Refusal) {
        guard proof.thumbprint == thumbprint else {
            let why = "the token is bound to \(thumbprint), the proof is by \(proof.thumbprint)"
            throw Refusal(.invalidAccessTokenDPoPBinding, why: why)
        }
    }

    /// Adds the nonce for the next proof to an answer, where the request is about DPoP at all.
    package static func addNonce(to response: inout HTTPResponse, _ context: RequestContext) {
        guard context.request.fields.contains(field) else { return }
        response.fields["dpop-nonce"] = nonces(context).current(at: context.snapshot.now)
    }

    private static let field = "DPoP"

    private static func nonces(_ context: RequestContext) -> DPoPNonce {
        DPoPNonce(of: context.server.id, sealedBy: context.snapshot.secret)
    }

    private static func use(
        _ proof: DPoPProof,
        _ nonces: DPoPProof.NonceRule,
        _ context: RequestContext,
        accessToken: String? = nil
    ) throws(Refusal) {
        let urls = context.snapshot.urls
        let target = DPoPProof.Target(
            method: context.request.method.rawValue,
            urls: [urls.front, urls.back].map { $0 + context.request.path },
            accessToken: accessToken
        )
        try proof.check(target, nonces, at: context.snapshot.now)
        try proof.spend(in: context.snapshot.state.spent, at: context.snapshot.now)
    }
}
