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

    /// Who gets what: everything that the code depends on besides the sign-in.
    struct Entitlement {
        let client: Application
        let user: User
        let server: AuthorizationServer
        let permission: Permission
    }

    /// - Parameters:
    ///   - envelope: the sign-in.
    ///   - session: the authentication of the browser's session, where that has taken the place of a sign-in.
    ///   - context: the cookie of a new session is added to it.
    /// - Returns: the last envelope, or one that tells why the user gets no code.
    /// - Throws: `Refusal` where a store fails.
    static func answer(
        _ envelope: IDXEnvelope,
        by session: Authentication? = nil,
        _ context: inout RequestContext
    ) throws(Refusal) -> HTTPResponse {
        guard case .interaction(let request) = envelope.transaction.request else {
            return hosted(envelope, context)
        }
        let entitlement: Entitlement
        switch try entitle(request, envelope, &context) {
        case .refused(let response): return response
        case .entitled(let found): entitlement = found
        }
        let (client, permission) = (entitlement.client, entitlement.permission)
        let rule = consentRule(entitlement, context)
        if envelope.transaction.options.contains(.hasConsented), try !rule.scopesToAsk().isEmpty {
            rule.remember(in: &context.writes)
        }
        context.record.trace = permission.trace
        let authentication: Authentication
        var cookie: SetCookie?
        if let session {
            authentication = session
        } else {
            (authentication, cookie) = try start(entitlement.user, envelope.transaction, &context)
        }
        let code = try code(request, entitlement, authentication, &context)
        if let cookie { context.cookies.append(cookie) }
        var object = envelope.head(expires: .minutes(5))
        envelope.tail(&object)
        let href = context.at(entitlement.server).url("/v1/token")
        object["successWithInteractionCode"] = form(code, client, href)
        return IDXAnswer.render(.ok, object, context)
    }

    /// The end of a sign-in in place of a page: `/login/token/redirect` starts the session and goes on.
    private static func hosted(_ envelope: IDXEnvelope, _ context: RequestContext) -> HTTPResponse {
        var object = envelope.head(expires: .minutes(5))
        envelope.tail(&object)
        let path = TokenRedirectEndpoint.path + "?stateToken=" + envelope.forms.stateHandle
        let href = context.snapshot.urls.front + path
        object["success"] = ["name": "success-redirect", "href": .string(href)]
        return IDXAnswer.render(.ok, object, context)
    }

    enum Entitling {
        case entitled(Entitlement)
        case refused(HTTPResponse)
    }

    /// Checks the assignment, then the policies of the authorization server.
    static func entitle(
        _ request: InteractionRequest,
        _ envelope: IDXEnvelope,
        _ context: inout RequestContext
    ) throws(Refusal) -> Entitling {
        let transaction = envelope.transaction
        guard let client = context.organization.application(clientID: request.clientID), client.isActive,
            let user = transaction.userID.flatMap(context.organization.user),
            let server = context.organization.allServers.first(where: { $0.id == request.serverID })
        else { return .refused(IDXAnswer.terminal(.unauthorized, .sessionExpired, context)) }
        guard context.organization.isAssigned(user, to: client) else {
            context.record.why = "\(user.login) is not assigned to \(client.clientID)"
            return .refused(IDXAnswer.render(.badRequest, refused(.notAssigned, envelope), context))
        }
        do throws(Refusal) {
            let permission = try Permission(
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
            return .entitled(Entitlement(client: client, user: user, server: server, permission: permission))
        } catch {
            context.record.note(error)
            return .refused(noMatchingPolicy(envelope))
        }
    }

    static func consentRule(_ entitlement: Entitlement, _ context: RequestContext) -> ConsentRule {
        let at = context.at(entitlement.server)
        return ConsentRule(entitlement.client, [], entitlement.permission.scopes, entitlement.user, at)
    }

    /// The end of a sign-in whose rules lack the grant type, at introspection where no user's would allow it
    /// (okta-idx-java, issue 201): a browser can take the error to the app.
    static func noMatchingPolicy(_ envelope: IDXEnvelope, isIntrospection: Bool = false) -> HTTPResponse {
        var object = refused(.noMatchingPolicy, envelope)
        let path = ErrorRedirectEndpoint.path + "?stateToken=" + envelope.forms.stateHandle
        let href = envelope.context.snapshot.urls.front + path
        object["failure"] = ["name": "failure-redirect", "href": .string(href)]
        return IDXAnswer.render(.forbidden, object, envelope.context, isIntrospection: isIntrospection)
    }

    private static func refused(_ message: IDXMessage, _ envelope: IDXEnvelope) -> JSONObject {
        var object = envelope.head()
        object["intent"] = "LOGIN"
        object["messages"] = IDXForm.array([message.json])
        envelope.tail(&object)
        return object
    }

    /// Starts the browser's session, which is kept with the code.
    private static func start(
        _ user: User,
        _ transaction: SignInTransaction,
        _ context: inout RequestContext
    ) throws(Refusal) -> (authentication: Authentication, cookie: SetCookie) {
        let proved = transaction.authenticated ?? context.snapshot.now
        let (session, authentication) = try BrowserSession.start(for: user, at: proved, transaction.methods, &context)
        let stays = transaction.options.contains(.staysSignedIn)
        return (authentication, SessionCookie.set(session, stays: stays, context.request, context.snapshot))
    }

    private static func code(
        _ request: InteractionRequest,
        _ entitlement: Entitlement,
        _ authentication: Authentication,
        _ context: inout RequestContext
    ) throws(Refusal) -> String {
        let permission = entitlement.permission
        let now = context.snapshot.now
        var authentication = authentication
        authentication.contextClass = request.contextClass
        var grant = Grant(
            clientID: entitlement.client.clientID,
            userID: entitlement.user.id,
            serverID: entitlement.server.id,
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
        context.writes.insert(grant, for: id.key, in: context.snapshot.state.grants, expires: expires)
        try context.commit()
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
