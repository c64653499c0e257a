import MockOktaEndpoints
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel

/// The token types of token exchange (RFC 8693 §3; Okta, "Token exchange").
enum TokenType: String {
    case accessToken = "urn:ietf:params:oauth:token-type:access_token"
    case idToken = "urn:ietf:params:oauth:token-type:id_token"
    case deviceSecret = "urn:x-oath:params:oauth:token-type:device-secret"
    case webSSO = "urn:okta:oauth:token-type:web_sso_token"
    case identityAssertion = "urn:ietf:params:oauth:token-type:id-jag"
}

/// `grant_type=…:token-exchange` (RFC 8693): which of Okta's flows a request is, by its token types.
enum TokenExchangeGrant {
    static func decide(_ context: inout RequestContext, _ request: TokenRequest) throws(Refusal) -> TokenDecision {
        let parameters = request.parameters
        let subject = try parameters.required("subject_token")
        let subjectType = TokenType(rawValue: try parameters.required("subject_token_type"))
        let requested = try requestedType(parameters["requested_token_type"])
        if requested == .identityAssertion {
            return try IdentityAssertionExchange.decide(&context, request, subject, subjectType)
        }
        if requested == .webSSO { return try WebSSOExchange.decide(&context, request, subject, subjectType) }
        if let actor = parameters["actor_token"] {
            try checkActor(parameters["actor_token_type"], subjectType)
            return try NativeSSOExchange.decide(&context, request, subject, deviceSecret: actor)
        }
        guard subjectType == .accessToken else {
            let type = parameters["subject_token_type"] ?? ""
            throw Refusal(.invalidSubjectToken, why: "subject_token_type is \(type) and there is no actor_token")
        }
        return try OnBehalfOfExchange.decide(&context, request, subject)
    }

    /// The org server has none of the flows but those that give ID-JAGs and web SSO tokens.
    static func isServed(_ parameters: EndpointParameters, on server: AuthorizationServer) -> Bool {
        guard server.isOrg else { return true }
        let requested = parameters["requested_token_type"].flatMap(TokenType.init)
        return requested == .identityAssertion || requested == .webSSO
    }

    private static func requestedType(_ text: String?) throws(Refusal) -> TokenType {
        guard let text else { return .accessToken }
        guard let type = TokenType(rawValue: text), [.accessToken, .identityAssertion, .webSSO].contains(type) else {
            throw Refusal(.invalidRequestedTokenType, why: "requested_token_type is \(text)")
        }
        return type
    }

    private static func checkActor(_ type: String?, _ subject: TokenType?) throws(Refusal) {
        guard type == TokenType.deviceSecret.rawValue else {
            throw Refusal(.invalidActorTokenType, why: "actor_token_type is \(type ?? "absent")")
        }
        guard subject == .idToken else {
            throw Refusal(
                .invalidSubjectActorTokenMatch.with(TokenType.deviceSecret.rawValue, TokenType.idToken.rawValue),
                why: "a device secret goes with an ID token"
            )
        }
    }

    /// The audience must be the server's own.
    static func checkAudience(_ context: RequestContext, _ request: TokenRequest) throws(Refusal) {
        let audience = request.parameters["audience"]
        guard let audience, audience == context.server.audience else {
            let why = "audience is \(audience ?? "absent"), the server's is \(context.server.audience ?? "none")"
            throw Refusal(.tokenExchangeInvalidAudience, why: why)
        }
    }
}

extension TokenRequest {
    /// Verifies a token that the server issued to the client itself.
    ///
    /// - Throws: the row of the error, or the row for expired subject tokens where an ID token has expired or was
    ///   revoked.
    func verified(
        _ text: String,
        _ kind: TokenIdentifier.Kind,
        _ row: OAuthError,
        _ context: RequestContext
    ) throws(Refusal) -> VerifiedToken {
        let verified = try TokenVerifier(context.snapshot).verify(text, kind, for: context.server)
        let token: VerifiedToken
        do throws(TokenFault) {
            token = try verified.get()
        } catch {
            let isOver = kind == .id && (error.kind == .expired || error.kind == .revoked)
            throw Refusal(isOver ? .tokenExchangeSubjectTokenExpired : row, why: error.why)
        }
        guard token.clientID?.hasSameBytes(as: client.clientID) == true else {
            let why = "the token was issued to \(token.clientID ?? "no client"), not to \(client.clientID)"
            throw Refusal(row, why: why)
        }
        return token
    }
}
