import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The code flow from sign-in to sign-out, on the org server and on a custom one, as a function and over a socket.
@Suite struct CodeFlowTests {
    static let servers: [String?] = [nil, "default"]

    private static func issuer(_ double: TestDouble, _ server: String?) -> String {
        double.url + (server.map { "/oauth2/\($0)" } ?? "")
    }

    @Test(
        .rule("response.token-members", "grant.authorization-code", "claims.issuer-audience", "access-token.subject"),
        arguments: servers,
        TestDouble.Way.allCases
    )
    func `a sign-in gives tokens that say who, where and for whom`(server: String?, way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let client = OAuthClient(double, server: server)
        let code = try client.code(["scope": "openid profile email offline_access"])
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        #expect(
            answer.json.object?.keys == [
                "token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token",
            ]
        )
        let issuer = Self.issuer(double, server)
        let access = claims(of: answer.string("access_token"))
        #expect(access["iss"]?.string == issuer)
        #expect(access["aud"]?.string == (server == nil ? issuer : "api://default"))
        #expect(access["cid"] == "web-app")
        #expect(access["sub"] == "alice@example.com")
        #expect(access["exp"]?.integer == access["iat"]?.integer.map { $0 + 3600 })
        let identity = claims(of: answer.string("id_token"))
        #expect(identity["sub"] == access["uid"])
        #expect(identity["aud"] == "web-app")
        #expect(identity["nonce"] == "n-1")
        #expect(identity["email"] == "alice@example.com")
        #expect(identity["auth_time"] == access["auth_time"])
    }

    @Test(.rule("access-token.order", "id-token.order", "access-token.auth-time"), arguments: servers)
    func `the token's members stand in Okta's order`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let code = try client.code(["scope": "openid profile email"])
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let org = ["ver", "jti", "iss", "aud", "sub", "iat", "exp", "cid", "uid", "scp", "auth_time"]
        let custom = ["ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "auth_time", "sub"]
        #expect(claims(of: answer.string("access_token")).object?.keys == (server == nil ? org : custom))
        let orgID = [
            "sub", "name", "locale", "email", "ver", "iss", "aud", "iat", "exp", "jti", "amr", "idp", "nonce", "sid",
            "preferred_username", "given_name", "family_name", "zoneinfo", "updated_at", "email_verified", "auth_time",
            "at_hash",
        ]
        let customID = [
            "sub", "name", "email", "ver", "iss", "aud", "iat", "exp", "jti", "amr", "idp", "nonce",
            "preferred_username", "auth_time", "at_hash",
        ]
        #expect(claims(of: answer.string("id_token")).object?.keys == (server == nil ? orgID : customID))
    }

    @Test(arguments: servers)
    func `introspection, userinfo and revocation agree about a token`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let code = try client.code(["scope": "openid email"])
        let token = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).string("access_token")
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == true)
        let person = try client.userInfo(token)
        #expect(person.json.object?.keys == ["sub", "email", "email_verified"])
        let revocation = try client.post("/v1/revoke", [("token", token)], basic: OAuthClient.web)
        #expect(revocation.status == 200 && revocation.text.isEmpty)
        #expect(try client.introspect(token, basic: OAuthClient.web).text == #"{"active":false}"#)
        #expect(try client.userInfo(token).status == 401)
    }

    @Test(arguments: servers)
    func `one sign-in serves several requests, until the browser signs out`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let browser = Browser(client.double)
        let silent = OAuthClient.authorize(["prompt": "none"])
        #expect(try client.signIn(browser, silent).redirect["error"] == "login_required")
        let code = try #require(try client.signIn(browser, OAuthClient.authorize()).redirect["code"])
        #expect(try client.signIn(browser, silent).redirect["code"] != nil)
        let hint = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).string("id_token")
        let parameters = [
            ("id_token_hint", hint), ("post_logout_redirect_uri", "http://localhost:3000/"), ("state", "bye"),
        ]
        let goodbye = try browser.get(client.base + "/v1/logout", parameters)
        #expect(goodbye.location == "http://localhost:3000/?state=bye")
        #expect(try client.signIn(browser, silent).redirect["error"] == "login_required")
    }

    @Test(.rule("code.once", "code.bound", "code.refused-keeps"), arguments: servers)
    func `a code works once, for a client that knows all it is bound to`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let code = try client.code()
        let wrongVerifier = String(PKCE.verifier.reversed())
        let attempts: [([String: String?], String)] = [
            (
                ["redirect_uri": "http://127.0.0.1:3000/callback"],
                "The 'redirect_uri' does not match the redirection URI used in the authorization request."
            ),
            (
                ["redirect_uri": nil],
                "The 'redirect_uri' does not match the redirection URI used in the authorization request."
            ),
            (["code_verifier": wrongVerifier], "PKCE verification failed."),
            (["code_verifier": nil], "PKCE code verifier is required by the application."),
        ]
        for (changes, description) in attempts {
            let answer = try client.token(OAuthClient.redeem(code, changes), basic: OAuthClient.web)
            #expect(answer.status == 400)
            #expect(answer.errorDescription == description)
        }
        #expect(try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).status == 200)
        let again = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        #expect(again.error == "invalid_grant")
        #expect(again.errorDescription == "The authorization code is invalid or has expired.")
    }

    @Test(.rule("code.lifetime"), arguments: [(299, 200), (300, 400)] as [(Int64, Int)])
    func `a code lives for 300 seconds`(age: Int64, status: Int) throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let code = try client.code()
        double.advance(age)
        #expect(try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).status == status)
    }
}
