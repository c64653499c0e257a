import MockOktaCrypto
package import MockOktaFormats
package import MockOktaModel

/// A signed token, with its header and claims for the journal.
package struct MintedToken: Sendable {
    /// The compact form (RFC 7515 §3.1) in ASCII.
    package let compact: [UInt8]
    package let header: JSONObject
    /// The claims as JSON.
    package let payload: [UInt8]
    /// The server's own claims that the token does not have.
    package var omitted: [OmittedClaim] = []

    package var text: String { String(decoding: compact, as: UTF8.self) }
    package var claims: JSONObject { (try? JSON.parse(payload))?.object ?? [:] }
}

/// Signs the tokens of plans, for all flows, the control API and the command line.
///
/// A signature takes a third of a millisecond: do not sign while holding a lock or on an event loop.
package struct TokenMint: Sendable {
    private let snapshot: OrgSnapshot

    package init(_ snapshot: OrgSnapshot) {
        self.snapshot = snapshot
    }

    package func accessToken(for plan: TokenPlan, random: inout SeededRandom) throws(Refusal) -> MintedToken {
        var omitted: [OmittedClaim] = []
        let payload = try accessPayload(plan, snapshot.now + plan.accessLifetime, &random, &omitted)
        var token = try sign(payload, .access, plan.server)
        token.omitted = omitted
        return token
    }

    /// Mints the ID token of a plan.
    ///
    /// - Parameters:
    ///   - plan: a plan with a user and `openid`.
    ///   - accessToken: the access token issued with it.
    ///   - code: the code issued with it in the front channel.
    ///   - random: the generator of `jti`.
    /// - Returns: the token; nil where the plan has no user or no `openid`.
    /// - Throws: `Refusal` when a claim cannot be evaluated or OpenSSL fails.
    package func idToken(
        for plan: TokenPlan,
        accessToken: [UInt8]?,
        code: String? = nil,
        random: inout SeededRandom
    ) throws(Refusal) -> MintedToken? {
        guard plan.wantsIDToken, let user = plan.user else { return nil }
        let claims = IDTokenClaims(plan: plan, snapshot: snapshot, user: user, accessToken: accessToken, code: code)
        var omitted: [OmittedClaim] = []
        let payload = try idPayload(claims, snapshot.now + TokenLifetimes.idToken, &random, &omitted)
        var token = try sign(payload, .id, plan.server)
        token.omitted = omitted
        return token
    }

    /// Mints the token of a plan with changes.
    ///
    /// - Parameters:
    ///   - kind: access or ID token.
    ///   - plan: the contents of the token.
    ///   - changes: the changes to the contents.
    ///   - random: the generator of `jti`.
    /// - Returns: the token; nil for an ID token without a user.
    /// - Throws: `Refusal` when a claim cannot be evaluated or OpenSSL fails.
    package func token(
        _ kind: TokenIdentifier.Kind,
        for plan: TokenPlan,
        _ changes: TokenChanges,
        random: inout SeededRandom
    ) throws(Refusal) -> MintedToken? {
        let expires = changes.expiry(at: snapshot.now)
        let payload: [UInt8]
        var omitted: [OmittedClaim] = []
        switch kind {
        case .access:
            payload = try accessPayload(plan, expires ?? snapshot.now + plan.accessLifetime, &random, &omitted)
        case .id:
            guard let user = plan.user else { return nil }
            let claims = IDTokenClaims(plan: plan, snapshot: snapshot, user: user, accessToken: nil, code: nil)
            payload = try idPayload(claims, expires ?? snapshot.now + TokenLifetimes.idToken, &random, &omitted)
        }
        return try sign(payload, kind, plan.server, changes)
    }

    private func accessPayload(
        _ plan: TokenPlan,
        _ expires: Instant,
        _ random: inout SeededRandom,
        _ omitted: inout [OmittedClaim]
    ) throws(Refusal) -> [UInt8] {
        let id = TokenIdentifier(
            .access,
            grant: plan.grant,
            epoch: snapshot.timeline.epoch,
            expires: expires,
            random: &random
        )
        return try AccessTokenClaims(plan: plan, snapshot: snapshot).text(id: id, expires: expires, omitted: &omitted)
    }

    private func idPayload(
        _ claims: IDTokenClaims,
        _ expires: Instant,
        _ random: inout SeededRandom,
        _ omitted: inout [OmittedClaim]
    ) throws(Refusal) -> [UInt8] {
        let id = TokenIdentifier(.id, epoch: snapshot.timeline.epoch, expires: expires, random: &random)
        return try claims.text(id: id, expires: expires, omitted: &omitted)
    }

    /// Signs the claims of a token other than an access or ID token.
    ///
    /// - Parameters:
    ///   - claims: the payload.
    ///   - type: the header's `typ`.
    ///   - server: the server whose key signs.
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
        _ kind: TokenIdentifier.Kind,
        _ server: AuthorizationServer,
        _ changes: TokenChanges? = nil
    ) throws(Refusal) -> MintedToken {
        // Differs: Okta may sign the org server's access tokens with a key that is not in /keys; here it always is.
        let type = kind == .access && server.isOrg ? "application/okta-internal-at+jwt" : nil
        let failure: OAuthError = kind == .access ? .accessTokenNotGenerated : .idTokenNotGenerated
        return try sign(payload, type: type, server, changes, orElse: failure)
    }

    private func sign(
        _ payload: [UInt8],
        type: String?,
        _ server: AuthorizationServer,
        _ changes: TokenChanges? = nil,
        orElse failure: OAuthError
    ) throws(Refusal) -> MintedToken {
        do throws(CryptoError) {
            let key = try snapshot.keys.keys(of: server).active
            if let changes { return try ChangedToken(payload, type: type, key, changes).minted() }
            let header = type.map { JWT.header(of: key.id, type: $0) } ?? key.header
            let compact = try JWT.sign(payload: payload, type: type, with: key)
            return MintedToken(compact: compact, header: header, payload: payload)
        } catch {
            throw error.refusal(orElse: Refusal(failure, why: "signing for server \(server.name) failed: \(error)"))
        }
    }
}

extension IssuedToken {
    package init(_ kind: Kind, _ token: MintedToken) {
        self.init(kind, header: token.header, payload: token.payload, omitted: token.omitted)
    }
}
