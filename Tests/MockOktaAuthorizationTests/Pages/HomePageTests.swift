import MockOktaControl
import MockOktaTestSupport
import Testing

/// The page at `/`.
@Suite struct HomePageTests {
    private static func page(_ access: ControlAccess = ControlAccess()) throws -> String {
        let answer = try Browser(TestDouble(builtInAnd: "{}", access: access)).get("/")
        #expect(answer.status == 200)
        return answer.text
    }

    @Test func `it names issuers, users and apps, and offers a sign-in`() throws {
        let page = try Self.page()
        for text in [
            "href=\"/_mock/client\">Try a sign-in</a>", "<code>http://mock.example/oauth2/default</code>",
            "href=\"/oauth2/default/.well-known/openid-configuration\"", "href=\"/_mock/\">Console",
            "<b>alice@example.com</b> <code>Alice-pw-1</code>", "<b>locked@example.com</b>", "LOCKED_OUT",
            "<b>web-app</b> <code>web-secret</code>", "issuerBaseURL: &#39;http://mock.example/oauth2/default&#39;",
        ] {
            #expect(page.contains(text), "\(text)")
        }
    }

    @Test(arguments: [ControlAccess(token: "t"), ControlAccess(isEnabled: false)])
    func `passwords are shown only where the control API is open`(access: ControlAccess) throws {
        let page = try Self.page(access)
        for text in ["Alice-pw-1", "<b>web-app</b>", "Try a sign-in"] { #expect(!page.contains(text), "\(text)") }
        #expect(page.contains("<code>http://mock.example/oauth2/default</code>"))
    }
}
