import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// The payload of an ID token in Okta's member order (Okta, "ID token payload").
struct IDTokenClaims {
    let plan: TokenPlan
    let snapshot: OrgSnapshot
    let user: User
    /// The access token it comes with, which makes it thin and gives `at_hash`.
    let accessToken: [UInt8]?
    /// The code it comes with at the front channel, for `c_hash`.
    let code: String?

    func text(id: TokenIdentifier) throws(Refusal) -> [UInt8] {
        let about = try ClaimEvaluation(
            organization: snapshot.organization,
            server: plan.server,
            client: plan.client,
            user: user,
            scopes: plan.scopes,
            methods: plan.authentication?.methods ?? []
        ).identityClaims(isThin: accessToken != nil)
        var claims = JSONObjectText(reserving: 512)
        claims.append("sub", user.id.rawValue)
        if let name = about["name"] { claims.append("name", name) }
        if let email = about["email"] { claims.append("email", email) }
        claims.append("ver", 1)
        claims.append("iss", snapshot.issuer(of: plan.server))
        claims.append("aud", plan.client.clientID)
        claims.append("iat", Int(snapshot.now.seconds))
        claims.append("exp", Int((snapshot.now + TokenLifetimes.idToken).seconds))
        claims.append("jti", plain: id.characters)
        if let methods = plan.authentication?.methods { claims.append("amr", methods) }
        claims.append("idp", snapshot.organization.contents.id)
        if let nonce = plan.nonce { claims.append("nonce", nonce) }
        if let session = plan.authentication?.session { claims.append("sid", SessionID(key: session).claim) }
        if let name = about["preferred_username"] { claims.append("preferred_username", name) }
        if let time = plan.authentication?.time { claims.append("auth_time", Int(time.seconds)) }
        if let accessToken { claims.append("at_hash", Self.halfHash(accessToken)) }
        if let secret = plan.deviceSecret { claims.append("ds_hash", Self.halfHash(Array(secret.utf8))) }
        if let code { claims.append("c_hash", Self.halfHash(Array(code.utf8))) }
        if let contextClass = plan.authentication?.contextClass { claims.append("acr", contextClass) }
        for member in about.members where !isOwn(member.key) { claims.append(member) }
        return claims.finished()
    }

    /// Whether the token has a claim of this name already, which one of the server's cannot replace.
    private func isOwn(_ name: String) -> Bool {
        switch name {
        case "sub", "name", "email", "ver", "iss", "aud", "iat", "exp", "jti", "idp", "preferred_username": true
        case "amr", "auth_time": plan.authentication != nil
        case "nonce": plan.nonce != nil
        case "sid": plan.authentication?.session != nil
        case "at_hash": accessToken != nil
        case "ds_hash": plan.deviceSecret != nil
        case "c_hash": code != nil
        case "acr": plan.authentication?.contextClass != nil
        default: false
        }
    }

    /// The left half of the SHA-256, base64url (OpenID Connect Core §3.1.3.6, §3.3.2.11).
    static func halfHash(_ token: [UInt8]) -> String {
        var digest = SHA256.digest(token)
        digest.removeLast(SHA256.byteCount / 2)
        return Base64URL.encode(digest)
    }
}
