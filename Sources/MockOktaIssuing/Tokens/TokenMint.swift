import MockOktaCrypto
package import MockOktaFormats
package import MockOktaModel

/// A token that has been signed, with its header and claims for the journal.
package struct MintedToken: Sendable {
    /// The compact form (RFC 7515 §3.1) in ASCII.
    package let compact: [UInt8]
    package let header: JSONObject
    /// The claims as JSON.
    package let payload: [UInt8]

    package var text: String { String(decoding: compact, as: UTF8.self) }
}

/// Turns decisions into signed tokens.
///
/// A signature takes a third of a millisecond: never under a lock, never on an event loop.
package struct TokenMint: Sendable {
    private let snapshot: OrgSnapshot

    package init(_ snapshot: OrgSnapshot) {
        self.snapshot = snapshot
    }

    package func accessToken(for plan: TokenPlan, random: inout SeededRandom) throws(Refusal) -> MintedToken {
        let expires = snapshot.now + plan.accessLifetime
        let id = TokenIdentifier(
            .access,
            grant: plan.grant,
            epoch: snapshot.timeline.epoch,
            expires: expires,
            random: &random
        )
        let claims = try AccessTokenClaims(plan: plan, snapshot: snapshot).text(id: id)
        // Differs: Okta may sign the org server's access tokens with a key that is not in /keys; here it is.
        let type = plan.server.isOrg ? "application/okta-internal-at+jwt" : nil
        return try sign(claims, type: type, plan.server, orElse: .accessTokenNotGenerated)
    }

    /// Makes the ID token of a plan.
    ///
    /// - Parameters:
    ///   - plan: with a user and `openid`.
    ///   - accessToken: the token it comes with; without one the ID token carries all claims itself.
    ///   - code: the code it comes with at the front channel.
    ///   - random: for `jti`.
    /// - Returns: the token; nil where the plan calls for none.
    /// - Throws: `Refusal` when a claim cannot be evaluated or OpenSSL fails.
    package func idToken(
        for plan: TokenPlan,
        accessToken: [UInt8]?,
        code: String? = nil,
        random: inout SeededRandom
    ) throws(Refusal) -> MintedToken? {
        guard plan.wantsIDToken, let user = plan.user else { return nil }
        let expires = snapshot.now + TokenLifetimes.idToken
        let id = TokenIdentifier(.id, epoch: snapshot.timeline.epoch, expires: expires, random: &random)
        let claims = try IDTokenClaims(plan: plan, snapshot: snapshot, user: user, accessToken: accessToken, code: code)
            .text(id: id)
        return try sign(claims, plan.server, orElse: .idTokenNotGenerated)
    }

    /// The claims that a token of a plan would have, for whoever signs it otherwise.
    ///
    /// - Parameters:
    ///   - kind: access or ID token.
    ///   - plan: what goes into it.
    ///   - expires: when it does; nil leaves that to the plan.
    ///   - random: for `jti`.
    /// - Returns: the claims; nil for an ID token of nobody.
    /// - Throws: `Refusal` when a claim cannot be evaluated.
    package func claims(
        of kind: TokenIdentifier.Kind,
        for plan: TokenPlan,
        expiring expires: Instant?,
        random: inout SeededRandom
    ) throws(Refusal) -> JSONObject? {
        let planned = snapshot.now + (kind == .access ? plan.accessLifetime : TokenLifetimes.idToken)
        let id = TokenIdentifier(
            kind,
            grant: plan.grant,
            epoch: snapshot.timeline.epoch,
            expires: expires ?? planned,
            random: &random
        )
        let text: [UInt8]
        switch kind {
        case .access: text = try AccessTokenClaims(plan: plan, snapshot: snapshot).text(id: id)
        case .id:
            guard let user = plan.user else { return nil }
            text = try IDTokenClaims(plan: plan, snapshot: snapshot, user: user, accessToken: nil, code: nil).text(
                id: id
            )
        }
        var claims = try? JSON.parse(text).object
        if let expires { claims?["exp"] = .integer(Int(expires.seconds)) }
        return claims
    }

    /// Signs claims of another kind of token than access and ID tokens.
    ///
    /// - Parameters:
    ///   - claims: the payload.
    ///   - type: the header's `typ`.
    ///   - server: whose key signs.
    /// - Returns: the compact form.
    /// - Throws: `Refusal` when the server has no key or OpenSSL fails.
    package func sign(
        _ claims: JSONObject,
        type: String,
        by server: AuthorizationServer
    ) throws(Refusal) -> MintedToken {
        try sign(JSON.object(claims).serialized(), type: type, server, orElse: .accessTokenNotGenerated)
    }

    private func sign(
        _ payload: [UInt8],
        type: String? = nil,
        _ server: AuthorizationServer,
        orElse failure: OAuthError
    ) throws(Refusal) -> MintedToken {
        do throws(CryptoError) {
            let key = try snapshot.keys.keys(of: server).active
            let header = type.map { JWT.header(of: key.id, type: $0) } ?? key.header
            let compact = try JWT.sign(payload: payload, type: type, with: key)
            return MintedToken(compact: compact, header: header, payload: payload)
        } catch {
            throw Refusal(failure, why: "signing for server \(server.name) failed: \(error)")
        }
    }
}

extension IssuedToken {
    package init(_ kind: Kind, _ token: MintedToken) {
        self.init(kind, header: token.header, payload: token.payload)
    }
}
