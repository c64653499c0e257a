import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel

/// `/bc/authorize`: a client requests the approval of a user that it names, on another device (OpenID Connect CIBA §7).
///
/// Differs: Okta pushes the question to Okta Verify; here a page (`/bc/approve`), the console or the control API
/// answers it.
enum BackchannelEndpoint {
    static func answer(_ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let sent = try EndpointParameters(context.request)
        let client = try AuthenticatedClient.find(&context, sent)
        try check(client)
        let parameters = if let text = sent["request"] { try signed(text, by: client, &context) } else { sent }
        let scopes = try scopes(parameters, client, context)
        context.record.scope = scopes.names.joined(separator: " ")
        let user = try user(parameters, client, context)
        context.record.user = user.login
        let lifetime = try lifetime(parameters["requested_expiry"] ?? parameters["request_expiry"])
        let id = OneTimeCode.backchannel.draw(&context.random)
        let authorization = DecoupledAuthorization(
            .backchannel(id: id, userID: user.id, bindingMessage: parameters["binding_message"]),
            clientID: client.clientID,
            serverID: context.server.id,
            scopes: scopes.names,
            areDefaultScopes: scopes.areDefaults,
            created: context.snapshot.now,
            lifetime: lifetime
        )
        DecoupledAuthorizations(context.snapshot).insert(authorization, backchannel: id, in: &context.writes)
        try context.commit()
        let body: JSON = [
            "auth_req_id": .string(id),
            "expires_in": .integer(Int(lifetime.seconds)),
            "interval": .integer(Int(DecoupledAuthorization.interval.seconds)),
        ]
        return JSONAnswer.uncached(.ok, body)
    }

    private static func check(_ client: Application) throws(Refusal) {
        guard client.allows(.ciba) else {
            let why = "grant_types of \(client.clientID) lacks \(GrantType.ciba.rawValue)"
            throw Refusal(.cibaRequestGrantTypeNotConfigured, why: why, remedy: .allow(.ciba, client))
        }
        guard client.type == .web else {
            throw Refusal(.cibaFeatureNotSupported, why: "\(client.clientID) is a \(client.type) app")
        }
        guard !client.isPublic else {
            throw Refusal(.confidentialClientRequired, why: "\(client.clientID) is a public client")
        }
    }

    /// A signed request holds all parameters of its own (CIBA §7.1.1).
    private static func signed(
        _ text: String,
        by client: Application,
        _ context: inout RequestContext
    ) throws(Refusal) -> EndpointParameters {
        guard let algorithm = client.backchannelSigningAlgorithm else {
            let why = "\(client.clientID) has no backchannel_authentication_request_signing_alg"
            throw Refusal(.cibaRequestSignedAlgoNotConfigured, why: why)
        }
        let claims = try RequestObject.parameters(text, of: client, algorithm: algorithm, &context)
        return EndpointParameters(FormParameters(claims))
    }

    private static func scopes(
        _ parameters: EndpointParameters,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> ChosenScopes {
        guard let text = parameters["scope"] else {
            throw Refusal(.cibaRequestMissingScope, why: "scope is absent or empty")
        }
        let scopes = try ScopeRules(server: context.server, client: client, settings: context.settings).scopes(text)
        guard scopes.names.contains(Scope.openID) else {
            throw Refusal(.cibaRequestInvalidScope, why: "scope \(scopes.names) lacks openid")
        }
        return scopes
    }

    /// The user whom exactly one hint names.
    private static func user(
        _ parameters: EndpointParameters,
        _ client: Application,
        _ context: RequestContext
    ) throws(Refusal) -> User {
        let named: User?
        switch (parameters["login_hint"], parameters["id_token_hint"]) {
        case (_?, _?): throw Refusal(.cibaRequestInvalidHint, why: "both login_hint and id_token_hint were sent")
        case (nil, nil):
            throw Refusal(.cibaRequestMissingIDTokenHint, why: "neither login_hint nor id_token_hint was sent")
        case (let login?, nil): named = context.organization.user(login: login)
        case (nil, let token?):
            // CIBA §7.1: an ID token that was issued to this client.
            let found = try TokenVerifier(context.snapshot).authenticate(token, .id, for: context.server)
            let verified = try? found.get()
            guard verified?.clientID == client.clientID else {
                let why = "id_token_hint is no ID token of this server for \(client.clientID)"
                throw Refusal(.cibaRequestUnknownUserID, why: why)
            }
            named = verified?.userID.flatMap(context.organization.user)
        }
        guard let named, named.canHoldTokens, context.organization.isAssigned(named, to: client) else {
            let why = "the hint names \(named?.login ?? "no user"); the user must be active and assigned to the app"
            throw Refusal(.cibaRequestUnknownUserID, why: why)
        }
        return named
    }

    /// Five minutes, unless the client requests less.
    private static func lifetime(_ text: String?) throws(Refusal) -> TimeSpan {
        guard let text else { return DecoupledAuthorizations.backchannelLifetime }
        guard let seconds = Int32(text), seconds >= 0, text.first != "+" else {
            throw Refusal(.invalidRequestedExpiry, why: "requested_expiry is \(text)")
        }
        return min(max(.seconds(Int64(seconds)), .seconds(1)), DecoupledAuthorizations.backchannelLifetime)
    }
}
