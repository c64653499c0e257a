import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// `grant_type=…:jwt-bearer` (RFC 7523 §2.1): an assertion about a user, signed by an issuer that the server trusts.
///
/// Trusted are the server's `trustedIssuers` and, for ID-JAGs, the org server.
enum JWTBearerGrant {
    static func decide(_ context: inout RequestContext, _ request: TokenRequest) throws(Refusal) -> TokenDecision {
        let text = try request.parameters.required("assertion")
        guard !context.server.isOrg else {
            let served = TokenEndpoint.served.map(\.rawValue).filter { $0 != GrantType.jwtBearer.rawValue }
            throw Refusal(.unsupportedGrantType.with(list: served), why: "the org server takes no JWT assertions")
        }
        guard let jwt = JWT(text), jwt.header["crit"] == nil else {
            throw Refusal(.invalidGrant, why: "assertion is no signed JWT, or has a crit that is not known here")
        }
        let isIdentityAssertion = jwt.header["typ"]?.string == IdentityAssertionExchange.headerType
        try verify(jwt, text, isIdentityAssertion, context)
        let expires = try checkClaims(jwt, context)
        if isIdentityAssertion { try checkClient(jwt, request.client) }
        let user = try user(jwt, context)
        let rules = ScopeRules(server: context.server, client: request.client, settings: context.settings)
        let scopes = try rules.scopes(request.parameters["scope"] ?? jwt.claims["scope"]?.string)
        let openID = scopes.names.filter(Scope.openIDConnect.contains)
        guard openID.isEmpty else {
            throw Refusal(.illegalScope.with(list: openID), why: "an assertion gives an access token alone")
        }
        let grant = UserGrant(
            request: request,
            user: user,
            authentication: Authentication(time: jwt.claims["auth_time"]?.numericDate ?? context.snapshot.now),
            grantType: .jwtBearer
        )
        let permission = try grant.permission(scopes, &context)
        oneTime(jwt).use(until: expires, context.snapshot, in: &context.writes) { id in
            Refusal(.jwtBearerGrantReplayed, why: "an assertion with the jti \(id) was used before")
        }
        return grant.issue(permission, &context)
    }

    private static func verify(
        _ jwt: JWT,
        _ text: String,
        _ isIdentityAssertion: Bool,
        _ context: RequestContext
    ) throws(Refusal) {
        let issuer = jwt.claims["iss"]?.string
        if isIdentityAssertion {
            let org = context.organization.contents.orgServer
            guard issuer == context.snapshot.issuer(of: org) else { throw untrusted(issuer, context.server) }
            guard try TokenVerifier(context.snapshot).isSigned(jwt, by: org) else { throw badSignature }
            return
        }
        guard let issuer, let trusted = context.server.trustedIssuers.first(where: { $0.issuer == issuer }) else {
            throw untrusted(issuer, context.server)
        }
        guard let algorithm = jwt.algorithm.flatMap(SignatureAlgorithm.init),
            let key = trusted.key(id: jwt.keyID).flatMap(JWK.publicKey),
            key.verify(jwt.signature, for: jwt.signingInput, algorithm: algorithm)
        else { throw badSignature }
    }

    private static func untrusted(_ issuer: String?, _ server: AuthorizationServer) -> Refusal {
        let why = "iss of the assertion is \(issuer ?? "absent"), none of trustedIssuers of \(server.name)"
        return Refusal(.jwtBearerGrantInvalidIssuer, why: why)
    }

    private static var badSignature: Refusal {
        Refusal(.invalidGrant, why: "the assertion is not signed by a key of its issuer")
    }

    /// The audience is the issuer of the server; `exp` is required (RFC 7523 §3).
    private static func checkClaims(_ jwt: JWT, _ context: RequestContext) throws(Refusal) -> Instant {
        let now = context.snapshot.now
        let audiences = jwt.audiences
        let expected = context.snapshot.issuer(of: context.server)
        guard audiences.contains(expected) else {
            let why = "aud of the assertion is \(audiences), not the issuer \(expected)"
            throw Refusal(.jwtBearerGrantInvalidAudience, why: why)
        }
        guard let expires = jwt.claims["exp"]?.numericDate, now < expires else {
            throw Refusal(.invalidGrant, why: "exp of the assertion is absent or not after \(now.text)")
        }
        guard expires <= now + OneTimeJWT.longestLifetime else {
            throw Refusal(.invalidGrant, why: "exp \(expires.text) of the assertion is over an hour after \(now.text)")
        }
        guard oneTime(jwt).hasReadableID() else {
            throw Refusal(.invalidGrant, why: "jti of the assertion is no string")
        }
        for claim in ["iat", "nbf"] {
            guard let value = jwt.claims[claim] else { continue }
            guard let instant = value.numericDate, instant <= now else {
                throw Refusal(.invalidGrant, why: "\(claim) of the assertion is no number, or after \(now.text)")
            }
        }
        return expires
    }

    /// An ID-JAG is for one client.
    private static func checkClient(_ jwt: JWT, _ client: Application) throws(Refusal) {
        let named = jwt.claims["client_id"]?.string
        guard named == client.clientID else {
            let why = "client_id of the ID-JAG is \(named ?? "absent"), not \(client.clientID)"
            throw Refusal(.invalidGrant, why: why)
        }
    }

    /// The subject is a login or a user's id.
    private static func user(_ jwt: JWT, _ context: RequestContext) throws(Refusal) -> User {
        let subject = jwt.claims["sub"]?.string ?? ""
        let organization = context.organization
        guard let user = organization.user(login: subject) ?? organization.user(UserID(rawValue: subject)),
            user.canHoldTokens
        else {
            throw Refusal(.invalidGrant, why: "sub \(subject) of the assertion is no active user's login or id")
        }
        return user
    }

    private static func oneTime(_ jwt: JWT) -> OneTimeJWT {
        OneTimeJWT(kind: .bearerAssertion, issuer: jwt.claims["iss"]?.string ?? "", jwt: jwt)
    }
}
