import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// When the sign-in page lists the users for one-click sign-in.
@Suite struct PersonasTests {
    private static let rows: [(ControlAccess, String, Bool)] = [
        (ControlAccess(), "{}", true), (ControlAccess(role: .orgOnly), "{}", true),
        (ControlAccess(token: "t"), "{}", false), (ControlAccess(isEnabled: false), "{}", false),
        (ControlAccess(token: "t"), "{mock: {signInPage: {personas: true}}}", true),
        (ControlAccess(isEnabled: false), "{mock: {signInPage: {personas: true}}}", true),
        (ControlAccess(), "{mock: {signInPage: {personas: false}}}", false),
    ]

    @Test(arguments: rows)
    func `personas are listed where the control API is open, or the fixture asks for them`(
        access: ControlAccess,
        overlay: String,
        areListed: Bool
    ) throws {
        let double = try TestDouble(builtInAnd: overlay, access: access)
        let query = FormParameters([
            ("client_id", "web-app"), ("response_type", "code"), ("scope", "openid"), ("state", "s"),
            ("redirect_uri", "http://localhost:3000/callback"),
        ])
        let request = HTTPRequest(
            method: .get,
            path: "/oauth2/default/v1/authorize",
            query: query.encoded,
            fields: ["Accept": "text/html"]
        )
        let page = Answer(try double.send(request))
        #expect(page.status == 200)
        #expect(page.text.contains("password"))
        #expect(page.text.contains(#"class="personas""#) == areListed)
    }
}
