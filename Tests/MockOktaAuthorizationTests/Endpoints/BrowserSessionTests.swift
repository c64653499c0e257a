import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What pages and Okta's browser SDK do with the session itself (Okta, "Sessions API", "Session cookie").
@Suite struct BrowserSessionTests {
    private static let path = "/api/v1/sessions/me"

    private func signedIn() throws -> (Browser, TestDouble) {
        let client = OAuthClient(try TestDouble())
        let browser = Browser(client.double)
        _ = try client.signIn(browser, OAuthClient.authorize())
        return (browser, client.double)
    }

    private func call(_ browser: Browser, _ method: HTTPMethod, _ path: String = path) throws -> Answer {
        try browser.send(HTTPRequest(method: method, path: path, fields: ["Accept": "application/json"]))
    }

    private func sessionToken(_ double: TestDouble) throws -> String {
        try OAuthClient(double).authn(#"{"username":"alice@example.com","password":"Alice-pw-1"}"#)
            .string("sessionToken")
    }

    @Test(.rule("session.me", "session.refresh"))
    func `looking at a session leaves its two hours alone, refreshing starts them anew`() throws {
        let (browser, double) = try signedIn()
        let session = try call(browser, .get)
        #expect(session.status == 200)
        #expect(
            session.json.object?.keys == [
                "id", "userId", "login", "createdAt", "expiresAt", "status", "lastPasswordVerification",
                "lastFactorVerification", "amr", "idp", "mfaActive", "_links",
            ]
        )
        #expect(session.string("login") == "alice@example.com")
        #expect(session.string("status") == "ACTIVE" && session["mfaActive"] == true)
        #expect(session.string("expiresAt") == "2026-01-01T02:00:00.000Z")
        double.advance(3600)
        #expect(try call(browser, .get).string("expiresAt") == "2026-01-01T02:00:00.000Z")
        let refreshed = try call(browser, .post, Self.path + "/lifecycle/refresh")
        #expect(refreshed.string("expiresAt") == "2026-01-01T03:00:00.000Z")
        double.advance(7199)
        #expect(try call(browser, .get).status == 200)
        double.advance(1)
        #expect(try call(browser, .get).status == 404)
    }

    @Test(.rule("session.close"))
    func `a session closes once, and its cookie goes`() throws {
        let (browser, _) = try signedIn()
        let closed = try call(browser, .delete)
        #expect(closed.status == 204)
        #expect(closed.text.isEmpty)
        #expect(browser.cookie("idx") == nil)
        let again = try call(browser, .delete)
        #expect(again.status == 404)
        #expect(again.string("errorCode") == "E0000007")
        #expect(again.string("errorSummary") == "Not found: Resource not found: me (Session)")
    }

    @Test(.rule("session.me"), arguments: [HTTPMethod.get, .delete])
    func `a cookie outlives the session it names by nothing`(method: HTTPMethod) throws {
        let (browser, double) = try signedIn()
        double.advance(7200)
        #expect(try call(browser, method).status == 404)
        #expect(try call(browser, .post, Self.path + "/lifecycle/refresh").status == 404)
    }

    @Test(.rule("session.cors"))
    func `only trusted origins may look at a session`() throws {
        let (browser, _) = try signedIn()
        for (origin, isTrusted) in [("http://localhost:3000", true), ("http://localhost:9", false)] {
            let answer = try browser.send(HTTPRequest.get(Self.path, [], ["Origin": origin]))
            #expect((answer.field("Access-Control-Allow-Origin") == origin) == isTrusted)
            #expect((answer.field("Access-Control-Allow-Credentials") == "true") == isTrusted)
        }
    }

    @Test(
        .rule("session.cookie-redirect"),
        arguments: ["http://localhost:3000/after?x=1", "http://mock.example/", "/oauth2/default/v1/keys"]
    )
    func `a session token becomes a cookie on the way to a trusted address`(target: String) throws {
        let double = try TestDouble()
        let browser = Browser(double)
        let parameters = [("token", try sessionToken(double)), ("redirectUrl", target)]
        let answer = try browser.get("/login/sessionCookieRedirect", parameters)
        #expect(answer.location == (target.hasPrefix("/") ? "http://mock.example" : "") + target)
        #expect(try call(browser, .get).status == 200)
        let again = try Browser(double).get("/login/sessionCookieRedirect", parameters)
        #expect(again.status == 400)
    }

    /// gimme-aws-creds reads both cookies there, and goes on with `sid`.
    @Test(.rule("session.sid-redirect"))
    func `a session token becomes the cookie of Classic Engine orgs too`() throws {
        let double = try TestDouble()
        let browser = Browser(double)
        let parameters = [("token", try sessionToken(double)), ("redirectUrl", "/")]
        _ = try browser.get("/login/sessionCookieRedirect", parameters)
        let sid = try #require(browser.cookie("sid"))
        #expect(browser.cookie("DT") != nil)
        let request = HTTPRequest.get(Self.path, [], ["Cookie": "sid=\(sid)"])
        #expect(Answer(try double.send(request)).string("login") == "alice@example.com")
    }

    static let strangers = [
        "http://localhost:9/", "https://localhost:3000/", "http://localhost:3000@unpublishedKey.example/",
        "http://localhost:3000.unpublishedKey.example/", "//unpublishedKey.example/", "/\\unpublishedKey.example/",
        "/\t/unpublishedKey.example/", "unpublishedKey.example", "javascript:alert(1)", "",
    ]

    @Test(.rule("session.cookie-redirect", "session.sign-out"), arguments: strangers)
    func `nobody is sent to a unpublishedKey`(target: String) throws {
        let double = try TestDouble()
        let token = try sessionToken(double)
        let parameters = [("token", token), ("redirectUrl", target)]
        #expect(try Browser(double).get("/login/sessionCookieRedirect", parameters).status == 400)
        let answer = try Browser(double).get("/login/signout", [("fromURI", target)])
        #expect(answer.status == 200)
        #expect(answer.location == "")
        let silent = OAuthClient.authorize(["prompt": "none", "sessionToken": token])
        let unused = try Browser(double).get("/oauth2/default/v1/authorize", silent)
        #expect(unused.redirect["code"] != nil, "the token was used up")
    }

    @Test(.rule("session.sign-out"), arguments: [nil, "http://localhost:3000/bye"] as [String?])
    func `signing out of the org ends the session`(target: String?) throws {
        let (browser, _) = try signedIn()
        let answer = try browser.get("/login/signout", target.map { [("fromURI", $0)] } ?? [])
        #expect(answer.location == target ?? "")
        #expect(browser.cookie("idx") == nil)
        #expect(try call(browser, .get).status == 404)
    }
}
