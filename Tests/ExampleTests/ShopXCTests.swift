import MockOkta
import XCTest

/// The same with XCTest: a double for each test.
final class ShopXCTests: XCTestCase {
    func testTokenThatExpiresIsRenewed() throws {
        let okta = try MockOktaServer.start(fixtures: .json(Shop.fixture), port: 0, configuration: Shop.configuration)
        defer { okta.stop() }
        var app = ShopApp(issuer: okta.issuer)
        try app.signIn("ann@example.com", password: "Ann-pw-1")
        let first = app.accessToken
        okta.advance(by: .seconds(3600))
        let greeting = try app.greeting()
        XCTAssertEqual(greeting, "Hello, Ann Lee!")
        XCTAssertNotEqual(app.accessToken, first)
    }
}
