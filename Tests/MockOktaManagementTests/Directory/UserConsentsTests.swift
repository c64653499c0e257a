import MockOktaFormats
import MockOktaTestSupport
import Testing

/// What a user has consented to, and the tokens of the user's clients.
@Suite struct UserConsentsTests {
    private let double: TestDouble
    private let client: ManagementClient
    private let alice = "/users/alice@example.com"

    init() throws {
        double = try TestDouble(
            builtInAnd: #"""
                {"apps": [{"client_id": "asking-app", "client_secret": "asking-secret", "consent_method": "REQUIRED",
                    "grant_types": ["authorization_code", "refresh_token"], "redirect_uris": ["http://localhost/cb"]}],
                 "authorizationServers": [{"id": "default", "scopes": [
                    {"name": "pay", "consent": "REQUIRED"}, {"name": "read", "consent": "REQUIRED"}]}]}
                """#
        )
        client = ManagementClient(double)
    }

    private static let parameters: [String: String?] = [
        "client_id": "asking-app", "redirect_uri": "http://localhost/cb", "scope": "openid offline_access pay read",
    ]

    /// Signs alice in; returns whether a page asks for her consent, which she gives.
    private func signIn() throws -> Bool {
        let browser = Browser(double)
        let page = try OAuthClient(double).signIn(browser, OAuthClient.authorize(Self.parameters))
        guard page.status == 200 else { return false }
        let form = try #require(HTMLForm.all(in: page.text).first { $0.action.hasSuffix("/consent") })
        let answer = try browser.post(form.action, form.inputs.map { ($0.name, $0.value) })
        let code = answer.redirect["code"] ?? ""
        let redemption = OAuthClient.redeem(code, ["redirect_uri": "http://localhost/cb"])
        #expect(try OAuthClient(double).token(redemption, basic: ("asking-app", "asking-secret")).status == 200)
        return true
    }

    @Test(.rule("management.user.grants")) func `consents are listed and revoked`() throws {
        #expect(try client.get(alice + "/grants").json == [])
        #expect(try signIn())
        let grants = try client.get(alice + "/grants?expand=scope").json.array ?? []
        let pay = try #require(grants.first { $0["_embedded"]?["scope"]?["name"] == "pay" })
        let members = [
            "id", "status", "created", "lastUpdated", "issuer", "clientId", "userId", "scopeId", "source", "_embedded",
            "_links",
        ]
        #expect(pay.object?.keys == members)
        #expect(pay["clientId"] == "asking-app" && pay["source"] == "END_USER")
        let path = "\(alice)/grants/\(pay["id"]?.string ?? "")"
        #expect(try client.get(path)["scopeId"] == pay["scopeId"])
        #expect(try signIn() == false)
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).string("errorSummary").hasSuffix("(OAuth2ScopeConsentGrant)"))
        #expect(try signIn())
        #expect(try client.delete(alice + "/clients/asking-app/grants").status == 204)
        #expect(try client.get(alice + "/grants").json == [])
        #expect(try client.get("/users/bob@example.com/grants").json == [])
    }

    @Test(.rule("management.user.clients")) func `the tokens of a user's client are listed and revoked`() throws {
        #expect(try client.get(alice + "/clients").json == [])
        _ = try signIn()
        let clients = try client.get(alice + "/clients").json.array
        #expect(clients?.map { $0["client_id"] } == ["asking-app"])
        #expect(clients?.first?["_links"]?.object?.keys == ["grants", "tokens"])
        let tokens = try client.get(alice + "/clients/asking-app/tokens").json.array ?? []
        #expect(tokens.count == 1 && tokens.first?["clientId"] == "asking-app")
        let path = "\(alice)/clients/asking-app/tokens/\(tokens.first?["id"]?.string ?? "")"
        #expect(try client.get(path).status == 200)
        #expect(try client.delete(path).status == 204)
        #expect(try client.get(path).status == 404)
        #expect(try client.get("/users/bob@example.com/clients/asking-app/tokens").json == [])
    }
}
