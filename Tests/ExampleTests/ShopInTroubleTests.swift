import MockOkta
import Testing

/// The rarer things that an app has to live through.
final class ShopInTroubleTests {
    private let okta: MockOktaServer
    private var app: ShopApp

    init() throws {
        okta = try MockOktaServer.start(fixtures: .json(Shop.fixture), port: 0, configuration: Shop.configuration)
        app = ShopApp(issuer: okta.issuer)
        try app.signIn("ann@example.com", password: "Ann-pw-1")
    }

    deinit { okta.stop() }

    @Test func `the app backs off from one 429, and then succeeds`() throws {
        okta.advance(by: .seconds(3600))
        let limit = try okta.inject(Fault(.rateLimit, when: .init(grantType: "refresh_token"), times: 1))
        #expect(try app.greeting() == "Hello, Ann Lee!")
        #expect(limit.remaining == 0)
        #expect(okta.requests(.init(grantType: "refresh_token")).map(\.status) == [429, 200])
    }

    @Test func `the app backs off from a rate limit until its window is over`() throws {
        let limit = try okta.inject(Fault(.rateLimit(1, per: .seconds(60)), when: .init(grantType: "password")))
        app.backOff = { [okta] in okta.advance(by: $0) }
        try app.signIn("ann@example.com", password: "Ann-pw-1")
        #expect(okta.now == "2026-01-01T00:00:00.000Z")
        try app.signIn("ann@example.com", password: "Ann-pw-1")
        // One second, two, four and so on are more than a minute at the sixth.
        #expect(okta.now == "2026-01-01T00:01:03.000Z")
        #expect(limit.hits == 6)
    }

    @Test func `who stays away for longer than the idle window must sign in again`() throws {
        okta.advance(by: .seconds(7 * 24 * 3600))
        #expect(throws: ShopApp.Problem.self) { try app.greeting() }
        #expect(okta.requestCount(.init(grantType: "refresh_token", error: "invalid_grant")) == 1)
    }

    @Test func `a key that is retired takes its tokens along`() throws {
        let first = app.accessToken
        try okta.rotateKeys(of: "default", retire: true)
        #expect(try app.greeting() == "Hello, Ann Lee!")
        #expect(app.accessToken != first)
    }

    @Test(arguments: [MintedToken.Defect.wrongIssuer, .tamperedPayload, .algorithmNone, .unpublishedKey])
    func `the app's API lets no forged token in`(flaw: MintedToken.Defect) throws {
        let token = try okta.mint(.access, client: "shop", user: "ann@example.com", broken: flaw)
        #expect(try !app.accepts(token.text))
    }

    @Test func `two orgs know nothing of each other`() throws {
        let (red, blue) = (try okta.org("red"), try okta.org("blue"))
        var (redApp, blueApp) = (ShopApp(issuer: red.issuer), ShopApp(issuer: blue.issuer))
        try redApp.signIn("ann@example.com", password: "Ann-pw-1")
        try blueApp.signIn("ann@example.com", password: "Ann-pw-1")
        red.advance(by: .seconds(3600))
        #expect(try !redApp.accepts(redApp.accessToken))
        #expect(try blueApp.accepts(blueApp.accessToken))
        #expect(try !blueApp.accepts(red.mint(.access, client: "shop", user: "ann@example.com").text))
        #expect(blue.requestCount(.init(grantType: "password")) == 1)
    }
}
