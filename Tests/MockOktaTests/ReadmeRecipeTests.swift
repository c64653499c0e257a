import MockOkta
import Testing

struct SignInTests {
    @Test func `my app trusts the issuer`() throws {
        let okta = try MockOktaServer.start(
            fixtures: .json(#"{apps: [{client_id: "my-app", redirect_uris: ["http://localhost:3000/callback"]}]}"#),
            configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true, seed: 1)
        )
        defer { okta.stop() }
        #expect(okta.issuer == "\(okta.url)/oauth2/default")
        okta.advance(by: .seconds(3600))
    }
}
