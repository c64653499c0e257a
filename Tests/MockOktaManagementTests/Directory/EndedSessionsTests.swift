import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// `DELETE /api/v1/users/{id}/sessions` with a store that fails at any of its operations.
@Suite struct EndedSessionsTests {
    private let stores = OutsideStores()
    private let double: TestDouble

    init() throws {
        double = try TestDouble([TestOrganization.builtIn()], store: stores)
    }

    private static let alice = ("alice@example.com", "Alice-pw-1")

    /// The records that a user's browsers and apps depend on.
    private var kept: [String: [RecordKey: OutsideStores.Row]] {
        (stores.contents["main"] ?? [:]).filter { ["sessions", "grants", "deviceSecrets"].contains($0.key) }
    }

    /// A browser that has signed in, and the refresh token that an app got.
    private func signIn() throws -> (Browser, refreshToken: String) {
        let (browser, client) = (Browser(double), OAuthClient(double))
        let native = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]
        let scope = ["scope": "openid offline_access device_sso"]
        let parameters = OAuthClient.authorize(native.merging(scope) { $1 })
        let code = try client.signIn(browser, parameters, as: Self.alice).redirect["code"] ?? ""
        let tokens = try client.token(OAuthClient.redeem(code, native))
        #expect(!tokens.string("device_secret").isEmpty, "\(tokens)")
        return (browser, tokens.string("refresh_token"))
    }

    @Test(arguments: [false, true])
    func `all of a user's sessions end, or none`(endsTokens: Bool) throws {
        let signedIn = [try signIn(), try signIn(), try signIn()]
        let path = "/users/\(Self.alice.0)/sessions?oauthTokens=\(endsTokens)"
        let before = kept
        var failures = 0
        for count in 0..<50 {
            stores.operationsLeft = count
            let answer = try ManagementClient(double).delete(path)
            stores.operationsLeft = nil
            guard answer.status == 503 else {
                #expect(answer.status == 204, "\(answer)")
                break
            }
            failures += 1
            #expect(kept == before, "after \(count) operations")
        }
        #expect(failures > 0)
        #expect(stores.contents["main"]?["sessions"] == [:])
        for (browser, token) in signedIn {
            #expect(try browser.get("/api/v1/sessions/me").status == 404)
            let isActive = try OAuthClient(double).introspect(token, clientID: "native-app")["active"]
            #expect(isActive == .bool(!endsTokens))
        }
    }
}
