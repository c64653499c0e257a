import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// A base URL with a path: answers name it, and requests are answered with it and without it.
@Suite struct BaseURLPathTests {
    private static func double() throws -> TestDouble {
        let urls = URLOptions(base: "https://okta.test/mock", backChannel: "http://okta:8080/inner")
        return try TestDouble([TestOrganization.builtIn()], host: "okta.test", urls: urls)
    }

    /// A proxy may remove the path or pass it on.
    static let metadata = [
        "/mock/oauth2/default/.well-known/openid-configuration", "/oauth2/default/.well-known/openid-configuration",
        "/inner/oauth2/default/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server/mock/oauth2/default",
        "/.well-known/oauth-authorization-server/oauth2/default",
    ]

    @Test(arguments: metadata)
    func `metadata names the path`(path: String) throws {
        let document = Answer(try Self.double().send(.get(path)))
        #expect(document.string("issuer") == "https://okta.test/mock/oauth2/default")
        #expect(document.string("authorization_endpoint") == "https://okta.test/mock/oauth2/default/v1/authorize")
        #expect(document.string("token_endpoint") == "http://okta:8080/inner/oauth2/default/v1/token")
    }

    @Test func `forms, cookies and the console are below it`() throws {
        let double = try Self.double()
        let browser = Browser(double)
        let page = try browser.get("/mock/oauth2/default/v1/authorize", OAuthClient.authorize())
        #expect(HTMLForm.all(in: page.text).first?.action == "/mock/oauth2/default/v1/authorize/sign-in")
        #expect(page.field("Set-Cookie")?.contains("; Path=/mock;") == true)
        let answer = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(answer.location.hasPrefix("http://localhost:3000/callback?code="))
        #expect(try browser.get("/mock/").text.contains("href=\"/mock/_mock/\""))
        #expect(try browser.get("/mock/_mock").location == "/mock/_mock/")
        #expect(try double.send(.get("/mock/_mock/health")).status == .ok)
    }

    @Test func `an isolated org is below it too`() throws {
        let document = Answer(
            try Self.double().send(.get("/mock/t/a/oauth2/default/.well-known/openid-configuration"))
        )
        #expect(document.string("issuer") == "https://okta.test/mock/t/a/oauth2/default")
    }

    @Test(arguments: ["/mockingbird/oauth2/default/v1/keys", "/Mock/oauth2/default/v1/keys", "/mock/mock/_mock/health"])
    func `another path is not below it`(path: String) throws {
        #expect(try Self.double().send(.get(path)).status == .notFound)
    }
}
