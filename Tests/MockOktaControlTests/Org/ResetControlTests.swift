import MockOktaControl
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What a reset keeps, repeats and does not revive.
@Suite struct ResetControlTests {
    private static func password(_ name: String, _ scope: String) -> [(String, String)] {
        [
            ("grant_type", "password"), ("username", "\(name)@example.com"), ("scope", scope),
            ("password", name == "alice" ? "Alice-pw-1" : "Bob-pw-1"),
        ]
    }

    private static func refreshToken(_ client: OAuthClient, _ name: String) throws -> String {
        try client.token(password(name, "openid offline_access"), basic: OAuthClient.web).string("refresh_token")
    }

    @Test(arguments: [["grants"], ["sessions"], ["grants", "sessions"], ["grants", "clock"]])
    func `what is kept is not drawn again`(keep: [String]) throws {
        let double = try TestDouble()
        let (control, client) = (ControlClient(double), OAuthClient(double))
        let alice = try Self.refreshToken(client, "alice")
        #expect(try control.post("/reset", ["keep": .array(keep.map { .string($0) })]).status == 204)
        let bob = try Self.refreshToken(client, "bob")
        #expect(!alice.isEmpty)
        #expect(alice != bob)
    }

    @Test(arguments: [[], ["journal"], ["faults"], ["keys"]])
    func `a reset repeats the run, whatever the clock did`(keep: [String]) throws {
        let double = try TestDouble()
        let (control, client) = (ControlClient(double), OAuthClient(double))
        func run() throws -> [String] {
            let tokens = try client.token(Self.password("alice", "openid offline_access"), basic: OAuthClient.web)
            return [tokens.string("access_token"), tokens.string("id_token"), tokens.string("refresh_token")]
        }
        let first = try run()
        _ = try control.post("/clock/advance", ["by": "P2D"])
        _ = try control.put("/clock", ["now": "2025-12-01T00:00:00Z"])
        _ = try control.post("/clock/advance", ["by": "P2D"])
        _ = try run()
        #expect(try control.post("/reset", ["keep": .array(keep.map { .string($0) })]).status == 204)
        #expect(try run() == first)
    }

    @Test func `with the clock kept, what had expired before it was moved back stays expired`() throws {
        let double = try TestDouble()
        let (control, client) = (ControlClient(double), OAuthClient(double))
        let token = try client.token(Self.password("alice", "openid"), basic: OAuthClient.web).string("access_token")
        _ = try control.post("/clock/advance", ["by": "P2D"])
        _ = try control.put("/clock", ["now": "2026-01-01T00:00:00Z"])
        _ = try control.post("/reset", ["keep": ["clock", "grants"]])
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == false)
        _ = try control.post("/reset", ["keep": ["grants"]])
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == false)
    }

    @Test func `a kept token that was revoked stays revoked`() throws {
        let double = try TestDouble()
        let (control, client) = (ControlClient(double), OAuthClient(double))
        let token = try client.token(Self.password("alice", "openid"), basic: OAuthClient.web).string("access_token")
        _ = try client.post("/v1/revoke", [("token", token)], basic: OAuthClient.web)
        _ = try control.post("/clock/advance", ["by": "PT30M"])
        _ = try control.post("/reset", ["keep": ["grants"]])
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == false)
    }

    @Test func `a snapshot revives what it has, and not what was made since`() throws {
        let double = try TestDouble()
        let (control, client) = (ControlClient(double), OAuthClient(double))
        let service = ("service-app", "service-secret")
        func token() throws -> String {
            try client.token([("grant_type", "client_credentials"), ("scope", "orders:read")], basic: service)
                .string("access_token")
        }
        func isActive(_ token: String) throws -> Bool {
            try client.introspect(token, basic: service)["active"] == true
        }
        let before = try token()
        _ = try control.put("/snapshots/s")
        _ = try control.post("/clock/advance", ["by": "PT10M"])
        let after = try token()
        _ = try control.post("/clock/advance", ["by": "PT2H"])
        #expect(try !isActive(before))
        #expect(try !isActive(after))
        for _ in 0..<2 {
            #expect(try control.post("/snapshots/s/restore").status == 200)
            #expect(try isActive(before))
            #expect(try !isActive(after))
            _ = try control.post("/clock/advance", ["by": "PT2H"])
        }
    }

    @Test func `a snapshot does not change what a reset returns to`() throws {
        let double = try TestDouble([#"{"apps": [{"client_id": "old"}]}"#])
        let control = ControlClient(double)
        _ = try control.put("/snapshots/s")
        try double.change(to: [#"{"apps": [{"client_id": "new"}]}"#])
        _ = try control.post("/snapshots/s/restore")
        #expect(try control.get("/fixtures").text.contains(#""old""#))
        _ = try control.post("/reset")
        #expect(try control.get("/fixtures").text.contains(#""new""#))
    }
}
