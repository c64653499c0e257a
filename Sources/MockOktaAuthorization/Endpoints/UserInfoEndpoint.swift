import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/userinfo`: the claims that the access token's scopes open (OpenID Connect Core §5.3).
///
/// Refusals have no body; the error is in `WWW-Authenticate` (RFC 6750 §3), as Okta sends it.
enum UserInfoEndpoint {
    static func answer(_ context: inout RequestContext) -> HTTPResponse {
        do throws(Refusal) {
            let token = try token(&context)
            return JSONAnswer.uncached(.ok, .object(try claims(of: token, &context)))
        } catch {
            context.record.note(error)
            return challenge(error, &context)
        }
    }

    private static func token(_ context: inout RequestContext) throws(Refusal) -> VerifiedToken {
        let text = try BearerToken.find(in: context.request)
        let verified = try TokenVerifier(context.snapshot).verify(text, .access, for: context.server)
        let token: VerifiedToken
        do throws(TokenFault) {
            token = try verified.get()
        } catch {
            let row = error.kind == .otherServer ? OAuthError.accessTokenInvalidIssuer : .accessTokenInvalid
            throw Refusal(row, why: error.why)
        }
        try ProofOfPossession.check(token, text, context)
        context.record.clientID = token.clientID
        context.record.scope = token.scopes.joined(separator: " ")
        guard token.scopes.contains(Scope.openID) else {
            throw Refusal(.accessTokenInsufficientScopes, why: "the token's scopes \(token.scopes) lack openid")
        }
        return token
    }

    private static func claims(of token: VerifiedToken, _ context: inout RequestContext) throws(Refusal) -> JSONObject {
        guard let user = token.userID.flatMap(context.snapshot.organization.user),
            let client = token.clientID.flatMap(context.snapshot.organization.application(clientID:))
        else {
            throw Refusal(.accessTokenInvalid, why: "the token's user or client is gone")
        }
        context.record.user = user.login
        let (grants, now) = (context.snapshot.state.grants, context.snapshot.now)
        let grant: Grant? = if let id = token.id.grant { try grants.record(id.key, at: now) } else { nil }
        let evaluation = ClaimEvaluation(
            context.snapshot,
            server: context.server,
            client: client,
            user: user,
            scopes: token.scopes,
            // A token without a grant has neither; these are the values of most sign-ins.
            methods: grant?.authentication.methods ?? Authentication.byPassword,
            grantType: grant?.grantType ?? .authorizationCode
        )
        var omitted: [OmittedClaim] = []
        var values = try evaluation.identityClaims(isThin: false, omitted: &omitted)
        evaluation.addAppAttributes(to: &values)
        var body: JSONObject = ["sub": .string(user.id.rawValue)]
        for name in order { body[name] = values[name] }
        for member in values.members where !ReservedMembers.contains(member.key, in: .userInfo) {
            body[member.key] = member.value
        }
        return body
    }

    /// What a captured answer begins with.
    private static let order = [
        "name", "locale", "email", "preferred_username", "given_name", "family_name", "zoneinfo", "updated_at",
        "email_verified",
    ]

    /// Renders refusals of others, such as a fault's error, like the endpoint's own.
    static let refusals = RefusalRenderer { refusal, context in challenge(refusal, &context) }

    private static func challenge(_ refusal: Refusal, _ context: inout RequestContext) -> HTTPResponse {
        // Another token would be answered no better.
        if refusal.isByStore { return RefusalRenderer.json.render(refusal, &context) }
        guard case .oauth(let error) = refusal.answer else { return HTTPResponse(.unauthorized) }
        var response = HTTPResponse(HTTPStatus(rawValue: error.status))
        response.fields.append(contentsOf: JSONAnswer.noStore)
        response.fields["Access-Control-Expose-Headers"] = "WWW-Authenticate"
        let resource = context.server.endpointPath + "/v1/userinfo"
        AccessTokenChallenge.add(error, scope: Scope.openID, resource: resource, to: &response, context)
        return response
    }
}
