import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Members of Okta's own that no claim of a server replaces.
struct ReservedMembersTests {
    private static let names = [
        "ver", "jti", "iss", "aud", "iat", "exp", "nbf", "auth_time", "acr", "cid", "uid", "scp", "cnf", "amr", "idp",
        "nonce", "sid", "at_hash", "c_hash", "ds_hash", "active", "username", "token_type", "client_id", "scope", "sub",
    ]

    private static let overlay: String = {
        let claims = names.flatMap { name in
            let identity = "{name: '\(name)', claimType: 'IDENTITY', alwaysIncludeInToken: true, value: '\"forged\"'}"
            return name == "sub" ? [identity] : [identity, "{name: '\(name)', value: '\"forged\"'}"]
        }
        return """
            {authorizationServers: [{id: 'x', audiences: ['x'], claims: [\(claims.joined(separator: ","))],
              policies: [{name: 'P', conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R',
                conditions: {grantTypes: {include: ['password']}, scopes: {include: ['*']}}}]}]}]}
            """
    }()

    private static func forged(_ object: JSON) -> Set<String> {
        Set((object.object?.members ?? []).filter { $0.value == "forged" }.map(\.key))
    }

    @Test(.rule("claims.reserved"))
    func `no claim takes the place of a reserved member, present or absent`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.overlay), server: "x")
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        let answer = try client.token(form, basic: OAuthClient.web)
        let (access, id) = (answer.string("access_token"), answer.string("id_token"))
        #expect(
            Self.forged(claims(of: access)) == [
                "amr", "idp", "nonce", "sid", "at_hash", "c_hash", "ds_hash", "active", "username", "token_type",
                "client_id", "scope",
            ]
        )
        #expect(
            Self.forged(claims(of: id)) == [
                "cid", "uid", "scp", "cnf", "active", "username", "token_type", "client_id", "scope",
            ]
        )
        let info = try client.userInfo(access)
        #expect(info["sub"]?.string?.hasPrefix("00u") == true)
        for token in [access, id] {
            let active = try client.introspect(token, basic: OAuthClient.web)
            #expect(active["active"] == true && active["client_id"] == "web-app" && active["token_type"] == "Bearer")
            #expect(active["username"] == "alice@example.com", "\(active)")
            #expect(Self.forged(active.json).isDisjoint(with: ["active", "scope", "uid", "exp", "iat", "iss", "aud"]))
        }
    }

    @Test(.rule("claims.sub-null"), arguments: ["user.missing", "null", "{}"])
    func `a subject that has no value is refused`(expression: String) throws {
        let overlay = """
            {authorizationServers: [{id: 'default', claims: [{name: 'sub', value: '\(expression)', system: true}]}]}
            """
        let client = OAuthClient(try TestDouble(builtInAnd: overlay))
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        let answer = try client.token(form, basic: OAuthClient.web)
        #expect(answer.status == 400 && answer.error == "server_error")
        #expect(answer.errorDescription == "The 'sub' system claim could not be evaluated.")
    }

    @Test(.rule("token.not-before"))
    func `a token that is not valid yet is inactive`() throws {
        let client = OAuthClient(try TestDouble())
        let start = Int(TestDouble.start.seconds)
        let order: JSON = [
            "kind": "access", "client": "web-app", "user": "alice@example.com", "scope": "openid", "ttl": "PT2H",
            "claims": ["nbf": .integer(start + 60)],
        ]
        let token = try ControlClient(client.double).post("/tokens", order).string("token")
        #expect(try client.introspect(token, basic: OAuthClient.web).text == #"{"active":false}"#)
        let info = try client.userInfo(token)
        #expect(info.status == 401 && info.field("WWW-Authenticate")?.contains("invalid_token") == true)
        client.double.advance(59)
        #expect(try client.userInfo(token).status == 401)
        client.double.advance(1)
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try client.userInfo(token).status == 200)
    }

    @Test(.rule("claims.session-amr"))
    func `session_amr is the same in userinfo as in the ID token`() throws {
        let overlay = """
            {authorizationServers: [{id: 'default', claims: [{name: 'how', claimType: 'IDENTITY',
              alwaysIncludeInToken: true, value: 'session.amr'}]}]}
            """
        let client = OAuthClient(try TestDouble(builtInAnd: overlay))
        for scope in ["openid", "openid offline_access"] {
            let code = try client.code(["scope": scope])
            let tokens = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
            #expect(claims(of: tokens.string("id_token"))["how"] == ["pwd"])
            #expect(try client.userInfo(tokens.string("access_token"))["how"] == ["pwd"])
        }
    }
}
