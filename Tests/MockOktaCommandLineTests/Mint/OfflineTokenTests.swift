import MockOkta
import MockOktaCommandLine
import MockOktaFormats
import MockOktaTestSupport
import Testing

struct OfflineTokenTests {
    private func order(_ change: (inout OfflineTokenRequest) -> Void) -> OfflineTokenRequest {
        var order = OfflineTokenRequest()
        order.client = "web-app"
        order.clock = "2026-01-01T00:00:00Z"
        change(&order)
        return order
    }

    private func minted(_ change: (inout OfflineTokenRequest) -> Void) throws -> JSON {
        claims(of: try OfflineToken(.builtIn, order(change)).text())
    }

    @Test func `claims and lifetime are as ordered`() throws {
        let token = try minted { order in
            order.user = "alice@example.com"
            order.scopes = ["openid", "orders:read"]
            order.lifetime = .seconds(90)
            order.claims = [("tenant", "blue"), ("level", "5"), ("sub", "somebody"), ("text", "5 apples")]
        }
        #expect(token["exp"]?.integer.map { $0 - (token["iat"]?.integer ?? 0) } == 90)
        #expect(token["scp"] == ["openid", "orders:read"])
        #expect(token["tenant"] == "blue")
        #expect(token["level"] == 5)
        #expect(token["sub"] == "somebody")
        #expect(token["text"] == "5 apples")
    }

    @Test func `the rule that speaks of client and user gives the lifetime`() throws {
        let token = try minted { order in
            order.server = "short"
            order.user = "alice@example.com"
            order.scopes = ["orders:read"]
        }
        #expect(token["exp"]?.integer.map { $0 - (token["iat"]?.integer ?? 0) } == 300)
        #expect(token["iss"] == "http://127.0.0.1:8080/oauth2/short")
    }

    @Test func `an ID token is about the user and for the client`() throws {
        let token = try minted { order in
            order.kind = .id
            order.user = "alice@example.com"
            order.scopes = ["profile"]
        }
        #expect(token["aud"] == "web-app")
        #expect(token["name"] == "Alice Adams")
        #expect(token["sub"]?.string?.hasPrefix("00u") == true)
    }

    @Test func `a key that nobody could know is refused`() throws {
        let fixtures = MockOktaServer.Fixtures.json(#"{apps: [{client_id: "x", application_type: "service"}]}"#)
        let mint = try OfflineToken(fixtures, OfflineTokenRequest())
        let error = #expect(throws: ToolError.self) { try mint.text() }
        guard case .badData = error else { return #expect(Bool(false), "\(String(describing: error))") }
    }

    @Test func `a seed that the server has too makes the key`() throws {
        let fixtures = MockOktaServer.Fixtures.json(#"{apps: [{client_id: "x", application_type: "service"}]}"#)
        var order = OfflineTokenRequest()
        order.seed = 7
        let token = try OfflineToken(fixtures, order).text()
        let okta = try MockOktaServer.start(fixtures: fixtures, configuration: .init(seed: 7))
        defer { okta.stop() }
        let header = token.split(separator: ".").first.flatMap { Base64URL.decode($0) } ?? []
        let kid = try JSON.parse(header)["kid"]?.string ?? "none"
        #expect(try okta.get("/oauth2/default/v1/keys").body.contains(kid))
    }
}
