import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Requests as Okta's guides print them, placeholders filled in, over a real socket.
@Suite struct DocumentedRequestsTests {
    private static let web = ("0oabh73d4LcFaQXYZ0h7", "docs-web-secret")
    private static let refreshing = "0oa94el1z4nUDxx0z5d7"
    private static let introspecting = "0oa14dl1z4nUJxx0z5d7"
    private static let user = ("example@mailinator.com", "a.gReAt.pasSword")

    private static func client(_ overlay: String = "{}") throws -> OAuthClient {
        OAuthClient(try TestDouble([TestOrganization.oktaDocs(), overlay], .socket))
    }

    /// The body that a guide prints for the password grant, byte for byte.
    private static func passwordBody(_ scope: String) -> String {
        "grant_type=password&redirect_uri=http%3A%2F%2Flocalhost&username=example%40mailinator.com"
            + "&password=a.gReAt.pasSword&scope=\(scope)"
    }

    private static func authorize(_ clientID: String, _ redirectURI: String, _ scope: String) -> [(String, String)] {
        let changes = ["client_id": clientID, "redirect_uri": redirectURI, "scope": scope]
        return OAuthClient.authorize(changes)
    }

    @Test func `the code flow asks for offline_access at authorize, not at token`() throws {
        let client = try Self.client()
        let parameters = Self.authorize(Self.web.0, "http://localhost:8080", "openid offline_access")
        let code = try #require(try client.signIn(Browser(client.double), parameters, as: Self.user).redirect["code"])
        let form = OAuthClient.redeem(code, ["redirect_uri": "http://localhost:8080"])
        let answer = try client.token(form, basic: Self.web)
        #expect(
            answer.json.object?.keys == [
                "token_type", "expires_in", "access_token", "scope", "refresh_token", "id_token",
            ]
        )
        #expect(answer["expires_in"] == 3600)
    }

    @Test func `offline_access sent to token alone brings no refresh token`() throws {
        let client = try Self.client()
        let parameters = Self.authorize(Self.web.0, "http://localhost:8080", "openid")
        let code = try #require(try client.signIn(Browser(client.double), parameters, as: Self.user).redirect["code"])
        let form = OAuthClient.redeem(
            code,
            ["redirect_uri": "http://localhost:8080", "scope": "openid offline_access"]
        )
        let answer = try client.token(form, basic: Self.web)
        #expect(answer.status == 200)
        #expect(answer["refresh_token"] == nil)
        #expect(answer.string("scope") == "openid")
    }

    @Test(arguments: [("openid%20offline_access", true), ("offline_access", false)])
    func `the password grant gives an ID token for openid only`(scope: String, hasIDToken: Bool) throws {
        let client = try Self.client()
        let answer = try client.token(body: Self.passwordBody(scope), basic: Self.web)
        #expect(answer.status == 200, "\(answer)")
        #expect((answer["id_token"] != nil) == hasIDToken)
        #expect(answer.string("refresh_token").utf8.count == 43)
    }

    @Test func `parameters printed on the URL are read, secrets there are refused`() throws {
        let client = try Self.client()
        let answer = try client.token(
            body: "username=example%40mailinator.com&password=a.gReAt.pasSword&scope=openid",
            query: "grant_type=password",
            basic: Self.web
        )
        #expect(answer.status == 200, "\(answer)")
        let leak = try client.token(body: "", query: "grant_type=password&client_secret=x", basic: nil)
        #expect(leak.errorDescription == "Client credentials cannot be supplied via query parameters.")
    }

    @Test(arguments: [("offline_access", false), ("offline_access%20openid", true)])
    func `a confidential client refreshes by Basic and keeps its token`(scope: String, hasIDToken: Bool) throws {
        let client = try Self.client()
        let first = try client.token(body: Self.passwordBody("openid%20offline_access"), basic: Self.web)
        let token = first.string("refresh_token")
        let body =
            "grant_type=refresh_token&redirect_uri=http%3A%2F%2Flocalhost%3A8080&scope=\(scope)&refresh_token=\(token)"
        let answer = try client.token(body: body, basic: Self.web)
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.string("refresh_token") == token)
        #expect((answer["id_token"] != nil) == hasIDToken)
    }

    @Test func `a public client refreshes by its client_id and gets a new token`() throws {
        let client = try Self.client()
        let redirect = "com.embeddedauth://callback"
        let parameters = Self.authorize(Self.refreshing, redirect, "offline_access openid profile")
        let page = try client.signIn(Browser(client.double), parameters, as: Self.user)
        #expect(page.location.hasPrefix(redirect + "?code="))
        let code = try #require(page.redirect["code"])
        let form = OAuthClient.redeem(code, ["redirect_uri": redirect, "client_id": Self.refreshing])
        let token = try client.token(form).string("refresh_token")
        let answer = try client.token([
            ("grant_type", "refresh_token"), ("redirect_uri", redirect), ("scope", "offline_access openid profile"),
            ("refresh_token", token), ("client_id", Self.refreshing),
        ])
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.string("scope") == "offline_access openid profile")
        #expect(answer.string("refresh_token") != token)
        #expect(answer["id_token"] != nil)
    }

    @Test func `a public client introspects its own token`() throws {
        let client = try Self.client()
        let body = Self.passwordBody("profile%20openid%20offline_access") + "&client_id=\(Self.introspecting)"
        let token = try client.token(body: body).string("access_token")
        let form = [("token", token), ("client_id", Self.introspecting), ("token_type_hint", "access_token")]
        let answer = try client.post("/v1/introspect", form)
        #expect(
            answer.json.object?.keys == [
                "active", "scope", "username", "exp", "iat", "sub", "aud", "iss", "jti", "token_type", "client_id",
                "uid",
            ]
        )
        #expect(answer.string("scope") == "profile openid offline_access")
        #expect(answer.string("username") == "example@mailinator.com")
        #expect(answer.string("jti").split(separator: ".").last?.hasPrefix("oar") == true)
    }

    @Test func `prompt none renews silently, or says that nobody is signed in`() throws {
        let client = try Self.client()
        let browser = Browser(client.double)
        var parameters = Self.authorize(Self.web.0, "http://localhost:8080", "openid")
        let refusal = try client.signIn(browser, parameters + [("prompt", "none")])
        #expect(refusal.location.hasPrefix("http://localhost:8080?state=s-1&error=login_required&error_description="))
        _ = try client.signIn(browser, parameters, as: Self.user)
        parameters.append(("prompt", "none"))
        #expect(try client.signIn(browser, parameters).redirect["code"] != nil)
    }

    /// HTTPie encodes the printed `offline_access%20openid` once more, which makes it one odd scope.
    @Test(arguments: [("{}", 400), ("{mock: {lenientScopes: true}}", 200)])
    func `a scope encoded twice is refused unless the fixture is lenient`(overlay: String, status: Int) throws {
        let client = try Self.client(overlay)
        let first = try client.token(body: Self.passwordBody("openid%20offline_access"), basic: Self.web)
        let body =
            "grant_type=refresh_token&scope=offline_access%2520openid&refresh_token=\(first.string("refresh_token"))"
        let answer = try client.token(body: body, basic: Self.web)
        #expect(answer.status == status, "\(answer)")
        #expect(status == 200 ? answer.string("scope") == "offline_access openid" : answer.error == "invalid_scope")
    }

    @Test(arguments: [("{}", true), ("{mock: {spaRefreshTokens: \"legacy\"}}", false)])
    func `browser apps got no refresh token until December 2020`(overlay: String, hasRefreshToken: Bool) throws {
        let client = OAuthClient(try TestDouble(builtInAnd: overlay, .socket))
        let redirect = "http://localhost:5173/callback"
        let changes = ["client_id": "spa-app", "redirect_uri": redirect, "scope": "openid offline_access"]
        let form = OAuthClient.redeem(try client.code(changes), ["redirect_uri": redirect, "client_id": "spa-app"])
        let answer = try client.token(form)
        #expect(answer.status == 200, "\(answer)")
        #expect((answer["refresh_token"] != nil) == hasRefreshToken)
    }
}
