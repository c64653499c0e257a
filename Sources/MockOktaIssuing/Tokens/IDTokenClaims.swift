import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// The payload of an ID token in Okta's member order (Okta, "ID token payload").
struct IDTokenClaims {
    let plan: TokenPlan
    let snapshot: OrgSnapshot
    let user: User
    /// The access token issued with it, for `at_hash`.
    let accessToken: [UInt8]?
    /// The code issued with it in the front channel, for `c_hash`.
    let code: String?

    func text(
        id: TokenIdentifier,
        expires: Instant,
        omitted: inout [OmittedClaim]
    ) throws(Refusal) -> [UInt8] {
        var about = try plan.claims(snapshot).identityClaims(isThin: isThin, omitted: &omitted)
        var claims = JSONObjectText(reserving: 512)
        claims.append("sub", user.id.rawValue)
        claims.move(["name", "locale", "email"], from: &about)
        claims.append("ver", 1)
        claims.append("iss", snapshot.issuer(of: plan.server))
        claims.append("aud", plan.client.clientID)
        claims.append("iat", Int(snapshot.now.seconds))
        claims.append("exp", Int(expires.seconds))
        claims.append("jti", plain: id.characters)
        if let methods = plan.authentication?.methods { claims.append("amr", methods) }
        claims.append("idp", snapshot.organization.contents.id)
        if let nonce = plan.nonce { claims.append("nonce", nonce) }
        if namesSession, let session = plan.authentication?.session {
            claims.append("sid", SessionID(key: session).claim)
        }
        claims.move(
            ["preferred_username", "given_name", "family_name", "zoneinfo", "updated_at", "email_verified"],
            from: &about
        )
        if let time = plan.authentication?.time { claims.append("auth_time", Int(time.seconds)) }
        if let accessToken { claims.append("at_hash", Self.halfHash(accessToken)) }
        if let secret = plan.deviceSecret { claims.append("ds_hash", Self.halfHash(Array(secret.utf8))) }
        if let code { claims.append("c_hash", Self.halfHash(Array(code.utf8))) }
        if let contextClass = plan.authentication?.contextClass { claims.append("acr", contextClass) }
        for member in about.members where !ReservedMembers.contains(member.key, in: .idToken) {
            claims.append(member)
        }
        return claims.finished()
    }

    /// Whether claims are omitted because userinfo has them: with an access token, except in the org server's code flow
    /// (Okta, "Customize tokens returned from Okta with a Groups claim").
    private var isThin: Bool {
        accessToken != nil && !(plan.server.isOrg && plan.grantType == .authorizationCode)
    }

    /// Whether the token has `sid`; custom servers omit it in the code flow except for Native SSO (seen in captured
    /// tokens).
    private var namesSession: Bool {
        plan.server.isOrg || plan.grantType != .authorizationCode || plan.scopes.contains(Scope.deviceSSO)
    }

    /// The left half of the SHA-256, base64url (OpenID Connect Core §3.1.3.6, §3.3.2.11).
    static func halfHash(_ token: [UInt8]) -> String {
        var digest = SHA256.digest(token)
        digest.removeLast(SHA256.byteCount / 2)
        return Base64URL.encode(digest)
    }
}

extension JSONObjectText {
    /// Appends the named members that are present, and removes them from the object.
    fileprivate mutating func move(_ names: [String], from object: inout JSONObject) {
        for name in names {
            guard let value = object[name] else { continue }
            append(JSONObject.Member(key: name, value: value))
            object[name] = nil
        }
    }
}
