import MockOktaFormats
import MockOktaModel

/// The payload of an access token in Okta's member order (Okta, "Access token payload").
struct AccessTokenClaims {
    let plan: TokenPlan
    let world: World

    func members(id: TokenIdentifier) throws(Refusal) -> JSONObject {
        var custom = try ClaimEvaluation(
            organization: world.organization,
            server: plan.server,
            client: plan.client,
            user: plan.user,
            scopes: plan.scopes,
            methods: plan.authentication?.methods ?? []
        ).resourceClaims()
        let subject = plan.server.isOrg ? .string(plan.user?.login ?? plan.client.clientID) : custom["sub"]
        custom["sub"] = nil

        let issuer = world.issuer(of: plan.server)
        var claims: JSONObject = [
            "ver": 1,
            "jti": .string(id.text),
            "iss": .string(issuer),
            "aud": .string(plan.server.audience ?? issuer),
        ]
        // The org server puts `sub` early, custom servers put it after everything of Okta's own.
        if plan.server.isOrg { claims["sub"] = subject }
        claims["iat"] = .integer(Int(world.now.seconds))
        claims["exp"] = .integer(Int((world.now + plan.accessLifetime).seconds))
        claims["cid"] = .string(plan.client.clientID)
        if let user = plan.user { claims["uid"] = .string(user.id.rawValue) }
        claims["scp"] = .array(plan.scopes.map { .string($0) })
        if let authentication = plan.authentication {
            claims["auth_time"] = .integer(Int(authentication.time.seconds))
            claims["acr"] = authentication.contextClass.map { .string($0) }
        }
        if !plan.server.isOrg { claims["sub"] = subject }
        for member in custom.members where claims[member.key] == nil { claims[member.key] = member.value }
        return claims
    }
}
