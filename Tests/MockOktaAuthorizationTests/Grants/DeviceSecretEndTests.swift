import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// When the secret that the apps of a device share ends (Okta, "Configure SSO for native apps").
@Suite struct DeviceSecretEndTests {
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
    }

    /// Tokens of a sign-in with `device_sso`.
    private func deviceTokens() throws -> Answer {
        let scope = "openid offline_access device_sso"
        let code = try client.code(["client_id": "modern-app", "scope": scope])
        return try client.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
    }

    private func nativeSSO(_ tokens: Answer, _ changes: [String: String?] = [:]) throws -> Answer {
        let standard: [(String, String)] = [
            ("grant_type", TokenExchangeTests.grant), ("client_id", "tv-app"),
            ("subject_token", tokens.string("id_token")),
            ("subject_token_type", TokenExchangeTests.idToken), ("actor_token", tokens.string("device_secret")),
            ("actor_token_type", TokenExchangeTests.deviceSecret), ("audience", "api://modern"),
            ("scope", "openid offline_access"),
        ]
        return try client.token(
            standard.compactMap { name, value in
                guard let change = changes[name] else { return (name, value) }
                return change.map { (name, $0) }
            }
        )
    }

    @Test(.rule("exchange.device-logout"))
    func `a device secret ends only with the hint of its own session`() throws {
        let (tokens, other) = (try deviceTokens(), try deviceTokens())
        let parameters = [
            ("id_token_hint", other.string("id_token")), ("device_secret", tokens.string("device_secret")),
        ]
        #expect(try Browser(double).get(client.base + "/v1/logout", parameters).status == 400)
        #expect(try nativeSSO(tokens).status == 200)
    }

    @Test(
        .rule("exchange.device-session"),
        arguments: ["sign-out", "sessions/me", "Sessions API", "all of the user's"]
    )
    func `a device secret ends with its session, tokens do not`(way: String) throws {
        let browser = Browser(double)
        let scope = "openid offline_access device_sso"
        let page = OAuthClient.authorize(["client_id": "modern-app", "scope": scope])
        let code = try #require(client.signIn(browser, page).redirect["code"])
        let tokens = try client.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
        #expect(try nativeSSO(tokens).status == 200)
        switch way {
        case "sign-out": _ = try browser.get("/login/signout")
        case "sessions/me":
            #expect(try browser.send(HTTPRequest(method: .delete, path: "/api/v1/sessions/me")).status == 204)
        case "Sessions API":
            let id = try browser.get("/api/v1/sessions/me").string("id")
            #expect(try ManagementClient(double).delete("/sessions/\(id)").status == 204)
        default: #expect(try ManagementClient(double).delete("/users/alice@example.com/sessions").status == 204)
        }
        let refused = try nativeSSO(tokens)
        #expect(refused.error == "invalid_grant", "\(refused)")
        let secret = try client.introspect(tokens.string("device_secret"), basic: ModernOrganization.web)
        #expect(secret.json == ["active": false])
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try client.token(refresh, basic: ModernOrganization.web).status == 200)
    }
}
