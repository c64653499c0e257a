import MockOktaCrypto
package import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// A token of this tenant that is valid now.
package struct VerifiedToken: Sendable {
    package let token: AuthenticatedToken
    package let server: AuthorizationServer

    package var claims: JSONObject { token.claims }
    package var id: TokenIdentifier { token.id }
    package var scopes: [String] { claims["scp"]?.strings ?? [] }
    package var clientID: String? { token.clientID }
    package var userID: UserID? { token.userID }
    package var expires: Instant { token.expires }
    /// The thumbprint of the key that the token is bound to (RFC 9449 §6.1); nil for a bearer token.
    package var keyThumbprint: String? { claims["cnf"]?["jkt"]?.string }

    /// The subjects with which the token ends.
    var subjects: [Timeline.Subject] {
        let client = clientID ?? ""
        return [.client(client), .server(server.id)]
            + (userID.map { [.user($0), .assignment($0, client: client)] } ?? [])
    }
}

/// Why a token is refused; the text is for the journal.
package struct TokenFault: Error, Hashable, Sendable {
    package enum Kind: Sendable {
        case invalid, otherServer, expired, revoked
    }

    package let kind: Kind
    package let why: String
}

/// Verifies access and ID tokens of this tenant.
package struct TokenVerifier: Sendable {
    private let snapshot: OrgSnapshot

    package init(_ snapshot: OrgSnapshot) {
        self.snapshot = snapshot
    }

    /// Verifies signature and server, then times and revocation.
    ///
    /// - Parameters:
    ///   - text: the compact JWT.
    ///   - kind: access or ID token; nil accepts both.
    ///   - server: the server that received the token.
    /// - Returns: the token, or the first check that fails.
    /// - Throws: `Refusal` where a store fails.
    package func verify(
        _ text: String,
        _ kind: TokenIdentifier.Kind? = nil,
        for server: AuthorizationServer
    ) throws(Refusal) -> Result<VerifiedToken, TokenFault> {
        let authenticated = try authenticate(text, kind, for: server)
        guard case .success(let token) = authenticated else { return authenticated }
        var fault = timeFault(of: token)
        if fault == nil { fault = try stateFault(of: token) }
        return fault.map { .failure($0) } ?? authenticated
    }

    /// The server whose issuer a token names, under any name of the host; nil where there is none.
    package func server(issuing issuer: String) -> AuthorizationServer? {
        snapshot.organization.allServers.first { isIssuer(issuer, $0) }
    }

    /// Verifies only signature and server: an `id_token_hint` may have expired.
    ///
    /// - Throws: `Refusal` where a store fails.
    package func authenticate(
        _ text: String,
        _ kind: TokenIdentifier.Kind? = nil,
        for server: AuthorizationServer
    ) throws(Refusal) -> Result<VerifiedToken, TokenFault> {
        if let known = snapshot.caches.authenticated.withLock({ $0.value(for: .init(text: text)) }),
            let token = try recalled(known, kind, for: server)
        {
            return .success(token)
        }
        func invalid(_ why: String) -> Result<VerifiedToken, TokenFault> {
            .failure(TokenFault(kind: .invalid, why: why))
        }
        guard let jwt = JWT(text) else { return invalid("the token is no JWT") }
        guard jwt.algorithm == "RS256" else {
            return invalid("the token's alg is \(jwt.algorithm ?? "absent"), not RS256")
        }
        guard jwt.claims["iss"]?.string.map({ isIssuer($0, server) }) == true else {
            let why = "iss is \(jwt.claims["iss"]?.string ?? "absent"), not \(snapshot.issuer(of: server))"
            return .failure(TokenFault(kind: .otherServer, why: why))
        }
        guard let key = try signingKey(jwt.keyID, server) else {
            return invalid("no key of \(server.name) has kid \(jwt.keyID ?? "(none)")")
        }
        guard key.key.publicKey.verify(jwt.signature, for: jwt.signingInput, algorithm: .rs256) else {
            return invalid("the signature does not verify")
        }
        guard let id = jwt.claims["jti"]?.string.flatMap(TokenIdentifier.init) else {
            return invalid("jti \(jwt.claims["jti"]?.string ?? "absent") is none of this org's")
        }
        if let kind, kind != id.kind {
            return invalid("this is an \(id.kind.name) token, where an \(kind.name) token belongs")
        }
        let token = AuthenticatedToken(claims: jwt.claims, id: id, key: key, serverID: server.id)
        snapshot.caches.authenticated.withLock { $0.remember(token, for: .init(text: text)) }
        return .success(VerifiedToken(token: token, server: server))
    }

    /// Whether a JWT is signed by a key that a server publishes; its claims are not checked.
    package func isSigned(_ jwt: JWT, by server: AuthorizationServer) throws(Refusal) -> Bool {
        guard jwt.algorithm == "RS256", let key = try signingKey(jwt.keyID, server) else { return false }
        return key.key.publicKey.verify(jwt.signature, for: jwt.signingInput, algorithm: .rs256)
    }

    /// Skips the signature of a token that was verified before, while the same server publishes the same key.
    private func recalled(
        _ known: AuthenticatedToken,
        _ kind: TokenIdentifier.Kind?,
        for server: AuthorizationServer
    ) throws(Refusal) -> VerifiedToken? {
        guard known.serverID == server.id, kind == nil || kind == known.id.kind,
            try signingKey(known.key.id, server)?.key === known.key.key
        else { return nil }
        return VerifiedToken(token: known, server: server)
    }

    private func signingKey(_ id: String?, _ server: AuthorizationServer) throws(Refusal) -> SigningKey? {
        guard let id else { return nil }
        do throws(CryptoError) {
            return try snapshot.keys.keys(of: server).key(id: id)
        } catch {
            throw error.refusal(orElse: Refusal(.serverError, why: "the server has no key: \(error)"))
        }
    }

    private func timeFault(of token: VerifiedToken) -> TokenFault? {
        guard snapshot.now < token.expires else {
            return TokenFault(kind: .expired, why: "the token expired at \(token.expires.text)")
        }
        guard !snapshot.timeline.hasExpired(epoch: token.id.epoch, expires: token.expires) else {
            return TokenFault(kind: .expired, why: "the token had expired before the clock was moved back")
        }
        if let begin = token.claims["nbf"]?.integer, snapshot.now < Instant(seconds: Int64(begin)) {
            return TokenFault(kind: .invalid, why: "the token is not valid before \(begin) (nbf)")
        }
        return nil
    }

    /// Why a token is refused that is authentic and has not expired; nil where it is accepted.
    package func stateFault(of token: VerifiedToken) throws(Refusal) -> TokenFault? {
        try revocation(of: token) ?? end(of: token)
    }

    /// Why a token is revoked: by itself, or with its grant.
    private func revocation(of token: VerifiedToken) throws(Refusal) -> TokenFault? {
        if try snapshot.state.revocations.record(token.id.revocationKey, at: snapshot.now) != nil {
            return TokenFault(kind: .revoked, why: "the token was revoked")
        }
        guard let grant = token.id.grant else { return nil }
        let record = try snapshot.state.grants.record(grant.key, at: snapshot.now)
        if record?.isRevoked == false { return nil }
        return TokenFault(kind: .revoked, why: "its grant \(grant.refreshTokenID) was revoked or is gone")
    }

    /// Why a token has ended with its client, user, server or assignment.
    private func end(of token: VerifiedToken) -> TokenFault? {
        func ended(_ why: String) -> TokenFault { TokenFault(kind: .revoked, why: why) }
        guard let client = token.clientID.flatMap(snapshot.organization.application(clientID:)), client.isActive else {
            return ended("its client is gone or INACTIVE")
        }
        guard !snapshot.timeline.hasEnded(token.subjects, after: token.id.epoch) else {
            return ended("its user, client, server or assignment ended after it was made")
        }
        guard let userID = token.userID else { return nil }
        guard let user = snapshot.organization.user(userID), user.canHoldTokens else {
            return ended("its user is gone or not active")
        }
        guard snapshot.organization.isAssigned(user, to: client) else {
            return ended("its user is no longer assigned to its client")
        }
        return nil
    }

    /// Whether an issuer is this server under any name of the host; the tenant must be the same.
    private func isIssuer(_ text: String, _ server: AuthorizationServer) -> Bool {
        IssuerPlace(text) == IssuerPlace(snapshot.issuer(of: server))
    }
}

/// The tenant and path of an issuer, without the host, whose name may differ when a token is presented.
///
/// The host (`a.localhost`) or the path (`/t/a`) selects the tenant.
private struct IssuerPlace: Equatable {
    private let tenant: String
    private let path: String

    init(_ issuer: String) {
        let urls = BaseURLs(front: issuer)
        var path = urls.path
        let authority = issuer.dropLast(path.utf8.count).drop { $0 != ":" }.dropFirst(3)
        let host = authority.prefix { $0 != ":" }.asciiLowercased
        var tenant = host.hasSuffix(".localhost") ? String(host.dropLast(".localhost".utf8.count)) : ""
        if path.hasPrefix("/t/") {
            let rest = path.dropFirst(3)
            tenant = rest.prefix { $0 != "/" }.asciiLowercased
            path = rest.dropFirst(tenant.count)
        }
        self.tenant = tenant
        self.path = String(path)
    }

    static func == (left: IssuerPlace, right: IssuerPlace) -> Bool {
        left.tenant.utf8.elementsEqual(right.tenant.utf8) && left.path.utf8.elementsEqual(right.path.utf8)
    }
}
