import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Isolated orgs in one process, by host name and by path.
@Suite struct TenantTests {
    private static let metadata = "/oauth2/default/.well-known/openid-configuration"

    private static func byHost(_ double: TestDouble, _ host: String, _ path: String) throws -> JSON {
        let client = try RawClient(port: #require(double.port))
        try client.send("GET \(path) HTTP/1.1\r\nHost: \(host)\r\n\r\n")
        return try JSON.parse(Array(client.readAnswer().body.utf8))
    }

    @Test func `a host name below localhost is an org of its own, and its issuer`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let issuer = try Self.byHost(double, "team-a.localhost:8080", Self.metadata)["issuer"]
        #expect(issuer == "http://team-a.localhost:8080/oauth2/default")
        #expect(try ControlClient(double).get("/orgs")["orgs"]?.array?.map { $0["name"] } == ["team-a"])
        #expect(try ControlClient(double, prefix: "/t/team-a").requests().count == 1)
        #expect(try ControlClient(double).requests().isEmpty)
    }

    @Test(arguments: ["localhost", "127.0.0.1:1", "a.b.localhost", "localhost.example", "-.localhost"])
    func `any other host is the main org`(host: String) throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        #expect(try Self.byHost(double, host, Self.metadata)["issuer"]?.string == "http://\(host)/oauth2/default")
        #expect(try ControlClient(double).requests().count == 1)
    }

    @Test(arguments: TestDouble.Way.allCases)
    func `a path prefix is an org of its own, whose whole flow stays below it`(way: TestDouble.Way) throws {
        let double = try TestDouble(builtInAnd: "{}", way)
        let client = OAuthClient(double, prefix: "/t/team-b")
        let browser = Browser(double)
        let page = try browser.get("/t/team-b/oauth2/default/v1/authorize", OAuthClient.authorize())
        #expect(page.text.contains(#"action="/t/team-b/oauth2/default/v1/authorize/sign-in""#))
        #expect(page.field("Set-Cookie")?.contains("Path=/t/team-b;") == true)
        let signedIn = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        let code = try #require(signedIn.redirect["code"])
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let token = answer.string("access_token")
        #expect(claims(of: token)["iss"]?.string == double.url + "/t/team-b/oauth2/default")
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == true)
        #expect(try client.userInfo(token).status == 200)
        #expect(try OAuthClient(double).introspect(token, basic: OAuthClient.web)["active"] == false)
        let paths = try ControlClient(double, prefix: "/t/team-b").requests().map { $0["path"]?.string }
        #expect(paths.first == "/oauth2/default/v1/authorize")
    }

    @Test func `clock, journal, faults, keys and what was issued are each org's own`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let (main, a) = (ControlClient(double), ControlClient(double, prefix: "/t/a"))
        _ = try a.post("/clock/advance", ["by": "P1D"])
        _ = try a.post("/faults", ["effect": ["status": 503], "match": ["path": "/nowhere"]])
        _ = try a.post("/keys/rotate")
        #expect(try main.get("/clock").string("now") == "2026-01-01T00:00:00.000Z")
        #expect(try main.get("/faults").text == #"{"faults":[]}"#)
        let keys = try ["", "/t/a"].map { Answer(try double.send(.get($0 + "/oauth2/default/v1/keys"))) }
        #expect(keys.map { $0["keys"]?.array?.count } == [1, 2])
        #expect(keys.map { $0.field("Date") } == ["Thu, 01 Jan 2026 00:00:00 GMT", "Fri, 02 Jan 2026 00:00:00 GMT"])
        #expect(keys[0]["keys"]?.array?.first == keys[1]["keys"]?.array?.last)
        let refresh: JSON = ["kind": "refresh", "client": "web-app", "user": "alice@example.com"]
        let token = try a.post("/tokens", refresh).string("token")
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)]
        #expect(try OAuthClient(double).token(form, basic: OAuthClient.web).error == "invalid_grant")
        #expect(try OAuthClient(double, prefix: "/t/a").token(form, basic: OAuthClient.web).status == 200)
    }

    @Test func `an org can be made with a fixture of its own, listed and deleted`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let control = ControlClient(double)
        let made = try control.put("/orgs/small", ["apps": [["client_id": "only"]]])
        #expect(made.status == 201)
        #expect(made.string("name") == "small")
        #expect(made.string("url") == "http://small.localhost:\(try #require(double.port))")
        let fixture = try ControlClient(double, prefix: "/t/small").get("/fixtures")
        #expect(fixture["apps"]?.array?.count == 1)
        #expect(try control.put("/orgs/twin").status == 201)
        #expect(try control.get("/orgs")["orgs"]?.array?.map { $0["name"] } == ["small", "twin"])
        #expect(try control.delete("/orgs/small").status == 204)
        #expect(try control.delete("/orgs/small").status == 404)
        #expect(try control.put("/orgs/Not.a.name").status == 400)
        #expect(try control.put("/orgs/bad", ["apps": [["client_di": "x"]], "usres": []]).error == "bad_fixture")
    }

    @Test func `a snapshot brings everything back`() throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        let (control, client) = (ControlClient(double), OAuthClient(double))
        let code = try client.code(["scope": "openid offline_access"])
        _ = try control.post("/faults", ["effect": ["status": 503], "match": ["path": "/x"]])
        #expect(try control.put("/snapshots/before").status == 201)
        let entries = try control.requests()
        for _ in 0..<2 {
            let first = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
            #expect(first.status == 200, "\(first)")
            #expect(try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).error == "invalid_grant")
            _ = try control.post("/clock/advance", ["by": "P9D"])
            _ = try control.post("/keys/rotate")
            _ = try control.delete("/faults")
            _ = try control.put("/fixtures", [:])
            #expect(try control.post("/snapshots/before/restore").status == 200)
            #expect(try control.get("/clock").string("now") == "2026-01-01T00:00:00.000Z")
            #expect(try control.get("/faults")["faults"]?.array?.count == 1)
            #expect(try control.requests() == entries)
            #expect(Answer(try double.send(.get("/oauth2/default/v1/keys")))["keys"]?.array?.count == 1)
            _ = try control.post("/snapshots/before/restore")
        }
        #expect(try control.delete("/snapshots/before").status == 204)
        #expect(try control.post("/snapshots/before/restore").status == 404)
    }

    @Test func `many orgs at once do not disturb each other`() async throws {
        let double = try TestDouble(builtInAnd: "{}", .socket)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for worker in 0..<8 {
                group.addTask {
                    for number in stride(from: worker, to: 100, by: 8) {
                        try Self.fullFlow(double, "t\(number)", number)
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try ControlClient(double).get("/orgs")["orgs"]?.array?.count == 100)
        #expect(try ControlClient(double).requests().isEmpty)
    }

    /// Sign-in, code, tokens, refresh, expiry, in one org with a clock of its own.
    private static func fullFlow(_ double: TestDouble, _ name: String, _ number: Int) throws {
        let (client, control) = (
            OAuthClient(double, prefix: "/t/" + name), ControlClient(double, prefix: "/t/" + name)
        )
        _ = try control.post("/clock/advance", ["by": .integer(number * 86400)])
        let code = try client.code(["scope": "openid offline_access"])
        let tokens = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let token = tokens.string("access_token")
        #expect(claims(of: token)["iat"]?.integer == 1_767_225_600 + number * 86400)
        #expect(claims(of: token)["iss"]?.string == double.url + "/t/\(name)/oauth2/default")
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == true)
        _ = try control.post("/clock/advance", ["by": "PT1H"])
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == false)
        let form = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try client.token(form, basic: OAuthClient.web).status == 200)
        #expect(try control.requests().compactMap { $0["id"]?.integer } == [1, 2, 3, 4, 5, 6])
    }
}
