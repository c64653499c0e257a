import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Whether the consent page comes: prompt × the app's consent_method × the scope's consent (Okta, "User consent").
@Suite struct ConsentTests {
    struct Row: CustomTestStringConvertible {
        let prompt: String?
        let method: String
        let scope: String
        let asks: Bool

        var testDescription: String { "\(prompt ?? "no prompt"), \(method), \(scope)" }
    }

    static let matrix: [Row] = [
        Row(prompt: nil, method: "TRUSTED", scope: "plain", asks: false),
        Row(prompt: nil, method: "TRUSTED", scope: "asked", asks: false),
        Row(prompt: nil, method: "TRUSTED", scope: "asked-softly", asks: false),
        Row(prompt: nil, method: "REQUIRED", scope: "plain", asks: false),
        Row(prompt: nil, method: "REQUIRED", scope: "asked", asks: true),
        Row(prompt: nil, method: "REQUIRED", scope: "asked-softly", asks: true),
        Row(prompt: "consent", method: "TRUSTED", scope: "plain", asks: false),
        Row(prompt: "consent", method: "TRUSTED", scope: "asked", asks: true),
        Row(prompt: "consent", method: "TRUSTED", scope: "asked-softly", asks: true),
        Row(prompt: "consent", method: "REQUIRED", scope: "plain", asks: false),
        Row(prompt: "consent", method: "REQUIRED", scope: "asked", asks: true),
        Row(prompt: "consent", method: "REQUIRED", scope: "asked-softly", asks: true),
    ]

    private func app(_ row: Row) throws -> (OAuthClient, [(String, String)]) {
        let double = try FidelityOrganization.double(
            "{apps: [{client_id: 'consent-app', consent_method: '\(row.method)'}]}"
        )
        let parameters = OAuthClient.authorize([
            "client_id": "consent-app", "scope": row.scope, "prompt": row.prompt,
        ])
        return (OAuthClient(double, server: "careful"), parameters)
    }

    private func agree(_ browser: Browser, _ page: Answer) throws -> Answer {
        let form = try #require(HTMLForm.all(in: page.text).first { $0.action.hasSuffix("/consent") }, "\(page)")
        return try browser.post(form.action, form.filled(text: "", password: ""))
    }

    @Test(.rule("consent.matrix", "consent.remembered"), arguments: matrix)
    func `prompt, app and scope decide whether the user is asked, and the answer is remembered`(row: Row) throws {
        let (client, parameters) = try app(row)
        let browser = Browser(client.double)
        let page = try client.signIn(browser, parameters)
        #expect(page.text.contains("/consent\"") == row.asks, "\(page)")
        let answer = row.asks ? try agree(browser, page) : page
        #expect(answer.redirect["code"] != nil, "\(answer)")
        let again = try browser.get(client.base + "/v1/authorize", parameters)
        let asksAgain = row.asks && row.prompt == "consent"
        #expect((again.redirect["code"] != nil) == !asksAgain, "\(again)")
    }

    @Test(.rule("consent.refused"))
    func `a user may say no`() throws {
        let (client, parameters) = try app(Self.matrix[4])
        let browser = Browser(client.double)
        let page = try client.signIn(browser, parameters)
        let form = try #require(HTMLForm.all(in: page.text).first { $0.action.hasSuffix("/cancel") })
        let answer = try browser.post(form.action, form.filled(text: "", password: ""))
        #expect(answer.redirect["error"] == "access_denied")
        #expect(try browser.get(client.base + "/v1/authorize", parameters).status == 200)
    }

    @Test(.rule("consent.prompt-none"), arguments: ["TRUSTED", "REQUIRED"], ["plain", "asked", "asked-softly"])
    func `prompt=none fails where app and scope require consent`(method: String, scope: String) throws {
        let (client, parameters) = try app(Row(prompt: "none", method: method, scope: scope, asks: false))
        let browser = Browser(client.double)
        _ = try client.signIn(browser, OAuthClient.authorize(["client_id": "consent-app", "scope": "plain"]))
        let answer = try client.signIn(browser, parameters)
        let fails = method == "REQUIRED" && scope == "asked"
        #expect(answer.redirect["error"] == (fails ? "consent_required" : nil), "\(answer)")
    }

    @Test(.rule("scope.consent-without-page"), arguments: ["TRUSTED", "REQUIRED"], ["plain", "asked", "asked-softly"])
    func `grants without a page cannot ask`(method: String, scope: String) throws {
        let (client, _) = try app(Row(prompt: nil, method: method, scope: scope, asks: false))
        let basic = ("consent-app", "consent-secret")
        let password = try client.token(ErrorCase.password(scope: scope), basic: basic)
        let fails = method == "REQUIRED" && scope == "asked"
        #expect(password.error == (fails ? "consent_required" : ""), "\(password)")
        let service = try client.token(ErrorCase.service(scope), basic: ("service-app", "service-secret"))
        #expect(service.error == (scope == "asked" ? "consent_required" : ""), "\(service)")
    }
}
