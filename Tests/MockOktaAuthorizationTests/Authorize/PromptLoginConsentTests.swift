import MockOktaFormats
import MockOktaTestSupport
import Testing

/// `prompt=login` on the consent matrix: it asks for the password, and changes nothing about consent.
@Suite struct PromptLoginConsentTests {
    @Test(
        .rule("consent.matrix", "session.prompt-login"),
        arguments: [
            ("TRUSTED", "plain", false), ("TRUSTED", "asked", false), ("TRUSTED", "asked-softly", false),
            ("REQUIRED", "plain", false), ("REQUIRED", "asked", true), ("REQUIRED", "asked-softly", true),
        ]
    )
    func `prompt=login asks for consent as no prompt does`(method: String, scope: String, asks: Bool) throws {
        let overlay = "{apps: [{client_id: 'consent-app', consent_method: '\(method)'}]}"
        let client = OAuthClient(try FidelityOrganization.double(overlay), server: "careful")
        let browser = Browser(client.double)
        let changes = ["client_id": "consent-app", "scope": scope]
        _ = try client.signIn(browser, OAuthClient.authorize(changes.merging(["scope": "plain"]) { $1 }))
        let parameters = OAuthClient.authorize(changes.merging(["prompt": "login"]) { $1 })
        let page = try browser.get(client.base + "/v1/authorize", parameters)
        #expect(page.text.contains(#"type="password""#), "the session does not answer: \(page)")
        let next = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(next.text.contains("/consent\"") == asks, "\(next)")
        #expect((next.redirect["code"] != nil) == !asks, "\(next)")
    }
}
