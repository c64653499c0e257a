import MockOktaFormats
import MockOktaTestSupport
import Testing

@Suite struct WebSSOTests {
    private let double: TestDouble

    init() throws {
        double = try ModernOrganization.double()
    }

    /// A web SSO token for an app, by the tokens of a sign-in at the org server.
    private func webSSO(_ changes: [String: String] = [:]) throws -> Answer {
        let org = OAuthClient(double, server: nil)
        let code = try org.code(["client_id": "modern-app"])
        let tokens = try org.token(OAuthClient.redeem(code), basic: ModernOrganization.web)
        let form = [
            ("grant_type", TokenExchangeTests.grant), ("subject_token", tokens.string("id_token")),
            ("subject_token_type", TokenExchangeTests.idToken), ("actor_token", tokens.string("access_token")),
            ("actor_token_type", TokenExchangeTests.accessToken), ("requested_token_type", TokenExchangeTests.webSSO),
            ("audience", "urn:okta:apps:0oastarting0000001d7"),
        ]
        return try org.token(form.map { ($0, changes[$0] ?? $1) }, basic: ModernOrganization.web)
    }

    @Test(.rule("exchange.web-sso")) func `a web SSO token signs a browser in to another app, once`() throws {
        let answer = try webSSO()
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.json.object?.keys == ["token_type", "expires_in", "access_token", "issued_token_type"])
        #expect(answer.string("issued_token_type") == TokenExchangeTests.webSSO)
        #expect(answer["expires_in"] == 300)
        let browser = Browser(double)
        let token = [("token", answer.string("access_token"))]
        let landing = try browser.get("/login/token/sso", token)
        #expect(landing.status == 302, "\(landing)")
        #expect(landing.location == "http://localhost:3000/start")
        let silent = OAuthClient.authorize(["client_id": "modern-app", "prompt": "none"])
        #expect(try browser.get("/oauth2/v1/authorize", silent).redirect["code"] != nil)
        #expect(try Browser(double).get("/login/token/sso", token).status == 400)
    }

    @Test(.rule("exchange.web-sso")) func `a web SSO token is good for five minutes`() throws {
        let token = [("token", try webSSO().string("access_token"))]
        double.advance(300)
        #expect(try Browser(double).get("/login/token/sso", token).status == 400)
    }

    @Test func `a web SSO token needs an app that exists and tokens of the client`() throws {
        #expect(try webSSO(["audience": "urn:okta:apps:0oaunknown"]).error == "invalid_target")
        #expect(try webSSO(["actor_token": "x"]).errorDescription == "'actor_token' is invalid.")
        #expect(try webSSO(["subject_token": "x"]).errorDescription == "'subject_token' is invalid.")
        #expect(try webSSO(["actor_token_type": TokenExchangeTests.idToken]).error == "invalid_request")
        #expect(try webSSO(["subject_token_type": TokenExchangeTests.accessToken]).error == "invalid_request")
    }
}
