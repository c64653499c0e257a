import MockOkta
import MockOktaTestSupport
import Testing

@Suite struct OrgControllerStateTests {
    @Test func `the clock can be set, within what can be told`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        try okta.setClock(to: "2030-01-01T01:00:00+01:00")
        #expect(okta.now == "2030-01-01T00:00:00.000Z")
        #expect(throws: OrgControlError.self) { try okta.setClock(to: "noon") }
        okta.advance(by: .seconds(Int64.max / 2))
        #expect(okta.now == "9999-12-31T23:59:59.000Z")
    }

    @Test(arguments: OrgPart.allCases)
    func `a reset leaves alone what it is told to keep`(part: OrgPart) throws {
        let start = "2026-01-01T00:00:00.000Z"
        let okta = try MockOktaServer.start(configuration: .init(clock: start, isFrozen: true, seed: 1))
        defer { okta.stop() }
        let refreshToken = try okta.mint(.refresh, client: "web-app", user: "alice@example.com").text
        _ = try okta.serviceToken()
        okta.advance(by: .seconds(60))
        try okta.rotateKeys(of: "default")
        let fault = try okta.inject(Fault(.status(503), when: .init(path: "/nowhere")))
        okta.reset(keeping: [part])
        #expect((okta.now != start) == (part == .clock))
        #expect((fault.remaining == nil) == (part == .faults))
        #expect((okta.requestCount() == 1) == (part == .journal))
        #expect(try (okta.rotateKeys(of: "default").count == 3) == (part == .keys))
        let form = [("grant_type", "refresh_token"), ("refresh_token", refreshToken)]
        let status = try okta.post("/oauth2/default/v1/token", form, basic: "web-app:web-secret").status
        #expect((status == 200) == (part == .grants))
    }

    @Test func `a snapshot is a state to return to, as often as wanted`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        okta.saveSnapshot("clean")
        for _ in 0..<2 {
            _ = try okta.serviceToken()
            try okta.inject(Fault(.hang))
            try okta.restoreSnapshot("clean")
            #expect(okta.requests().isEmpty)
            #expect(try okta.get("/oauth2/default/v1/keys").status == 200)
            try okta.restoreSnapshot("clean")
        }
        try okta.removeSnapshot("clean")
        #expect(throws: OrgControlError.self) { try okta.restoreSnapshot("clean") }
        #expect(throws: OrgControlError.self) { try okta.removeSnapshot("clean") }
    }

    @Test func `fixtures can be replaced, patched and taken back`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        try okta.patchFixtures(with: .json(#"{users: [{profile: {login: "new@example.com"}}]}"#))
        _ = try okta.startSession(for: "new@example.com")
        _ = try okta.startSession(for: "alice@example.com")
        let warnings = try okta.replaceFixtures(
            with: .json(#"{apps: [{client_id: "only", redirect_uris: ["http://a.example/cb"]}]}"#)
        )
        #expect(warnings.isEmpty)
        #expect(throws: OrgControlError.self) { try okta.startSession(for: "alice@example.com") }
        let error = #expect(throws: OrgControlError.self) { try okta.patchFixtures(with: .json("{\n aps: []}")) }
        #expect(error?.description.hasPrefix("fixture:2:2: aps: is not known") == true)
        _ = try okta.mint(.access, client: "only")
        okta.reset()
        _ = try okta.startSession(for: "alice@example.com")
    }

    @Test func `an org beside the main one is its own, and is told as such`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let red = try okta.org("red")
        #expect(red.url == okta.url + "/t/red" && red.issuer == okta.url + "/t/red/oauth2/default")
        #expect(okta.orgNames == ["red"])
        let token = try red.mint(.access, client: "web-app", user: "alice@example.com")
        #expect(token.claims["iss"]?.string == red.issuer)
        #expect(try okta.get("/t/red/oauth2/default/v1/keys").status == 200)
        #expect(red.requestCount() == 1 && okta.requestCount() == 0)
        try red.inject(Fault(.status(503), when: .init(path: "/oauth2/default/v1/keys")))
        #expect(try okta.get("/t/red/oauth2/default/v1/keys").status == 503)
        #expect(try okta.get("/oauth2/default/v1/keys").status == 200)
        let small = try okta.org("small", fixtures: .json(#"{apps: [{client_id: "only"}]}"#))
        _ = try small.mint(.access, client: "only")
        #expect(throws: OrgControlError.self) { try small.mint(.access, client: "web-app") }
        try okta.removeOrg("red")
        #expect(okta.orgNames == ["small"])
        #expect(throws: OrgControlError.self) { try okta.removeOrg("red") }
        #expect(throws: OrgControlError.self) { try okta.org("Red Org") }
        #expect(throws: OrgControlError.self) { try okta.org("bad", fixtures: .json("{aps: []}")) }
        #expect(okta.orgNames == ["small"])
    }

    @Test func `the library steers where the control API is closed`() throws {
        let okta = try MockOktaServer.start(configuration: .init(control: .init(isEnabled: false)))
        defer { okta.stop() }
        try okta.inject(Fault(.status(503), times: 1))
        #expect(try okta.serviceToken().status == 503)
    }
}
