import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Switches for tests that Okta does not have: off unless the fixture sets them.
@Suite struct ConvenienceTests {
    private static func double(_ mock: String) throws -> TestDouble { try TestDouble(builtInAnd: "{mock: {\(mock)}}") }

    private static func authorize(_ double: TestDouble, _ changes: [String: String?] = [:]) throws -> Answer {
        try Browser(double).get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
    }

    private static func login(_ double: TestDouble, _ answer: Answer) throws -> String? {
        let code = try #require(answer.redirect["code"])
        let tokens = try OAuthClient(double).token(OAuthClient.redeem(code), basic: OAuthClient.web)
        return try OAuthClient(double).userInfo(tokens.string("access_token")).string("preferred_username")
    }

    private static let profile: [String: String?] = ["scope": "openid profile"]

    @Test func `autoSignIn answers without a page and starts a session`() throws {
        let double = try Self.double("autoSignIn: 'alice@example.com'")
        let browser = Browser(double)
        let answer = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(Self.profile))
        #expect(answer.status == 302)
        #expect(try Self.login(double, answer) == "alice@example.com")
        let silent = OAuthClient.authorize(["prompt": "none"])
        #expect(try browser.get("/oauth2/default/v1/authorize", silent).redirect["code"] != nil)
        #expect(try Self.authorize(Self.double(""), [:]).status == 200)
    }

    @Test func `login_hint chooses another user`() throws {
        let double = try Self.double("autoSignIn: 'alice@example.com'")
        let bob = try Self.authorize(double, ["login_hint": "bob@example.com", "scope": "openid profile"])
        #expect(try Self.login(double, bob) == "bob@example.com")
    }

    @Test(arguments: [
        ["prompt": "login"], ["login_hint": "nobody@example.com"], ["login_hint": "locked@example.com"],
    ])
    func `the page is shown where it must be`(changes: [String: String]) throws {
        let answer = try Self.authorize(Self.double("autoSignIn: 'alice@example.com'"), changes)
        #expect(answer.status == 200)
        #expect(answer.text.contains("type=\"password\""))
    }

    @Test func `prompt none without a session is refused all the same`() throws {
        let answer = try Self.authorize(Self.double("autoSignIn: 'alice@example.com'"), ["prompt": "none"])
        #expect(answer.redirect["error"] == "login_required")
    }

    @Test func `a fixture that names no user is refused, unless users are made on demand`() throws {
        let problems = TestOrganization.problems([
            "{mock: {autoSignIn: 'alise@example.com'}, users: [{profile: {login: 'alice@example.com'}}]}"
        ])
        #expect(problems.count == 1)
        #expect(
            problems.first?.contains("mock.autoSignIn: is \"alise@example.com\", but there is no such user") == true
        )
        #expect(TestOrganization.problems(["{mock: {autoSignIn: 'x@example.com', usersOnDemand: true}}"]) == [])
    }

    @Test func `usersOnDemand makes a user of an unknown login, with any password`() throws {
        let double = try Self.double("usersOnDemand: true")
        let form = [
            ("grant_type", "password"), ("username", "carol.jones@example.com"), ("password", "whatever"),
            ("scope", "openid profile groups"),
        ]
        let answer = try OAuthClient(double).token(form, basic: OAuthClient.web)
        #expect(answer.status == 200)
        let user = try #require(double.user("carol.jones@example.com"))
        #expect(user.displayName == "Carol Jones")
        #expect(claims(of: answer.string("access_token"))["uid"]?.string == user.id.rawValue)
        #expect(claims(of: answer.string("id_token"))["name"] == "Carol Jones")
        #expect(try OAuthClient(double).token(form, basic: OAuthClient.web).status == 200)
        // A user of the fixture keeps the password.
        let alice = form.map { $0.0 == "username" ? ("username", "alice@example.com") : $0 }
        #expect(try OAuthClient(double).token(alice, basic: OAuthClient.web).status == 400)
        _ = try ControlClient(double).post("/reset")
        #expect(double.user("carol.jones@example.com") == nil)
    }

    @Test(arguments: ["one-page", "identifier-first"])
    func `a page signs a new user in`(layout: String) throws {
        let double = try Self.double("usersOnDemand: true, signInPage: {layout: '\(layout)'}")
        let browser = Browser(double)
        var answer = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(Self.profile))
        if layout == "identifier-first" {
            let form = try #require(HTMLForm.all(in: answer.text).first)
            answer = try browser.post(form.action, form.filled(text: "dave", password: ""))
        }
        answer = try browser.signIn(answer, "dave", "x")
        #expect(try Self.login(double, answer) == "dave@example.com")
    }

    @Test func `without the switch an unknown login is refused`() throws {
        let double = try TestDouble()
        let form = [
            ("grant_type", "password"), ("username", "carol@example.com"), ("password", "x"), ("scope", "openid"),
        ]
        #expect(try OAuthClient(double).token(form, basic: OAuthClient.web).status == 400)
        #expect(double.user("carol@example.com") == nil)
    }

    @Test(arguments: [
        ("http://localhost:49152/callback", true), ("http://localhost/callback", true),
        ("http://127.0.0.1:1/callback", true), ("http://localhost:49152/callback/", false),
        ("http://localhost:49152/callback?x=1", false), ("https://localhost:49152/callback", false),
        ("http://[::1]:49152/callback", false), ("http://localhost.example:3000/callback", false),
        ("http://user@localhost:49152/callback", false), ("http://localhost:99999/callback", false),
    ])
    func `anyLoopbackPort compares redirect URIs without their ports`(uri: String, isAllowed: Bool) throws {
        let changes = ["redirect_uri": uri]
        let answer = try Self.authorize(Self.double("anyLoopbackPort: true"), changes)
        #expect((answer.status == 200) == isAllowed, "\(answer)")
        #expect(try Self.authorize(TestDouble(), changes).status == 400)
    }

    @Test func `anyLoopbackPort holds for origins and for the way back from a sign-out`() throws {
        let fields: HTTPFields = ["Origin": "http://localhost:49152", "Access-Control-Request-Method": "GET"]
        let preflight = HTTPRequest(method: .options, path: "/api/v1/sessions/me", fields: fields)
        #expect(try Self.double("anyLoopbackPort: true").send(preflight).status.rawValue == 204)
        #expect(try TestDouble().send(preflight).status.rawValue == 405)
        for (double, status) in [(try Self.double("anyLoopbackPort: true"), 302), (try TestDouble(), 400)] {
            let form = [
                ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
                ("scope", "openid"),
            ]
            let hint = try OAuthClient(double).token(form, basic: OAuthClient.web).string("id_token")
            let parameters = [("id_token_hint", hint), ("post_logout_redirect_uri", "http://localhost:49152/")]
            #expect(try Browser(double).get("/oauth2/default/v1/logout", parameters).status == status)
        }
    }

    @Test func `the reason of a refused redirect URI names the switch`() throws {
        let double = try TestDouble()
        _ = try Self.authorize(double, ["redirect_uri": "http://localhost:49152/callback"])
        let why = try ControlClient(double).requests("last=1").first?["why"]?.string
        #expect(why?.hasSuffix("by its port; mock.anyLoopbackPort lets every port of a loopback host match") == true)
    }
}
