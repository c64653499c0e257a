import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
package import MockOktaModel

/// `/_mock/tokens/explain`: why a token is accepted or refused.
enum ExplainControl {
    static func explain(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["token", "issuer", "audience", "scope", "at"])
        let expected = TokenExpectation(
            issuer: try body.string("issuer"),
            audience: try body.string("audience"),
            scopes: try body.string("scope")?.split(separator: " ").map(String.init) ?? []
        )
        let token = try body.required("token")
        let explanation = try context.operations.explain(token, expected, at: try body.instant("at"))
        return ControlResponse.json(.ok, explanation.json)
    }
}

extension ControlOperations {
    /// Checks a token as a resource server and this org check it; changes nothing.
    ///
    /// - Parameters:
    ///   - token: a JWT, a refresh token or a code, as the client received it.
    ///   - expected: what the resource server expects.
    ///   - instant: when it is checked; nil for the present virtual time.
    /// - Returns: the kind of token and the checks in order.
    /// - Throws: `ControlError` where the store fails.
    package func explain(
        _ token: String,
        _ expected: TokenExpectation,
        at instant: Instant? = nil
    ) throws(ControlError) -> TokenExplanation {
        try ControlError.translating { () throws(Refusal) in try explanation(of: token, expected, at: instant) }
    }

    private func explanation(
        of token: String,
        _ expected: TokenExpectation,
        at instant: Instant?
    ) throws(Refusal) -> TokenExplanation {
        let text = token.trimmingSpaces
        let snapshot = snapshot
        let now = instant ?? snapshot.now
        if let token = RefreshTokenText.read(text, snapshot) {
            return try GrantTokenChecks(token, text, isCode: false, expected, self, at: now).explanation
        }
        for purpose in [GrantToken.Purpose.code, .interaction] {
            guard let token = GrantToken(text, purpose, sealedBy: snapshot.secret) else { continue }
            return try GrantTokenChecks(token, text, isCode: true, expected, self, at: now).explanation
        }
        guard let jwt = JWT(text) else { return TokenExplanation(.unknown, [TokenForm.failure(of: text)]) }
        return try explain(jwt, text, expected, snapshot, at: now)
    }

    private func explain(
        _ jwt: JWT,
        _ text: String,
        _ expected: TokenExpectation,
        _ snapshot: OrgSnapshot,
        at now: Instant
    ) throws(Refusal) -> TokenExplanation {
        let verifier = TokenVerifier(snapshot)
        let server = jwt.claims["iss"]?.string.flatMap(verifier.server(issuing:))
        let known = try snapshot.organization.allServers.map { (server) throws(Refusal) in
            (server, try TokenIssuer(server, self))
        }
        let issuer = known.first { $0.0.id == server?.id }?.1
        let checks = JWTChecks(jwt, expected, server: issuer, among: known.map(\.1))
        let clients = Set(snapshot.organization.contents.applications.map { ExactString($0.clientID) })
        let authenticated = try server.map { (server) throws(Refusal) in try verifier.authenticate(text, for: server) }
        let verified = try? authenticated?.get()
        let clocks = TokenClocks(now: now, real: tenant.clock.real)
        return TokenExplanation(
            checks.kind,
            checks.origin(clients: clients) + [
                lifetime(jwt, verified, clocks, snapshot), clocks.realTime(jwt), checks.scope,
                try revocation(text, verified, verifier), JWTBinding.check(jwt),
            ]
        )
    }

    private func lifetime(
        _ jwt: JWT,
        _ verified: VerifiedToken?,
        _ clocks: TokenClocks,
        _ snapshot: OrgSnapshot
    ) -> TokenCheck {
        if let verified, snapshot.timeline.hasExpired(epoch: verified.id.epoch, expires: verified.expires) {
            return .failed(
                .lifetime,
                "it had expired before the clock was moved back, and stays expired",
                remedy: "get a new token"
            )
        }
        return clocks.lifetime(jwt, expires: verified?.expires)
    }

    private func revocation(
        _ text: String,
        _ verified: VerifiedToken?,
        _ verifier: TokenVerifier
    ) throws(Refusal) -> TokenCheck {
        guard let verified else {
            return .unknown(.revocation, "only a token that this org has signed can be looked up")
        }
        guard let fault = try verifier.stateFault(of: verified) else {
            let grant = verified.id.grant.map { ", and its grant \($0.refreshTokenID) lives" } ?? ""
            return .passed(.revocation, "it was not revoked\(grant)")
        }
        let cause = TokenUses(of: verified.id.grant, text, in: tenant.journal).end.map { " \($0)" } ?? ""
        return .failed(
            .revocation,
            fault.why + cause,
            remedy: "get a new token; an API that verifies by keys alone does not see a revocation, /introspect does"
        )
    }
}

extension TokenIssuer {
    /// A server of the org with the keys that it publishes now.
    fileprivate init(_ server: AuthorizationServer, _ operations: ControlOperations) throws(Refusal) {
        let snapshot = operations.snapshot
        let issuer = snapshot.issuer(of: server)
        var published: [Key] = []
        do throws(CryptoError) {
            let keys = try snapshot.keys.keys(of: server)
            let next = try snapshot.keys.nextKey(of: server, at: snapshot.now)
            published.append(Key(id: keys.active.id, key: keys.active.key.publicKey, status: "the current key"))
            published += next.map { [Key(id: $0.id, key: $0.key.publicKey, status: "the next key")] } ?? []
            published += keys.others.map {
                Key(id: $0.id, key: $0.key.publicKey, status: "a former key, still published")
            }
        } catch {
            throw error.refusal(orElse: Refusal(.serverError, why: "\(server.name) has no key: \(error)"))
        }
        self.init(
            name: ServerControl.name(server),
            issuer: issuer,
            audience: server.audience ?? issuer,
            isOrg: server.isOrg,
            keys: published
        )
        guard let rotation = snapshot.keys.lastRotation(of: server) else { return }
        let path = server.endpointPath + "/v1/keys"
        let isRead = operations.tenant.journal.entries().contains {
            $0.at >= rotation && $0.request.path == path && $0.status == .ok
        }
        if !isRead {
            unreadKeyNote =
                "it signs since \(rotation.text), and no client has read \(path) since, so that a cached key "
                + "set lacks it"
        }
    }
}
