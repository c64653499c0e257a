import MockOktaIssuing
import MockOktaModel

/// Makes what an authorize request asked for, once the user is known and everything is allowed.
enum AuthorizationResponseBuilder {
    /// How long a code can be redeemed (Okta, "/token").
    static let codeLifetime: TimeSpan = .seconds(300)

    /// Whether the user may have what the app asks for: assignment first, then policies, before any consent.
    static func permission(
        _ request: AuthorizeRequest,
        _ user: User,
        _ call: inout Call
    ) throws(Refusal) -> Permission {
        guard call.snapshot.organization.isAssigned(user, to: request.client) else {
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
            server: call.server,
            organization: call.snapshot.organization
        )
        call.notes.trace = permission.trace
        return permission
    }

    static func parameters(
        _ request: AuthorizeRequest,
        _ user: User,
        _ authentication: Authentication,
        _ permission: Permission,
        _ call: inout Call
    ) throws(Refusal) -> [(String, String)] {
        let code = code(request, user, authentication, permission, &call)
        let plan = TokenPlan(
            server: call.server,
            client: request.client,
            user: user,
            authentication: authentication,
            scopes: permission.scopes,
            accessLifetime: permission.lifetimes.access,
            nonce: request.nonce
        )
        return try (code.map { [("code", $0)] } ?? []) + tokens(request.responseTypes, plan, code: code, &call)
    }

    private static func code(
        _ request: AuthorizeRequest,
        _ user: User,
        _ authentication: Authentication,
        _ permission: Permission,
        _ call: inout Call
    ) -> String? {
        guard request.responseTypes.contains(.code) else { return nil }
        let now = call.snapshot.now
        let expires = now + codeLifetime
        var grant = Grant(
            clientID: request.client.clientID,
            userID: user.id,
            serverID: call.server.id,
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
            expires: expires
        )
        let id = GrantID(drawnFrom: &call.random)
        call.snapshot.state.grants.insert(grant, for: id.key, expires: expires, at: now)
        call.notes.grant = id.key
        call.notes.tokens.append(IssuedToken(.code))
        return GrantToken(id).encoded(.code, sealedBy: call.snapshot.secret)
    }

    private static func tokens(
        _ types: Set<ResponseType>,
        _ plan: TokenPlan,
        code: String?,
        _ call: inout Call
    ) throws(Refusal) -> [(String, String)] {
        let mint = TokenMint(call.snapshot)
        let access = types.contains(.token) ? try mint.accessToken(for: plan, random: &call.random) : nil
        if let access {
            call.notes.tokens.append(IssuedToken(.access, access))
        }
        var parameters: [(String, String)] = []
        if types.contains(.idToken),
            let id = try mint.idToken(for: plan, accessToken: access?.compact, code: code, random: &call.random)
        {
            call.notes.tokens.append(IssuedToken(.id, id))
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
