import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The answer of `/token` to a request that was granted (RFC 6749 §5.1).
enum TokenResponse {
    /// Signs what was decided and writes it in Okta's member order.
    static func render(
        _ decision: TokenDecision,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        let plan = decision.plan
        if let audience = decision.assertionAudience {
            return try IdentityAssertionExchange.render(plan, for: audience, &context)
        }
        if let app = decision.webSSOTarget { return try WebSSOExchange.render(plan, for: app, &context) }
        let mint = TokenMint(context.snapshot)
        let access = try mint.accessToken(for: plan, random: &context.random)
        let id = try mint.idToken(for: plan, accessToken: access.compact, random: &context.random)
        try context.commit()
        let refreshToken: String? = if let finish = decision.finish { try finish() } else { nil }
        context.record.tokens = [IssuedToken(.access, access)]
        if let id { context.record.tokens.append(IssuedToken(.id, id)) }
        if refreshToken != nil { context.record.tokens.append(IssuedToken(.refresh)) }
        var body = JSONObjectText(reserving: 256 + access.compact.count + (id?.compact.count ?? 0))
        body.append("token_type", plan.keyThumbprint == nil ? "Bearer" : "DPoP")
        body.append("expires_in", Int(plan.accessLifetime.seconds))
        body.append("access_token", plain: access.compact)
        body.append("scope", plan.scopes.joined(separator: " "))
        if let refreshToken { body.append("refresh_token", refreshToken) }
        if let id { body.append("id_token", plain: id.compact) }
        if let secret = plan.deviceSecret { body.append("device_secret", secret) }
        if let type = decision.issuedTokenType { body.append("issued_token_type", type) }
        return response(body.finished())
    }

    /// A success with its header fields.
    static func response(_ body: [UInt8]) -> HTTPResponse {
        var response = JSONAnswer.uncached(.ok, body)
        response.fields.append(contentsOf: forRobots)
        return response
    }

    private static let forRobots: HTTPFields = ["X-Robots-Tag": "noindex,nofollow"]
}
