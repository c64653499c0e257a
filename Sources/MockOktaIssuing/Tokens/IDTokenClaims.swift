import MockOktaCrypto
import MockOktaFormats
import MockOktaModel

/// The payload of an ID token in Okta's member order (Okta, "ID token payload").
struct IDTokenClaims {
    let plan: TokenPlan
    let world: World
    let user: User
    /// The access token it comes with, which makes it thin and gives `at_hash`.
    let accessToken: String?
    /// The code it comes with at the front channel, for `c_hash`.
    let code: String?

    func members(id: TokenIdentifier) throws(Refusal) -> JSONObject {
        var about = try ClaimEvaluation(
            organization: world.organization,
            server: plan.server,
            client: plan.client,
            user: user,
            scopes: plan.scopes,
            methods: plan.authentication?.methods ?? []
        ).identityClaims(isThin: accessToken != nil)

        func take(_ name: String) -> JSON? {
            defer { about[name] = nil }
            return about[name]
        }

        var claims: JSONObject = ["sub": .string(user.id.rawValue)]
        claims["name"] = take("name")
        claims["email"] = take("email")
        claims["ver"] = 1
        claims["iss"] = .string(world.issuer(of: plan.server))
        claims["aud"] = .string(plan.client.clientID)
        claims["iat"] = .integer(Int(world.now.seconds))
        claims["exp"] = .integer(Int((world.now + TokenLifetimes.idToken).seconds))
        claims["jti"] = .string(id.text)
        claims["amr"] = (plan.authentication?.methods).map { .array($0.map { .string($0) }) }
        claims["idp"] = .string(world.organization.contents.id)
        claims["nonce"] = plan.nonce.map { .string($0) }
        claims["sid"] = (plan.authentication?.session).map { .string(SessionID(key: $0).claim) }
        claims["preferred_username"] = take("preferred_username")
        claims["auth_time"] = (plan.authentication?.time.seconds).map { .integer(Int($0)) }
        claims["at_hash"] = accessToken.map { .string(Self.halfHash($0)) }
        claims["c_hash"] = code.map { .string(Self.halfHash($0)) }
        claims["acr"] = (plan.authentication?.contextClass).map { .string($0) }
        for member in about.members where claims[member.key] == nil { claims[member.key] = member.value }
        return claims
    }

    /// The left half of the SHA-256, base64url (OpenID Connect Core §3.1.3.6, §3.3.2.11).
    static func halfHash(_ token: String) -> String {
        Base64URL.encode(SHA256.digest(Array(token.utf8)).prefix(16))
    }
}
