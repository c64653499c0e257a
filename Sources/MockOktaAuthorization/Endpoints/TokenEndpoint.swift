import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The token endpoint (RFC 6749 §3.2).
///
/// It owns the phases; a grant runs only when all common checks have passed.
enum TokenEndpoint {
    static func answer(_ call: inout Call) throws(Refusal) -> HTTPResponse {
        let parameters = try EndpointParameters(call.request)
        call.notes.grantType = parameters["grant_type"]
        call.notes.scope = parameters["scope"]
        let authentication = try ClientAuthentication(call.request, call.world.organization, parameters)
        call.notes.clientID = authentication.claimedClientID
        let client = try authentication.client(call)
        call.notes.clientID = client.clientID
        let grant = try grantType(call, client, parameters)
        try BrowserRequest.check(call, client, grant, parameters)
        try checkProof(call, client)
        let decision = try decide(&call, grant, client, parameters)
        return try render(&call, decision)
    }

    /// The grant types this endpoint serves, in the order in which Okta lists them.
    static let served: [GrantType] = [.authorizationCode, .refreshToken, .password, .clientCredentials]

    private static func grantType(
        _ call: Call,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> GrantType {
        let names = served.map(\.rawValue)
        guard let name = parameters["grant_type"] else {
            throw Refusal(.tokenRequestMissingGrantType.with(list: names), why: "grant_type is absent or empty")
        }
        guard name != GrantType.tokenExchange.rawValue || !call.server.isOrg else {
            throw Refusal(.unsupportedGrantTypeTokenExchange, why: "the org server exchanges no tokens")
        }
        guard let grant = GrantType(rawValue: name), served.contains(grant) else {
            throw Refusal(.unsupportedGrantType.with(list: names), why: "grant_type \(name) is not served")
        }
        guard client.allows(grant) else {
            throw Refusal(
                .unauthorizedClient.with(list: client.grantTypes.map(\.rawValue)),
                why: "grant_types of \(client.clientID) lacks \(name)"
            )
        }
        return grant
    }

    /// Refuses what binds tokens to a key: to ignore a proof would give tokens of another kind than asked for.
    ///
    /// Differs: DPoP (RFC 9449) is not served; an app that insists on it gets no tokens.
    private static func checkProof(_ call: Call, _ client: Application) throws(Refusal) {
        if call.request.fields.contains("DPoP") {
            throw Refusal(.featureNotEnabledAccessDenied, why: "the request has a DPoP proof; DPoP is not served")
        }
        guard !client.requiresDPoP else {
            throw Refusal(.invalidDPoPProofMissingHeader, why: "\(client.clientID) has dpop_bound_access_tokens")
        }
    }

    private static func decide(
        _ call: inout Call,
        _ grant: GrantType,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> TokenDecision {
        switch grant {
        case .authorizationCode: try AuthorizationCodeGrant.decide(&call, client, parameters)
        case .refreshToken: try RefreshTokenGrant.decide(&call, client, parameters)
        case .password: try PasswordGrant.decide(&call, client, parameters)
        case .clientCredentials: try ClientCredentialsGrant.decide(&call, client, parameters)
        case .implicit, .interactionCode, .deviceCode, .tokenExchange, .saml2Bearer, .jwtBearer, .ciba, .otp, .oob,
            .mfaOTP, .mfaOOB, .webAuthn, .mfaWebAuthn:
            throw Refusal(
                .unsupportedGrantType.with(list: served.map(\.rawValue)),
                why: "grant_type \(grant.rawValue) is not served"
            )
        }
    }

    /// Signs what was decided and writes it in Okta's member order.
    private static func render(_ call: inout Call, _ decision: TokenDecision) throws(Refusal) -> HTTPResponse {
        let mint = TokenMint(call.world)
        let access = try mint.accessToken(for: decision.plan, random: &call.random)
        let id = try mint.idToken(for: decision.plan, accessToken: access.text, random: &call.random)
        call.notes.tokens = [IssuedToken(.access, header: access.header, claims: access.claims)]
        if let id { call.notes.tokens.append(IssuedToken(.id, header: id.header, claims: id.claims)) }
        if decision.refreshToken != nil { call.notes.tokens.append(IssuedToken(.refresh)) }
        var body: JSONObject = [
            "token_type": "Bearer",
            "expires_in": .integer(Int(decision.plan.accessLifetime.seconds)),
            "access_token": .string(access.text),
            "scope": .string(decision.plan.scopes.joined(separator: " ")),
        ]
        body["refresh_token"] = decision.refreshToken.map { .string($0) }
        body["id_token"] = (id?.text).map { .string($0) }
        var response = JSONAnswer.uncached(.ok, .object(body))
        response.fields.append(contentsOf: forRobots)
        return response
    }

    private static let forRobots: HTTPFields = ["X-Robots-Tag": "noindex,nofollow"]
}
