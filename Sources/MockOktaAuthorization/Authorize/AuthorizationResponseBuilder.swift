import MockOktaEndpoints
import MockOktaIssuing
import MockOktaModel

/// Makes what an authorize request asked for, once the user is known and everything is allowed.
enum AuthorizationResponseBuilder {
    /// How long a code can be redeemed (Okta, "/token").
    static let codeLifetime: TimeSpan = .seconds(300)

    /// Whether the user may have the requested scopes: checks the assignment, then the policies, before any consent.
    static func permission(
        _ request: AuthorizeRequest,
        _ user: User,
        _ context: inout RequestContext
    ) throws(Refusal) -> Permission {
        guard context.snapshot.organization.isAssigned(user, to: request.client) else {
            throw Refusal(.userNotAssigned, why: "\(user.login) is not assigned to \(request.client.clientID)")
        }
        let permission = try Permission(
            PolicyEvaluation.Question(
                client: request.client,
                user: user,
                grantTypes: request.grantTypes,
                scopes: request.scopes.names,
                areDefaultScopes: request.scopes.areDefaults
            ),
            server: context.server,
            organization: context.snapshot.organization
        )
        context.record.trace = permission.trace
        return permission
    }

    /// Makes the parameters of the answer; the request's `commit` keeps the grant of a code among them.
    static func parameters(
        _ request: AuthorizeRequest,
        _ user: User,
        _ authentication: Authentication,
        _ permission: Permission,
        _ context: inout RequestContext
    ) throws(Refusal) -> [(String, String)] {
        let code = code(request, user, authentication, permission, &context)
        let plan = TokenPlan(
            server: context.server,
            client: request.client,
            user: user,
            authentication: authentication,
            scopes: permission.scopes,
            grantType: .implicit,
            accessLifetime: permission.lifetimes.access,
            nonce: request.nonce
        )
        let tokens = try tokens(request.responseTypes, plan, code: code, &context)
        return (code.map { [("code", $0)] } ?? []) + tokens
    }

    private static func code(
        _ request: AuthorizeRequest,
        _ user: User,
        _ authentication: Authentication,
        _ permission: Permission,
        _ context: inout RequestContext
    ) -> String? {
        guard request.responseTypes.contains(.code) else { return nil }
        let now = context.snapshot.now
        var grant = Grant(
            clientID: request.client.clientID,
            userID: user.id,
            serverID: context.server.id,
            scopes: SharedScopes.list(permission.scopes),
            grantType: .authorizationCode,
            authentication: authentication,
            lifetimes: permission.lifetimes,
            created: now
        )
        grant.code = PendingCode(
            redirectURI: request.redirectURI,
            nonce: request.nonce,
            codeChallenge: request.codeChallenge,
            keyThumbprint: request.keyThumbprint,
            expires: now + codeLifetime
        )
        let id = GrantID(drawnFrom: &context.random)
        let grants = context.snapshot.state.grants
        context.writes.insert(grant, for: id.key, in: grants, expires: grant.retention(at: now))
        context.record.grant = id.key
        context.record.tokens.append(IssuedToken(.code))
        return GrantToken(id).encoded(.code, sealedBy: context.snapshot.secret)
    }

    private static func tokens(
        _ types: ResponseTypeSet,
        _ plan: TokenPlan,
        code: String?,
        _ context: inout RequestContext
    ) throws(Refusal) -> [(String, String)] {
        let mint = TokenMint(context.snapshot)
        let access = types.contains(.token) ? try mint.accessToken(for: plan, random: &context.random) : nil
        if let access {
            context.record.tokens.append(IssuedToken(.access, access))
        }
        var parameters: [(String, String)] = []
        if types.contains(.idToken),
            let id = try mint.idToken(for: plan, accessToken: access?.compact, code: code, random: &context.random)
        {
            context.record.tokens.append(IssuedToken(.id, id))
            parameters.append(("id_token", id.text))
        }
        guard let access else { return parameters }
        return parameters + [
            ("access_token", access.text), ("token_type", "Bearer"),
            ("expires_in", String(plan.accessLifetime.seconds)),
            ("scope", plan.scopes.joined(separator: " ")),
        ]
    }
}
