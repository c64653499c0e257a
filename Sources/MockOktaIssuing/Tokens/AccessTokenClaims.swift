import MockOktaFormats
import MockOktaModel

/// The payload of an access token in Okta's member order (Okta, "Access token payload").
struct AccessTokenClaims {
    let plan: TokenPlan
    let snapshot: OrgSnapshot

    func text(
        id: TokenIdentifier,
        expires: Instant,
        omitted: inout [OmittedClaim]
    ) throws(Refusal) -> [UInt8] {
        let custom = try plan.claims(snapshot).resourceClaims(omitted: &omitted)
        let issuer = snapshot.issuer(of: plan.server)
        var claims = JSONObjectText(reserving: 512)
        claims.append("ver", 1)
        claims.append("jti", plain: id.characters)
        claims.append("iss", issuer)
        claims.append("aud", plan.server.audience ?? issuer)
        // The org server puts `sub` near the beginning; custom servers put it after all members that Okta sets.
        if plan.server.isOrg { claims.append("sub", plan.user?.login ?? plan.client.clientID) }
        claims.append("iat", Int(snapshot.now.seconds))
        claims.append("exp", Int(expires.seconds))
        if let key = plan.keyThumbprint { claims.append("cnf", .object(["jkt": .string(key)])) }
        claims.append("cid", plan.client.clientID)
        if let user = plan.user { claims.append("uid", user.id.rawValue) }
        claims.append("scp", plan.scopes)
        if let authentication = plan.authentication {
            claims.append("auth_time", Int(authentication.time.seconds))
            if let contextClass = authentication.contextClass { claims.append("acr", contextClass) }
        }
        if !plan.server.isOrg, let subject = custom["sub"] { claims.append("sub", subject) }
        for member in custom.members where !ReservedMembers.contains(member.key, in: .accessToken) {
            claims.append(member)
        }
        return claims.finished()
    }
}
