import MockOktaFormats
import MockOktaModel

/// The payload of an access token in Okta's member order (Okta, "Access token payload").
struct AccessTokenClaims {
    let plan: TokenPlan
    let snapshot: OrgSnapshot

    func text(id: TokenIdentifier) throws(Refusal) -> [UInt8] {
        let custom = try ClaimEvaluation(
            organization: snapshot.organization,
            server: plan.server,
            client: plan.client,
            user: plan.user,
            scopes: plan.scopes,
            methods: plan.authentication?.methods ?? []
        ).resourceClaims()
        let issuer = snapshot.issuer(of: plan.server)
        var claims = JSONObjectText(reserving: 512)
        claims.append("ver", 1)
        claims.append("jti", plain: id.characters)
        claims.append("iss", issuer)
        claims.append("aud", plan.server.audience ?? issuer)
        // The org server puts `sub` early, custom servers put it after everything of Okta's own.
        if plan.server.isOrg { claims.append("sub", plan.user?.login ?? plan.client.clientID) }
        claims.append("iat", Int(snapshot.now.seconds))
        claims.append("exp", Int((snapshot.now + plan.accessLifetime).seconds))
        if let key = plan.keyThumbprint { claims.append("cnf", .object(["jkt": .string(key)])) }
        claims.append("cid", plan.client.clientID)
        if let user = plan.user { claims.append("uid", user.id.rawValue) }
        claims.append("scp", plan.scopes)
        if let authentication = plan.authentication {
            claims.append("auth_time", Int(authentication.time.seconds))
            if let contextClass = authentication.contextClass { claims.append("acr", contextClass) }
        }
        if !plan.server.isOrg, let subject = custom["sub"] { claims.append("sub", subject) }
        for member in custom.members where !isOwn(member.key) { claims.append(member) }
        return claims.finished()
    }

    /// Whether the token has a claim of this name already, which one of the server's cannot replace.
    private func isOwn(_ name: String) -> Bool {
        switch name {
        case "ver", "jti", "iss", "aud", "sub", "iat", "exp", "cid", "scp": true
        case "cnf": plan.keyThumbprint != nil
        case "uid": plan.user != nil
        case "auth_time": plan.authentication != nil
        case "acr": plan.authentication?.contextClass != nil
        default: false
        }
    }
}
