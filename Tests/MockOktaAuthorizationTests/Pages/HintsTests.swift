import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Pages that say what was probably meant, and remedies that work as printed.
@Suite struct HintsTests {
    private static let issuers: [(String, String)] = [
        ("/oauth2/default", "; the issuer is described at /oauth2/default/.well-known/openid-configuration"),
        ("/oauth2/default/", "; the issuer is described at /oauth2/default/.well-known/openid-configuration"),
        ("/t/a/oauth2/short", "; the issuer is described at /t/a/oauth2/short/.well-known/openid-configuration"),
        ("/oauth2/default/token", "; did you mean /oauth2/default/v1/token?"),
        ("/oauth2/default/v1/tokens", "; did you mean /oauth2/default/v1/token?"),
        ("/oauth2/v1/introspection", "; did you mean /oauth2/v1/introspect?"),
        ("/oauth2/token", "; did you mean /oauth2/v1/token?"),
        ("/t/a/oauth2/short/authorise", "; did you mean /t/a/oauth2/short/v1/authorize?"),
        ("/oauth2", "; the issuer of the org server is described at /.well-known/openid-configuration"),
        ("/oauth2/defualt", "; the org has no active authorization server defualt; did you mean default?"),
        ("/oauth2/default/nothing", ""), ("/nothing", ""), ("/", ""),
    ]

    @Test(arguments: issuers.dropLast())
    func `an issuer is no page, and its page says what to use`(path: String, hint: String) throws {
        let page = try Browser(TestDouble()).get(path)
        #expect(page.status == 404)
        #expect(page.text.contains("<p>nothing is served at this address\(hint)</p>"), "\(page.text)")
    }

    @Test(arguments: [("web-ap", "; did you mean web-app?"), ("WEB-APP", "; did you mean web-app?"), ("zzz", "")])
    func `an unknown client`(id: String, hint: String) throws {
        let page = try Browser(TestDouble())
            .get("/oauth2/default/v1/authorize", OAuthClient.authorize(["client_id": id]))
        #expect(page.status == 400)
        #expect(page.text.contains("<p>the org has no client \(id)\(hint)</p>"), "\(page.text)")
    }

    @Test(arguments: [("defaul", "; did you mean default?"), ("shorts", "; did you mean short?"), ("zzzzzz", "")])
    func `an unknown server`(address: String, hint: String) throws {
        let page = try Browser(TestDouble()).get("/oauth2/\(address)/v1/authorize")
        #expect(page.status == 404)
        #expect(page.text.contains("<p>the org has no active authorization server \(address)\(hint)</p>"))
    }

    @Test func `a server is addressed by its id, not by its name`() throws {
        let double = try TestDouble(["{authorizationServers: [{id: 'aus1', name: 'acme', audiences: ['a']}]}"])
        let page = try Browser(double).get("/oauth2/acme/v1/authorize")
        #expect(page.status == 404)
        let why =
            "the org has no active authorization server acme; acme is the name of the server at /oauth2/aus1: "
            + "paths have the id, not the name"
        #expect(page.text.contains("<p>\(why)</p>"), "\(page.text)")
    }

    /// Status, and whether the fixture has a password.
    private static let users = ["STAGED", "PROVISIONED", "LOCKED_OUT", "SUSPENDED", "PASSWORD_EXPIRED", "ACTIVE"]

    /// A user with an expired password is not refused: the next page asks for a new one (`StepPagesTests`).
    @Test(arguments: users, [true, false])
    func `the remedy for a user who cannot sign in works as printed`(status: String, hasPassword: Bool) throws {
        let password = hasPassword ? ", credentials: {password: {value: 'Own-pw-1'}}" : ""
        let double = try TestDouble(
            builtInAnd: "{users: [{profile: {login: 'new@example.com'}, status: '\(status)'\(password)}]}"
        )
        let browser = Browser(double)
        let first = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let page = try browser.signIn(first, "new@example.com", hasPassword ? "Own-pw-1" : "Password-1")
        if status == "PASSWORD_EXPIRED", hasPassword {
            #expect(page.text.contains("Your password has expired"))
            return
        }
        guard status != "ACTIVE" || !hasPassword else {
            #expect(page.location.hasPrefix("http://localhost:3000/callback?code="))
            return
        }
        let code = try #require(page.text.split(separator: "<code>").last?.split(separator: "</code>").first)
        let fixture = try JSON.parse(Array(code.replacing("&quot;", with: "\"").utf8))
        #expect(try ControlClient(double).send(.patch, "/fixtures", fixture).status == 200)
        let shown = fixture["users"]?.array?.first?["credentials"]?["password"]?["value"]?.string
        #expect((shown == nil) == hasPassword)
        let answer = try browser.signIn(page, "new@example.com", shown ?? "Own-pw-1")
        #expect(answer.location.hasPrefix("http://localhost:3000/callback?code="), "\(answer)")
    }
}
