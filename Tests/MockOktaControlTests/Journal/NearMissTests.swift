import MockOktaControl
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Requests that nearly match a wait or a fault, and in what they differ.
@Suite struct NearMissTests {
    private static let service = ("service-app", "service-secret")
    private static let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]

    private static func double() throws -> TestDouble {
        let double = try TestDouble()
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        _ = try OAuthClient(double).token(form, basic: service)
        _ = try OAuthClient(double, server: "short").token([("grant_type", "password")], basic: OAuthClient.web)
        return double
    }

    private static func differences(_ change: (inout JournalFilter) -> Void) throws -> [[String]] {
        var filter = JournalFilter()
        change(&filter)
        return try filter.nearest(in: double().tenant.journal).map(\.differences)
    }

    @Test func `each condition that is not met is named, the nearest request first`() throws {
        let found = try Self.differences { filter in
            filter.path = "/oauth2/default/v1/token"
            filter.clientID = "spa-app"
        }
        #expect(
            found == [
                ["client_id is service-app, not spa-app"],
                ["path is /oauth2/short/v1/token, not /oauth2/default/v1/token", "client_id is web-app, not spa-app"],
                ["path is /oauth2/default/v1/keys, not /oauth2/default/v1/token", "client_id is absent, not spa-app"],
            ]
        )
    }

    @Test func `of equally many differences the most similar text is nearest`() throws {
        let found = try Self.differences { $0.path = "/oauth2/default/v1/tokens" }
        #expect(found.first == ["path is /oauth2/default/v1/token, not /oauth2/default/v1/tokens"])
        let status = try Self.differences { $0.status = 201 }
        #expect(status.first == ["status is 200, not 201"])
    }

    @Test func `an entry that was seen before differs by its id`() throws {
        let found = try Self.differences { filter in
            filter.grantType = "client_credentials"
            filter.after = 3
        }
        #expect(found.first == ["id is 2, not after 3"])
    }

    @Test func `a wait that times out has at most three`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let client = try RawClient(port: #require(double.port))
        for _ in 0..<5 { _ = try client.get("/oauth2/default/v1/keys") }
        let answer = try client.get("/_mock/requests/wait?status=404&timeout=PT0.02S")
        #expect(answer.status == 408)
        let body = try JSON.parse(Array(answer.body.utf8))
        #expect(body["error"] == "timeout")
        #expect(body["nearest"]?.array?.map { $0["request"]?["id"] } == [5, 4, 3])
        #expect(body["nearest"]?.array?.first?["differs"] == ["status is 200, not 404"])
    }

    @Test func `a fault that has not acted tells why`() throws {
        let double = try Self.double()
        let control = ControlClient(double)
        let match: JSON = ["path": "/oauth2/default/v1/token", "client_id": "web-app", "scope": "orders:read"]
        _ = try control.post("/faults", ["match": match, "effect": ["rate_limit": true]])
        let fault = try control.get("/faults/f1")
        #expect(fault["hits"] == 0)
        #expect(fault["nearest"]?.array?.first?["differs"] == ["client_id is service-app, not web-app"])
        _ = try control.post("/faults", ["match": ["path": "/oauth2/default/v1/keys"], "effect": ["rate_limit": true]])
        let reason = try control.get("/faults/f2")["nearest"]?.array?.first?["differs"]?.array?.first?.string
        #expect(reason?.hasPrefix("it matches: it came before the fault") == true)
        _ = try double.send(HTTPRequest(method: .get, path: "/oauth2/default/v1/keys"))
        #expect(try control.get("/faults/f2")["nearest"] == nil)
        #expect(try control.get("/faults/f9").status == 404)
    }
}
