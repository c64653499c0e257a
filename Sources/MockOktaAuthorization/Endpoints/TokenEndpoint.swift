import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The token endpoint (RFC 6749 §3.2).
///
/// It owns the phases; a grant runs only when all common checks have passed.
enum TokenEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(context.request)
        context.record.grantType = parameters["grant_type"]
        context.record.scope = parameters["scope"]
        let authentication = try ClientAuthentication(context.request, context.snapshot.organization, parameters)
        context.record.clientID = authentication.claimedClientID
        let client = try authentication.client(context)
        context.record.clientID = client.clientID
        let grant = try grantType(context, client, parameters)
        try BrowserRequest.check(context, client, grant, parameters)
        try checkProof(context, client)
        let decision = try decide(&context, grant, client, parameters)
        return try render(&context, decision)
    }

    /// The grant types this endpoint serves, in the order in which Okta lists them.
    static let served: [GrantType] = [.authorizationCode, .refreshToken, .password, .clientCredentials]

    private static func grantType(
        _ context: RequestContext,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> GrantType {
        guard let name = parameters["grant_type"] else {
            let row = OAuthError.tokenRequestMissingGrantType.with(list: served.map(\.rawValue))
            throw Refusal(row, why: "grant_type is absent or empty")
        }
        guard name != GrantType.tokenExchange.rawValue || !context.server.isOrg else {
            throw Refusal(.unsupportedGrantTypeTokenExchange, why: "the org server exchanges no tokens")
        }
        guard let grant = GrantType(rawValue: name), served.contains(grant) else {
            throw unserved(name)
        }
        guard client.allows(grant) else {
            throw Refusal(
                .unauthorizedClient.with(list: client.grantTypes.map(\.rawValue)),
                why: "grant_types of \(client.clientID) lacks \(name)"
            )
        }
        return grant
    }

    private static func unserved(_ name: String) -> Refusal {
        Refusal(.unsupportedGrantType.with(list: served.map(\.rawValue)), why: "grant_type \(name) is not served")
    }

    /// Refuses what binds tokens to a key: to ignore a proof would give tokens of another kind than asked for.
    ///
    /// Differs: DPoP (RFC 9449) is not served; an app that insists on it gets no tokens.
    private static func checkProof(_ context: RequestContext, _ client: Application) throws(Refusal) {
        if context.request.fields.contains("DPoP") {
            throw Refusal(.featureNotEnabledAccessDenied, why: "the request has a DPoP proof; DPoP is not served")
        }
        guard !client.requiresDPoP else {
            throw Refusal(.invalidDPoPProofMissingHeader, why: "\(client.clientID) has dpop_bound_access_tokens")
        }
    }

    private static func decide(
        _ context: inout RequestContext,
        _ grant: GrantType,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> TokenDecision {
        switch grant {
        case .authorizationCode: try AuthorizationCodeGrant.decide(&context, client, parameters)
        case .refreshToken: try RefreshTokenGrant.decide(&context, client, parameters)
        case .password: try PasswordGrant.decide(&context, client, parameters)
        case .clientCredentials: try ClientCredentialsGrant.decide(&context, client, parameters)
        case .implicit, .interactionCode, .deviceCode, .tokenExchange, .saml2Bearer, .jwtBearer, .ciba, .otp, .oob,
            .mfaOTP, .mfaOOB, .webAuthn, .mfaWebAuthn:
            throw unserved(grant.rawValue)
        }
    }

    /// Signs what was decided and writes it in Okta's member order.
    private static func render(
        _ context: inout RequestContext,
        _ decision: TokenDecision
    ) throws(Refusal) -> HTTPResponse {
        let mint = TokenMint(context.snapshot)
        let access = try mint.accessToken(for: decision.plan, random: &context.random)
        let id = try mint.idToken(for: decision.plan, accessToken: access.compact, random: &context.random)
        context.record.tokens = [IssuedToken(.access, access)]
        if let id { context.record.tokens.append(IssuedToken(.id, id)) }
        if decision.refreshToken != nil { context.record.tokens.append(IssuedToken(.refresh)) }
        var body = JSONObjectText(reserving: 256 + access.compact.count + (id?.compact.count ?? 0))
        body.append("token_type", "Bearer")
        body.append("expires_in", Int(decision.plan.accessLifetime.seconds))
        body.append("access_token", plain: access.compact)
        body.append("scope", decision.plan.scopes.joined(separator: " "))
        if let refreshToken = decision.refreshToken { body.append("refresh_token", refreshToken) }
        if let id { body.append("id_token", plain: id.compact) }
        var response = JSONAnswer.uncached(.ok, body.finished())
        response.fields.append(contentsOf: forRobots)
        return response
    }

    private static let forRobots: HTTPFields = ["X-Robots-Tag": "noindex,nofollow"]
}
