import MockOkta
import Testing

/// Each test has a double of its own with a frozen clock, in which Ann has just signed in to the app.
final class ShopTests {
    private let okta: MockOktaServer
    private var app: ShopApp

    init() throws {
        okta = try MockOktaServer.start(fixtures: .json(Shop.fixture), port: 0, configuration: Shop.configuration)
        app = ShopApp(issuer: okta.issuer)
        try app.signIn("ann@example.com", password: "Ann-pw-1")
    }

    deinit { okta.stop() }

    @Test func `a token that expires while the app holds it is renewed`() throws {
        let first = app.accessToken
        okta.advance(by: .seconds(3600))
        #expect(try app.greeting() == "Hello, Ann Lee!")
        #expect(app.accessToken != first)
    }

    @Test func `a refresh whose answer is lost is repeated with the same refresh token`() throws {
        okta.advance(by: .seconds(3600))
        let cut = try okta.inject(Fault(.close(.midBody), when: .init(grantType: "refresh_token"), times: 1))
        #expect(try app.greeting() == "Hello, Ann Lee!")
        #expect(cut.hits == 1)
        #expect(okta.requests(.init(grantType: "refresh_token")).map(\.status) == [200, 200])
    }

    @Test func `signing out in the background revokes the refresh token`() async throws {
        let signingOut = Task { [app] in try app.signOut() }
        let request = try await okta.wait(for: .init(path: "/oauth2/default/v1/revoke"))
        #expect(request.clientID == "shop")
        try await signingOut.value
    }

    @Test func `the app's API refuses an expired token`() throws {
        #expect(try app.accepts(okta.mint(.access, client: "shop", user: "ann@example.com").text))
        #expect(try !app.accepts(okta.mint(.access, client: "shop", user: "ann@example.com", broken: .expired).text))
    }
}
