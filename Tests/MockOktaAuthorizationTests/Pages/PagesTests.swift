import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What scripts and people rely on in every page.
@Suite struct PagesTests {
    private static let users = """
        users: [
          {profile: {login: 'gone@example.com'}, status: 'DEPROVISIONED', credentials: {password: {value: 'Gone-pw-1'}}},
          {profile: {login: '<b>"\\'&@example.com'}, credentials: {password: {value: 'Bold-pw-1'}}},
        ]
        """

    private func page(_ double: TestDouble, _ changes: [String: String] = [:]) throws -> (Browser, Answer) {
        let browser = Browser(double)
        return (browser, try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes)))
    }

    @Test func `the first form signs in, Cancel and personas are forms of their own behind it`() throws {
        let (_, page) = try page(TestDouble())
        let forms = HTMLForm.all(in: page.text)
        #expect(forms.map { $0.action.split(separator: "/").last } == ["sign-in", "cancel", "step", "sign-in"])
        #expect(forms[0].inputs.map(\.type) == ["hidden", "text", "password", "checkbox"])
        #expect(forms[0].buttons.count == 1)
        #expect(forms[1].buttons.count == 1)
        #expect(forms[2].buttons.map(\.value) == ["recover", "unlock"])
        #expect(forms[3].buttons.map(\.name) == ["persona", "persona", "persona"])
    }

    @Test func `users who cannot sign in are marked, and names are escaped`() throws {
        let (_, page) = try page(TestDouble(builtInAnd: "{\(Self.users)}"))
        #expect(page.text.contains("<span class=\"status\">Locked out</span>"))
        #expect(page.text.contains("<span class=\"status\">Deprovisioned</span>"))
        #expect(page.text.contains("&lt;b&gt;&quot;&#39;&amp;@example.com"))
        #expect(!page.text.contains("<b>"))
    }

    @Test func `a large directory is shown in part`() throws {
        let users = (1...500).map { "{profile: {login: 'user\($0)@example.com'}}" }.joined(separator: ",")
        let (_, page) = try page(TestDouble(builtInAnd: "{users: [\(users)]}"))
        #expect(page.text.contains("and 479 more"))
        #expect(page.response.body.count < 60_000)
    }

    @Test(arguments: [("user400@example.com", true), ("nobody@example.com", false)])
    func `a user of a large directory is found by login`(login: String, isThere: Bool) throws {
        let users = (1...500).map { "{profile: {login: 'user\($0)@example.com'}}" }.joined(separator: ",")
        let (browser, page) = try page(TestDouble(builtInAnd: "{users: [\(users)]}"))
        let form = try #require(HTMLForm.all(in: page.text).last)
        #expect(form.inputs.last?.name == "persona")
        #expect(page.text.contains("<option value=\"user400@example.com\">"))
        let hidden = form.inputs.filter { $0.type == "hidden" }.map { ($0.name, $0.value) }
        let answer = try browser.post(form.action, hidden + [("persona", login)])
        #expect((answer.redirect["code"] != nil) == isThere, "\(answer)")
    }

    /// Login, password, and what the page and the journal then say.
    static let rejections = [
        ("alice@example.com", "wrong", "Unable to sign in", "wrong password for alice@example.com"),
        ("nobody@example.com", "Nobody-pw-1", "Unable to sign in", "no user has the login nobody@example.com"),
        ("locked@example.com", "Locked-pw-1", "Unable to sign in", "locked@example.com is LOCKED_OUT"),
    ]

    @Test(arguments: rejections, [true, false])
    func `a rejection shows the form again; only where personas are on it says why`(
        rejection: (login: String, password: String, message: String, why: String),
        arePersonasOn: Bool
    ) throws {
        let double = try TestDouble(builtInAnd: "{mock: {signInPage: {personas: \(arePersonasOn)}}}")
        let (browser, first) = try page(double)
        let page = try browser.signIn(first, rejection.login, rejection.password)
        #expect(page.status == 200)
        #expect(page.text.contains("role=\"alert\" id=\"error\">\(rejection.message)</p>"))
        #expect(page.text.contains("<p>\(rejection.why)</p>") == arePersonasOn)
        #expect(page.text.contains("name=\"persona\"") == arePersonasOn)
        #expect(page.text.contains("value=\"\(rejection.login)\""))
        #expect(!page.text.contains(rejection.password + "\""))
        let entry = try #require(try ControlClient(double).requests("path=/oauth2/default/v1/authorize/sign-in").last)
        #expect(entry["why"]?.string == rejection.why)
        #expect(entry["user"]?.string == rejection.login)
    }

    @Test func `a persona who cannot sign in is told so under the persona's name`() throws {
        let (browser, first) = try page(TestDouble())
        let form = HTMLForm.all(in: first.text)[3]
        let locked = try #require(form.buttons.last)
        let transaction = form.inputs.map { ($0.name, $0.value) }
        let page = try browser.post(form.action, transaction + [("persona", locked.value)])
        #expect(page.text.contains("locked@example.com is LOCKED_OUT"))
        #expect(page.text.contains("value=\"locked@example.com\""))
    }

    @Test(
        arguments: [
            (["redirect_uri": "http://localhost:3000/new"], "http://localhost:3000/new"),
            (["client_id": "new-app", "redirect_uri": "http://localhost:4000/"], "http://localhost:4000/"),
        ] as [([String: String], String)]
    )
    func `the error page's remedy is a fixture that lets the request pass`(
        changes: [String: String],
        target: String
    ) throws {
        let double = try TestDouble()
        let (browser, page) = try page(double, changes)
        #expect(page.status == 400)
        let code = try #require(page.text.split(separator: "<code>").last?.split(separator: "</code>").first)
        let fixture = try JSON.parse(Array(code.replacing("&quot;", with: "\"").utf8))
        #expect(try ControlClient(double).send(.patch, "/fixtures", fixture).status == 200)
        let answer = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
        #expect(answer.status == 200, "\(answer)")
        #expect(try browser.signIn(answer, "alice@example.com", "Alice-pw-1").location.hasPrefix(target))
    }

    private static let doors: [(String, ControlAccess, String)] = [
        ("", ControlAccess(), ", or send it to the running double: PATCH /_mock/fixtures</p>"),
        ("/t/a", ControlAccess(), ", or send it to the running double: PATCH /t/a/_mock/fixtures</p>"),
        ("", ControlAccess(isEnabled: false), ".</p>"),
        ("", ControlAccess(role: .orgOnly), ".</p>"),
    ]

    @Test(arguments: doors)
    func `the remedy names the org's control API where it is served`(
        prefix: String,
        access: ControlAccess,
        ending: String
    ) throws {
        let browser = try Browser(TestDouble(builtInAnd: "{}", access: access))
        let changes = ["client_id": "new-app"]
        let page = try browser.get(prefix + "/oauth2/default/v1/authorize", OAuthClient.authorize(changes))
        #expect(page.text.contains("Put it into the fixture" + ending), "\(page.text)")
    }

    @Test func `the page for an unknown server says what the journal says`() throws {
        let double = try TestDouble()
        let request = HTTPRequest(method: .get, path: "/oauth2/nope/v1/authorize", fields: ["Accept": "text/html"])
        let page = Answer(try double.send(request))
        #expect(page.status == 404)
        #expect(page.text.contains("<p>the org has no active authorization server nope</p>"))
        #expect(try ControlClient(double).requests().last?["why"] == "the org has no active authorization server nope")
    }

    @Test(arguments: [true, false])
    func `the home page links the control API where it is served`(isServed: Bool) throws {
        let double = try TestDouble(builtInAnd: "{}", access: ControlAccess(isEnabled: isServed))
        let home = try Browser(double).get("/")
        #expect(home.status == 200)
        #expect(home.text.contains("href=\"/_mock/\"") == isServed)
        #expect(home.text.contains("href=\"/oauth2/default/.well-known/openid-configuration\""))
    }

    @Test func `only trusted origins with IFRAME_EMBED may frame what asks a person something`() throws {
        let origins = """
            trustedOrigins: [
              {name: 'frame', origin: 'http://localhost:1', scopes: [{type: 'IFRAME_EMBED'}]},
              {name: 'cors', origin: 'http://localhost:2', scopes: [{type: 'CORS'}, {type: 'REDIRECT'}]},
              {name: 'off', origin: 'http://localhost:3', scopes: [{type: 'IFRAME_EMBED'}], status: 'INACTIVE'},
            ]
            """
        let (_, embedded) = try page(TestDouble(builtInAnd: "{\(origins)}"))
        let policy = embedded.field("Content-Security-Policy") ?? ""
        #expect(policy.hasSuffix("frame-ancestors http://localhost:1"))
        let (_, alone) = try page(TestDouble())
        #expect(alone.field("Content-Security-Policy")?.hasSuffix("frame-ancestors 'none'") == true)
    }
}
