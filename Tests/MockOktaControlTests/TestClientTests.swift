import MockOktaControl
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The test client's page, and its redirect URI, which every app may use while the control API is open.
@Suite struct TestClientTests {
    private static let callback = "http://mock.example/_mock/client/callback"

    private static func authorize(_ access: ControlAccess, _ client: String) throws -> Answer {
        let double = try TestDouble(builtInAnd: "{}", access: access)
        let changes = ["redirect_uri": callback, "client_id": client]
        return try OAuthClient(double).signIn(Browser(double), OAuthClient.authorize(changes))
    }

    @Test(arguments: ["web-app", "spa-app", "native-app"])
    func `every app may send its users back to the test client`(client: String) throws {
        let answer = try Self.authorize(ControlAccess(), client)
        #expect(answer.location.hasPrefix(Self.callback + "?code="))
    }

    @Test(arguments: [
        ControlAccess(token: "secret"), ControlAccess(isEnabled: false), ControlAccess(role: .orgOnly),
    ])
    func `where the control API is not open, nobody may`(access: ControlAccess) throws {
        let answer = try Self.authorize(access, "web-app")
        #expect(answer.status == 400)
        #expect(answer.location.isEmpty)
    }

    @Test func `only this address of this org is accepted`() throws {
        let double = try TestDouble()
        for uri in [Self.callback + "/", "http://other.example/_mock/client/callback", Self.callback + "?x=1"] {
            let answer = try Browser(double).get(
                "/oauth2/default/v1/authorize",
                OAuthClient.authorize(["redirect_uri": uri])
            )
            #expect(answer.status == 400)
        }
    }

    @Test func `the page is served at both addresses, and finds its files from each`() throws {
        let double = try TestDouble()
        let page = Answer(try double.send(.get("/_mock/client")))
        let callback = Answer(try double.send(.get("/_mock/client/callback")))
        #expect(page.status == 200)
        #expect(page.text.contains(#"src="console/client.js""#))
        #expect(callback.text.contains(#"src="../console/client.js""#))
        #expect(!callback.text.contains(#"="console/"#))
        #expect(Answer(try double.send(.get("/_mock/console/client.html"))).status == 404)
    }
}
