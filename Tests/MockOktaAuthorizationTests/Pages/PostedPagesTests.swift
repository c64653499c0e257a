import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// A page that answers a form has an address of its own in a browser, so that Back can return to it.
@Suite struct PostedPagesTests {
    private static let browserFields: [HTTPFields] = [
        ["Sec-Fetch-Mode": "navigate"], ["Upgrade-Insecure-Requests": "1"],
    ]

    /// Posts the sign-in form with a wrong password, as a browser or a script would.
    private func reject(_ browser: Browser, _ fields: HTTPFields, prefix: String = "") throws -> Answer {
        let page = try browser.get(prefix + "/oauth2/default/v1/authorize", OAuthClient.authorize())
        let form = try #require(HTMLForm.all(in: page.text).first)
        let body = FormParameters(form.filled(text: "alice@example.com", password: "wrong")).encoded
        var all: HTTPFields = ["Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded"]
        all.append(contentsOf: fields)
        return try browser.send(HTTPRequest(method: .post, path: form.action, fields: all, body: Array(body.utf8)))
    }

    @Test(arguments: browserFields, ["", "/t/a"])
    func `a browser is redirected to the page`(fields: HTTPFields, prefix: String) throws {
        let browser = try Browser(TestDouble())
        let redirect = try reject(browser, fields, prefix: prefix)
        #expect(redirect.status == 303)
        #expect(redirect.location.hasPrefix(prefix + "/login/page/"))
        #expect(redirect.field("Set-Cookie")?.hasPrefix("oktaStateToken=") == true)
        for _ in 0..<2 {
            let page = try browser.get(redirect.location)
            #expect(page.status == 200)
            #expect(page.text.contains("Unable to sign in"))
            #expect(page.field("Cache-Control") == "no-cache, no-store")
            #expect(page.field("Content-Security-Policy")?.hasPrefix("default-src 'none'") == true)
        }
        let answer = try browser.signIn(try browser.get(redirect.location), "alice@example.com", "Alice-pw-1")
        #expect(answer.location.hasPrefix("http://localhost:3000/callback?code="))
    }

    @Test func `a page is only for the browser that posted the form`() throws {
        let double = try TestDouble()
        let browser = Browser(double)
        let path = try reject(browser, ["Sec-Fetch-Mode": "navigate"]).location
        #expect(try browser.get(path).status == 200)
        let other = Browser(double)
        #expect(try other.get(path).status == 400)
        _ = try other.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        #expect(try other.get(path).status == 400)
    }

    @Test func `a script receives the page at once`() throws {
        let page = try reject(Browser(TestDouble()), [:])
        #expect(page.status == 200)
        #expect(page.text.contains("Unable to sign in"))
    }

    @Test func `an error page keeps its status`() throws {
        let browser = try Browser(TestDouble())
        let request = HTTPRequest(
            method: .post,
            path: "/oauth2/default/v1/authorize/sign-in",
            fields: ["Accept": "text/html", "Sec-Fetch-Mode": "navigate"]
        )
        let redirect = try browser.send(request)
        #expect(redirect.status == 303)
        #expect(try browser.get(redirect.location).status == 400)
    }

    @Test func `a page that is not kept says so`() throws {
        let browser = try Browser(TestDouble())
        let first = try reject(browser, ["Sec-Fetch-Mode": "navigate"]).location
        for _ in 0..<200 { _ = try reject(browser, ["Sec-Fetch-Mode": "navigate"]) }
        let page = try browser.get(first)
        #expect(page.status == 400)
        #expect(page.text.contains("is not kept any more"))
    }
}
