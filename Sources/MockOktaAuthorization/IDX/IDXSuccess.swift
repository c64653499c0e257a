import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaSignIn

/// The end of a sign-in by `/idp/idx`: a session and an interaction code.
enum IDXSuccess {
    /// How long an interaction code can be redeemed (Okta, "Interaction Code grant type").
    static let codeLifetime: TimeSpan = .seconds(60)

    static func answer(_ envelope: IDXEnvelope, _ context: inout RequestContext) throws(Refusal) -> HTTPResponse {
        let (request, transaction) = (envelope.request, envelope.transaction)
        guard let client = context.organization.application(clientID: request.clientID), client.isActive,
            let user = transaction.userID.flatMap(context.organization.user),
            let server = context.organization.allServers.first(where: { $0.id == request.serverID })
        else { return IDXAnswer.terminal(.unauthorized, .sessionExpired, context) }
        guard context.organization.isAssigned(user, to: client) else {
            context.record.why = "\(user.login) is not assigned to \(client.clientID)"
            return refused(.notAssigned, .badRequest, envelope)
        }
        let permission: Permission
        do throws(Refusal) {
            permission = try Permission(
                PolicyEvaluation.Question(
                    client: client,
                    user: user,
                    grantTypes: [.interactionCode],
                    scopes: request.scopes,
                    areDefaultScopes: request.areDefaultScopes
                ),
                server: server,
                organization: context.organization
            )
        } catch {
            context.record.note(error)
            return refused(.noMatchingPolicy, .forbidden, envelope)
        }
        context.record.trace = permission.trace
        let code = try code(client, user, server, permission, envelope, &context)
        var object = envelope.head(expires: .minutes(5))
        envelope.tail(&object)
        let href = context.at(server).url("/v1/token")
        object["successWithInteractionCode"] = form(code, client, href)
        return IDXAnswer.render(.ok, object, context)
    }

    private static func refused(
        _ message: IDXMessage,
        _ status: HTTPStatus,
        _ envelope: IDXEnvelope
    ) -> HTTPResponse {
        var object = envelope.head()
        object["messages"] = IDXForm.array([message.json])
        envelope.tail(&object)
        return IDXAnswer.render(status, object, envelope.context)
    }

    private static func code(
        _ client: Application,
        _ user: User,
        _ server: AuthorizationServer,
        _ permission: Permission,
        _ envelope: IDXEnvelope,
        _ context: inout RequestContext
    ) throws(Refusal) -> String {
        let (request, transaction) = (envelope.request, envelope.transaction)
        let now = context.snapshot.now
        let (session, started) = try BrowserSession.start(
            for: user,
            at: transaction.authenticated ?? now,
            transaction.methods,
            &context
        )
        context.cookies.append(SessionCookie.set(session, context.request, context.snapshot))
        var authentication = started
        authentication.contextClass = request.contextClass
        var grant = Grant(
            clientID: client.clientID,
            userID: user.id,
            serverID: server.id,
            scopes: SharedScopes.list(permission.scopes),
            grantType: .interactionCode,
            authentication: authentication,
            lifetimes: permission.lifetimes,
            created: now
        )
        let expires = now + codeLifetime
        grant.code = PendingCode(
            redirectURI: request.redirectURI,
            nonce: request.nonce,
            codeChallenge: request.codeChallenge,
            expires: expires
        )
        let id = GrantID(drawnFrom: &context.random)
        try context.snapshot.state.grants.insert(grant, for: id.key, expires: expires, at: now)
        context.record.grant = id.key
        context.record.tokens.append(IssuedToken(.code))
        return GrantToken(id).encoded(.interaction, sealedBy: context.snapshot.secret)
    }

    /// The form has a field for the secret only where the client has one: Okta's Kotlin SDK sends every field.
    private static func form(_ code: String, _ client: Application, _ href: String) -> JSON {
        func field(_ name: String, _ value: String) -> JSON {
            ["name": .string(name), "required": true, "value": .string(value)]
        }
        var fields = [
            field("grant_type", GrantType.interactionCode.rawValue), field("interaction_code", code),
            field("client_id", client.clientID),
        ]
        if !client.isPublic { fields.append(["name": "client_secret", "required": true]) }
        fields.append(["name": "code_verifier", "required": true])
        return [
            "rel": ["create-form"], "name": "issue", "href": .string(href), "method": "POST",
            "value": .array(fields), "accepts": "application/x-www-form-urlencoded",
        ]
    }
}
