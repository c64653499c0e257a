import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// The token endpoint (RFC 6749 §3.2).
///
/// A grant decides only when all common steps have passed.
enum TokenEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        var response: HTTPResponse
        do throws(Refusal) {
            response = try TokenResponse.render(try decide(&context), &context)
        } catch {
            response = context.refuse(error)
        }
        ProofOfPossession.addNonce(to: &response, context)
        return response
    }

    /// The grant types this endpoint serves, in the order in which Okta lists them.
    static let served: [GrantType] = [
        .authorizationCode, .refreshToken, .password, .clientCredentials, .deviceCode, .tokenExchange, .saml2Bearer,
        .jwtBearer, .ciba, .interactionCode, .otp, .oob, .mfaOTP, .mfaOOB,
    ]

    /// The steps of every token request, in the order in which Okta reports what is wrong.
    ///
    /// Each takes what it needs and returns a value, or throws the `Refusal` that the client is sent.
    private static func decide(_ context: inout RequestContext) throws(Refusal) -> TokenDecision {
        let parameters = try EndpointParameters(context.request)
        context.record.grantType = parameters["grant_type"]
        let client = try AuthenticatedClient.find(&context, parameters)
        let grant = try checkGrantType(context.server, client, parameters)
        try BrowserRequest.check(context, client, grant, parameters)
        let proof = try ProofOfPossession.ofTokenRequest(context, client)
        let request = TokenRequest(client: client, parameters: parameters, proof: proof)
        var decision = try authorize(&context, grant, request)
        decision.plan.keyThumbprint = proof?.thumbprint
        return decision
    }

    private static func checkGrantType(
        _ server: AuthorizationServer,
        _ client: Application,
        _ parameters: EndpointParameters
    ) throws(Refusal) -> GrantType {
        guard let name = parameters["grant_type"] else {
            let row = OAuthError.tokenRequestMissingGrantType.with(list: served.map(\.rawValue))
            throw Refusal(row, why: "grant_type is absent or empty")
        }
        guard let grant = GrantType(rawValue: name), served.contains(grant) else {
            throw unserved(name)
        }
        guard grant != .tokenExchange || TokenExchangeGrant.isServed(parameters, on: server) else {
            throw Refusal(
                .unsupportedGrantTypeTokenExchange,
                why: "the org server exchanges tokens for ID-JAGs and web SSO tokens only"
            )
        }
        guard client.allows(grant) else {
            throw .lacking(grant, client)
        }
        return grant
    }

    static func unserved(_ name: String) -> Refusal {
        Refusal(.unsupportedGrantType.with(list: served.map(\.rawValue)), why: "grant_type \(name) is not served")
    }

    /// The grant's own step; what this endpoint does not serve has been refused before it.
    private static func authorize(
        _ context: inout RequestContext,
        _ grant: GrantType,
        _ request: TokenRequest
    ) throws(Refusal) -> TokenDecision {
        switch grant {
        case .authorizationCode: try AuthorizationCodeGrant.decide(&context, request)
        case .interactionCode: try AuthorizationCodeGrant.decideInteraction(&context, request)
        case .refreshToken: try RefreshTokenGrant.decide(&context, request)
        case .password: try PasswordGrant.decide(&context, request)
        case .clientCredentials: try ClientCredentialsGrant.decide(&context, request)
        case .deviceCode: try DecoupledGrant.device.decide(&context, request)
        case .ciba: try DecoupledGrant.backchannel.decide(&context, request)
        case .tokenExchange: try TokenExchangeGrant.decide(&context, request)
        case .jwtBearer: try JWTBearerGrant.decide(&context, request)
        case .saml2Bearer: try SAML2BearerGrant.decide(&context, request)
        case .otp, .oob, .mfaOTP, .mfaOOB: try DirectGrant.decide(grant, &context, request)
        // Differs: security keys are not simulated.
        case .implicit, .webAuthn, .mfaWebAuthn:
            throw unserved(grant.rawValue)
        }
    }
}
