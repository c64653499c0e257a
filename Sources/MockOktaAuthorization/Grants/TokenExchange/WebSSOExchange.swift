import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// Web SSO: a native app gets a one-time token that signs a browser in to another app (okta-aws-cli, "Web SSO token").
///
/// Only the request is documented, by the source of okta-aws-cli; the answer follows RFC 8693 §2.2.1.
enum WebSSOExchange {
    private static let audiencePrefix = "urn:okta:apps:"

    static func decide(
        _ context: inout RequestContext,
        _ request: TokenRequest,
        _ subject: String,
        _ subjectType: TokenType?
    ) throws(Refusal) -> TokenDecision {
        guard context.server.isOrg else {
            let why = "a web SSO token is given by the org server, not by \(context.server.name)"
            throw Refusal(.invalidRequestedTokenType, why: why)
        }
        let actor = try request.parameters.required("actor_token")
        let actorType = try request.parameters.required("actor_token_type")
        guard actorType == TokenType.accessToken.rawValue else {
            throw Refusal(.invalidActorTokenType, why: "actor_token_type is \(actorType)")
        }
        guard subjectType == .idToken else {
            let types = [TokenType.accessToken, .idToken].map(\.rawValue)
            throw Refusal(.invalidSubjectActorTokenMatch.with(types), why: "the subject is an ID token")
        }
        let id = try request.verified(subject, .id, .invalidSubjectToken, context)
        let access = try request.verified(actor, .access, .invalidActorToken, context)
        try ProofOfPossession.check(access, isBoundTo: request.proof)
        guard let user = id.userID.flatMap(context.organization.user), access.userID == user.id else {
            throw Refusal(.invalidActorToken, why: "the access token is not of the ID token's user")
        }
        context.record.user = user.login
        let app = try target(request, user, context)
        var decision = TokenDecision(
            plan: TokenPlan(
                server: context.server,
                client: request.client,
                user: user,
                scopes: [],
                grantType: .tokenExchange,
                accessLifetime: SessionToken.lifetime
            )
        )
        decision.webSSOTarget = app
        return decision
    }

    /// The app that the browser will be signed in to.
    private static func target(
        _ request: TokenRequest,
        _ user: User,
        _ context: RequestContext
    ) throws(Refusal) -> ApplicationID {
        let audience = request.parameters["audience"] ?? ""
        let id = ApplicationID(rawValue: String(audience.dropFirst(audiencePrefix.count)))
        guard audience.hasPrefix(audiencePrefix), let app = context.organization.contents.applications[id], app.isActive
        else {
            let why = "audience is \(audience), not \(audiencePrefix) and the id of an active app"
            throw Refusal(.tokenExchangeInvalidAudience, why: why)
        }
        guard context.organization.isAssigned(user, to: app) else {
            let why = "\(user.login) is not assigned to \(app.clientID)"
            throw Refusal(.tokenExchangeIncompleteResourceConfiguration, why: why)
        }
        return id
    }

    /// The answer of `/token`: the one-time token is in the place of an access token.
    static func render(
        _ plan: TokenPlan,
        for app: ApplicationID,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        var body = JSONObjectText(reserving: 256)
        body.append("token_type", "N_A")
        body.append("expires_in", Int(plan.accessLifetime.seconds))
        if let user = plan.user {
            let token = try SessionTokenText.issue(to: user, in: context.snapshot, random: &context.random)
            body.append("access_token", "\(app.rawValue).\(token)")
        }
        body.append("issued_token_type", TokenType.webSSO.rawValue)
        return TokenResponse.response(body.finished())
    }
}
