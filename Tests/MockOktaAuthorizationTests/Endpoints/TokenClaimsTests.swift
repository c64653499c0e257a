import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What access and ID tokens say (Okta, "Access token" and "ID token" payloads).
@Suite struct TokenClaimsTests {
    private static let profile = """
        {users: [{profile: {login: "alice@example.com", email: "alice@example.com", firstName: "Alice",
          lastName: "Adams", middleName: "B", nickName: "Al", profileUrl: "https://a.example", timezone: "Europe/Rome",
          locale: "it_IT", primaryPhone: "+39 1", streetAddress: "Via 1", city: "Roma", state: "RM", zipCode: "00100",
          countryCode: "IT", website: "https://w.example", gender: "f", birthdate: "2000-01-01", picture: "https://p"},
          lastUpdated: "2025-01-01T00:00:00.000Z"}]}
        """

    private static let everything = "openid profile email phone address"

    private static let thin = ["name", "email", "preferred_username"]

    private static let fat =
        thin + [
            "given_name", "family_name", "middle_name", "nickname", "profile", "picture", "website", "gender",
            "birthdate", "zoneinfo", "locale", "updated_at", "email_verified", "phone_number", "address",
        ]

    private func tokens(_ client: OAuthClient, _ changes: [String: String?] = [:]) throws -> Answer {
        try client.token(OAuthClient.redeem(try client.code(changes)), basic: OAuthClient.web)
    }

    /// Response type, and which ID token must come: from the front channel, and from the code that came with it.
    static let weights: [(type: String, front: Bool?, back: Bool?)] = [
        ("id_token", true, nil), ("id_token token", false, nil), ("code", nil, false), ("code id_token", true, false),
        ("code id_token token", false, false),
    ]

    @Test(
        .rule("id-token.thin", "id-token.fat", "id-token.org-fat", "claims.by-scope", "userinfo.everything"),
        arguments: weights
    )
    func `an ID token that comes alone is fat, one beside an access token thin`(
        type: String,
        front: Bool?,
        back: Bool?
    ) throws {
        for server in [nil, "default"] {
            let client = OAuthClient(try TestDouble(builtInAnd: Self.profile), server: server)
            let parameters = OAuthClient.authorize(["response_type": type, "scope": Self.everything])
            let answer = try client.signIn(Browser(client.double), parameters)
            if let front { check(answer.redirect["id_token"], isFat: front) }
            guard let back, let code = answer.redirect["code"] else { continue }
            let tokens = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
            // The org server leaves nothing out in the code flow.
            check(tokens.string("id_token"), isFat: back || server == nil)
            let info = try client.userInfo(tokens.string("access_token"))
            #expect(Set(info.json.object?.keys ?? []) == Set(Self.fat + ["sub"]))
        }
    }

    private func check(_ token: String?, isFat: Bool) {
        let names = Set(claims(of: token ?? "").object?.keys ?? [])
        #expect(names.isSuperset(of: isFat ? Self.fat : Self.thin), "\(names)")
        #expect(isFat || names.isDisjoint(with: Set(Self.fat).subtracting(Self.thin)), "\(names)")
    }

    @Test(
        .rule("id-token.hashes"),
        arguments: [
            ("code id_token", [false, true]), ("code id_token token", [true, true]), ("id_token token", [true, false]),
        ]
    )
    func `hashes are there for what comes along`(type: String, hashes: [Bool]) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.signIn(Browser(client.double), OAuthClient.authorize(["response_type": type]))
        let identity = claims(of: answer.redirect["id_token"] ?? "")
        #expect(["at_hash", "c_hash"].map { identity[$0] != nil } == hashes)
        #expect(["at_hash", "c_hash"].allSatisfy { (identity[$0]?.string?.utf8.count ?? 22) == 22 })
    }

    @Test(.rule("access-token.header", "id-token.header"), arguments: [nil, "default"] as [String?])
    func `headers name key and algorithm; org access tokens a type too`(server: String?) throws {
        let answer = try tokens(OAuthClient(TestDouble(), server: server))
        #expect(header(answer.string("id_token")).keys == ["kid", "alg"])
        let access = header(answer.string("access_token"))
        #expect(access.keys == (server == nil ? ["kid", "typ", "alg"] : ["kid", "alg"]))
        #expect(access["typ"]?.string == (server == nil ? "application/okta-internal-at+jwt" : nil))
        #expect(access["kid"]?.string?.utf8.count == 43)
    }

    private func header(_ token: String) -> JSONObject {
        let bytes = token.split(separator: ".").first.flatMap { Base64URL.decode($0) } ?? []
        return (try? JSON.parse(bytes))?.object ?? [:]
    }

    @Test(.rule("access-token.jti", "id-token.jti", "format.refresh-token", "access-token.values"))
    func `identifiers have Okta's shapes`() throws {
        let client = OAuthClient(try TestDouble())
        let answer = try tokens(client, ["scope": "openid offline_access"])
        let access = claims(of: answer.string("access_token"))
        let parts = (access["jti"]?.string ?? "").split(separator: ".").map(String.init)
        #expect(parts.map(\.utf8.count) == [2, 43, 20])
        #expect(parts.first == "AT" && parts.last?.hasPrefix("oar") == true)
        #expect(claims(of: answer.string("id_token"))["jti"]?.string?.hasPrefix("ID.") == true)
        #expect(answer.string("refresh_token").utf8.count == 43)
        #expect(access["ver"] == 1)
        #expect(access["scp"]?.strings == ["openid", "offline_access"])
        #expect(access["uid"]?.string?.hasPrefix("00u") == true)
        #expect(access["amr"] == nil)
        let without = claims(of: try tokens(client).string("access_token"))
        #expect(without["jti"]?.string?.split(separator: ".").count == 2)
    }

    @Test(.rule("access-token.client-credentials"), arguments: [nil, "default"] as [String?])
    func `a client's own token has no user`(server: String?) throws {
        let double = try TestDouble()
        let client = OAuthClient(double, server: server)
        let assertion = try Assertion(double, endpoint: client.base + "/v1/token").signed(double)
        let scope = server == nil ? "okta.users.read okta.apps.read" : "orders:write orders:read"
        let answer = try client.token(Assertion.form(assertion, ErrorCase.service(scope)))
        let token = claims(of: answer.string("access_token"))
        let org = ["ver", "jti", "iss", "aud", "sub", "iat", "exp", "cid", "scp"]
        let custom = ["ver", "jti", "iss", "aud", "iat", "exp", "cid", "scp", "sub"]
        #expect(token.object?.keys == (server == nil ? org : custom))
        #expect(token["sub"] == "key-app")
        #expect(answer.string("scope") == scope)
        #expect(answer.json.object?.keys == ["token_type", "expires_in", "access_token", "scope"])
    }

    @Test(.rule("claims.custom", "claims.always-include", "claims.groups"))
    func `custom claims follow their scopes, kinds and groups`() throws {
        let overlay = """
            {authorizationServers: [{id: "c", audiences: ["c"], scopes: [{name: "one"}, {name: "two"}],
              policies: [{name: "P", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [{name: "R", conditions: {
                grantTypes: {include: ["authorization_code", "implicit"]}, scopes: {include: ["*"]}}}]}],
              claims: [
                {name: "mail", value: "user.email", conditions: {scopes: ["one"]}},
                {name: "teams", valueType: "GROUPS", group_filter_type: "REGEX", value: ".*"},
                {name: "absent", value: "user.noSuchAttribute"},
                {name: "off", value: "user.email", status: "INACTIVE"},
                {name: "fat_only", claimType: "IDENTITY", value: "user.login"},
                {name: "always", claimType: "IDENTITY", value: "user.login", alwaysIncludeInToken: true}]}]}
            """
        let client = OAuthClient(try TestDouble(builtInAnd: overlay), server: "c")
        let one = try tokens(client, ["scope": "openid one"])
        let access = claims(of: one.string("access_token"))
        #expect(Array((access.object?.keys ?? []).suffix(3)) == ["sub", "mail", "teams"])
        #expect(access["teams"]?.strings == ["Everyone", "Admins"])
        let identity = claims(of: one.string("id_token"))
        #expect(identity["always"] == "alice@example.com" && identity["fat_only"] == nil)
        let two = claims(of: try tokens(client, ["scope": "two"]).string("access_token"))
        #expect(two["mail"] == nil && two["off"] == nil && two["absent"] == nil)
        let alone = try client.signIn(Browser(client.double), OAuthClient.authorize(["response_type": "id_token"]))
        #expect(claims(of: alone.redirect["id_token"] ?? "")["fat_only"] == "alice@example.com")
    }
}
