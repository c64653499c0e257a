import MockOktaFormats
import MockOktaTestSupport
import Testing

/// A sign-in page is made once for each app; what belongs to one request is not kept with it.
@Suite struct KeptSignInPageTests {
    private static let path = "/oauth2/default/v1/authorize"

    private func page(_ double: TestDouble, _ changes: [String: String] = [:]) throws -> Answer {
        try Browser(double).get(Self.path, OAuthClient.authorize(changes))
    }

    private func tokens(_ page: Answer) -> Set<ExactString> {
        Set(texts: HTMLForm.all(in: page.text).flatMap { $0.inputs.filter { $0.name == "stateToken" }.map(\.value) })
    }

    @Test func `each page has its own transaction, the same in each of its forms`() throws {
        let double = try TestDouble()
        let pages = try (1...3).map { try page(double, ["state": "s\($0)"]) }
        for page in pages { #expect(tokens(page).count == 1) }
        #expect(Set(pages.flatMap { tokens($0) }).count == 3)
        #expect(Set(texts: pages.map { $0.text.replacing(/value="[^"]{200,}"/, with: "") }).count == 1)
    }

    @Test func `a page from the kept one signs in`() throws {
        let double = try TestDouble()
        _ = try page(double, ["state": "first"])
        let browser = Browser(double)
        let answer = try browser.signIn(
            browser.get(Self.path, OAuthClient.authorize(["state": "second"])),
            "alice@example.com",
            "Alice-pw-1"
        )
        #expect(answer.redirect["state"] == "second" && answer.redirect["code"] != nil)
    }

    @Test func `it is made anew for another app, another server, and an org that has changed`() throws {
        let double = try TestDouble()
        _ = try page(double)
        let spa = ["client_id": "spa-app", "redirect_uri": "http://localhost:5173/callback"]
        let challenge = ["code_challenge": String(repeating: "c", count: 43), "code_challenge_method": "S256"]
        #expect(try page(double, spa.merging(challenge) { $1 }).text.contains("<p class=\"soft\">to Single-page app"))
        let org = try Browser(double).get("/oauth2/v1/authorize", OAuthClient.authorize([:]))
        #expect(HTMLForm.all(in: org.text)[0].action == "/oauth2/v1/authorize/sign-in")
        try double.change(to: [
            TestOrganization.builtIn(), "{users: [{profile: {login: 'new@example.com'}}]}",
        ])
        #expect(try page(double).text.contains("new@example.com"))
    }

    @Test func `apps whose client ids differ in their bytes only have a page each`() throws {
        let double = try TestDouble()
        let app = "redirect_uris: ['http://localhost:3000/callback']"
        try double.change(to: [
            TestOrganization.builtIn(),
            "{apps: [{client_id: '\u{e9}', label: 'Composed', \(app)}, {client_id: 'e\u{301}', label: 'Apart', \(app)}]}",
        ])
        for (client, label) in [("\u{e9}", "Composed"), ("e\u{301}", "Apart")] {
            #expect(try page(double, ["client_id": client]).text.contains("<p class=\"soft\">to \(label)</p>"))
        }
    }

    @Test func `a login hint is on the page of its request only`() throws {
        let double = try TestDouble()
        _ = try page(double)
        #expect(try page(double, ["login_hint": "alice@example.com"]).text.contains("value=\"alice@example.com\""))
        #expect(!(try page(double).text.contains("value=\"alice@example.com\"")))
    }

    @Test func `the journal has each page whole`() throws {
        let double = try TestDouble()
        let pages = try (1...3).map { try page(double, ["state": "s\($0)"]) }
        let control = ControlClient(double)
        for (index, page) in pages.enumerated() {
            let entry = try control.get("/requests/\(index + 1)?secrets=true")
            #expect(entry["answer"]?["body"]?.string == page.text)
        }
    }
}
