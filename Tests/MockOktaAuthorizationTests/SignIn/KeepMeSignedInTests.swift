import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// "Keep me signed in": a rule of the app asks at the end of a sign-in (Okta, "Keep me signed in").
@Suite struct KeepMeSignedInTests {
    private static let policy = """
        {policies: [{type: "ACCESS_POLICY", id: "rst1", name: "Stay", rules: [{name: "All", actions: {appSignOn: {
           access: "ALLOW", verificationMethod: {type: "ASSURANCE", factorMode: "1FA"},
           keepMeSignedIn: {postAuth: "ALLOWED", postAuthPromptFrequency: "P30D"}}}}]}],
         apps: [{client_id: "web-app", _links: {accessPolicy: {href: "https://org.example/api/v1/policies/rst1"}}},
           {client_id: "native-idx", _links: {accessPolicy: {href: "https://org.example/api/v1/policies/rst1"}}}]}
        """

    private let double: TestDouble

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture, Self.policy])
    }

    private static func cookie(_ answer: Answer) -> String {
        answer.response.fields.values(of: "Set-Cookie").first { $0.hasPrefix("idx=") } ?? ""
    }

    @Test(.rule("signin.keep-me-signed-in"), arguments: [true, false])
    func `by /idp/idx`(stays: Bool) throws {
        let client = IDXClient(double)
        var members = IDXClient.passcode("Alice-pw-1")
        members["identifier"] = "alice@example.com"
        let asked = try client.submit(client.begin(), "identify", members)
        #expect(asked.remediations == ["keep-me-signed-in"])
        let field: JSON = [
            "name": "keepMeSignedIn", "type": "boolean", "label": "Stay signed in", "required": true, "value": false,
        ]
        #expect(asked.json["remediation"]?["value"]?.array?[0]["value"]?.array?[0] == field)
        let done = try client.submit(asked, "keep-me-signed-in", ["keepMeSignedIn": .bool(stays)])
        #expect(done.json["successWithInteractionCode"] != nil)
        #expect(Self.cookie(done).contains("Max-Age=7200") == stays)
        #expect(try client.redeem(done).status == 200)
    }

    @Test(.rule("signin.keep-me-signed-in"), arguments: ["stay", "leave"])
    func `on the pages`(choice: String) throws {
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let asked = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(asked.text.contains("<h1>Keep me signed in</h1>"))
        let done = try browser.press(asked, choice)
        #expect(done.redirect["code"] != nil)
        #expect(Self.cookie(done).contains("Max-Age=7200") == (choice == "stay"))
    }

    @Test(.rule("signin.keep-me-signed-in"))
    func `/api/v1/authn does not ask`() throws {
        #expect(try AuthnClient(double).start("alice@example.com", "Alice-pw-1").string("status") == "SUCCESS")
    }
}
