import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Cross-app access: an ID token for an ID-JAG, by which the app gets an access token at a custom server
/// (draft-ietf-oauth-identity-assertion-authz-grant §4; Okta, "Cross App Access").
///
/// Differs: Okta requires a managed connection between the two apps; here every audience of the org is allowed.
enum IdentityAssertionExchange {
    static let headerType = "oauth-id-jag+jwt"
    /// How long an ID-JAG is good (Okta, "expires_in" of such an exchange).
    static let lifetime: TimeSpan = .seconds(300)

    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest,
        _ subject: String,
        _ subjectType: TokenType?
    ) throws(Refusal) -> TokenDecision {
        guard context.server.isOrg else {
            let why = "an ID-JAG is given by the org server, not by \(context.server.name)"
            throw Refusal(.invalidRequestedTokenType, why: why)
        }
        guard subjectType == .idToken else {
            throw Refusal(.invalidSubjectToken, why: "the subject of an ID-JAG is an ID token")
        }
        let token = try request.verified(subject, .id, .invalidSubjectToken, context)
        let user = try user(token, request, &context)
        var plan = TokenPlan(
            server: context.server,
            client: request.client,
            user: user,
            scopes: RequestedScopes(request.parameters["scope"], settings: context.settings)?.names ?? [],
            grantType: .tokenExchange,
            accessLifetime: lifetime
        )
        plan.authentication = token.claims["auth_time"]?.numericDate.map { Authentication(time: $0) }
        var decision = TokenDecision(plan: plan)
        decision.issuedTokenType = TokenType.identityAssertion.rawValue
        decision.assertionAudience = try audience(request, context)
        return decision
    }

    private static func user(
        _ token: VerifiedToken,
        _ request: TokenRequest,
        _ context: inout RequestContext
    ) throws(Refusal) -> User {
        guard let user = token.userID.flatMap(context.organization.user) else {
            throw Refusal(.invalidSubjectToken, why: "the ID token's user is gone")
        }
        context.record.user = user.login
        guard context.organization.isAssigned(user, to: request.client) else {
            throw Refusal(.userNotAssigned, why: "\(user.login) is not assigned to \(request.client.clientID)")
        }
        return user
    }

    /// The issuer of the server that the ID-JAG is for.
    private static func audience(_ request: TokenRequest, _ context: RequestContext) throws(Refusal) -> String {
        let audience = request.parameters["audience"]
        let issuers = context.organization.contents.authorizationServers.map { context.snapshot.issuer(of: $0) }
        guard let audience, issuers.contains(audience) else {
            let why = "audience is \(audience ?? "absent"), none of the issuers \(issuers.listed)"
            throw Refusal(.tokenExchangeInvalidAudience, why: why)
        }
        return audience
    }

    /// The claims of the ID-JAG that was decided on.
    static func claims(
        _ plan: TokenPlan,
        for audience: String,
        _ snapshot: OrgSnapshot,
        random: inout SeededRandom
    ) -> JSONObject {
        var claims: JSONObject = [
            "jti": .string(Base64URL.encode(random.bytes(32))),
            "iss": .string(snapshot.issuer(of: plan.server)),
            "sub": .string(plan.user?.id.rawValue ?? ""),
            "aud": .string(audience),
            "client_id": .string(plan.client.clientID),
            "iat": .integer(Int(snapshot.now.seconds)),
            "exp": .integer(Int((snapshot.now + lifetime).seconds)),
        ]
        if !plan.scopes.isEmpty { claims["scope"] = .string(plan.scopes.joined(separator: " ")) }
        if let time = plan.authentication?.time { claims["auth_time"] = .integer(Int(time.seconds)) }
        return claims
    }

    /// The answer of `/token`: its `access_token` is the ID-JAG, which is not an access token.
    static func render(
        _ plan: TokenPlan,
        for audience: String,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let claims = claims(plan, for: audience, context.snapshot, random: &context.random)
        let assertion = try TokenMint(context.snapshot).sign(claims, type: headerType, by: plan.server)
        context.record.tokens = [IssuedToken(.assertion, assertion)]
        var body = JSONObjectText(reserving: 256 + assertion.compact.count)
        body.append("token_type", "N_A")
        body.append("expires_in", Int(lifetime.seconds))
        body.append("access_token", plain: assertion.compact)
        if !plan.scopes.isEmpty { body.append("scope", plan.scopes.joined(separator: " ")) }
        body.append("issued_token_type", TokenType.identityAssertion.rawValue)
        return TokenResponse.response(body.finished())
    }
}
