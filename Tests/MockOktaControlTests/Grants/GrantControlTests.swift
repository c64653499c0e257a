import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Who has been given what, and taking it back.
@Suite struct GrantControlTests {
    private static let native: [(String, String)] = [
        ("client_id", "native-app"), ("grant_type", "password"), ("username", "alice@example.com"),
        ("password", "Alice-pw-1"), ("scope", "openid offline_access"),
    ]

    private static func refresh(_ double: TestDouble, _ token: String) throws -> Answer {
        try OAuthClient(double).token([
            ("client_id", "native-app"), ("grant_type", "refresh_token"), ("refresh_token", token),
        ])
    }

    private static func grants(_ double: TestDouble, _ query: String = "") throws -> [JSON] {
        try ControlClient(double).get("/grants" + query)["grants"]?.array ?? []
    }

    @Test func `a grant tells who, where, what for and until when`() throws {
        let double = try TestDouble()
        let answer = try OAuthClient(double).token(Self.native)
        let access = claims(of: answer.string("access_token"))
        let id = try #require(access["jti"]?.string?.split(separator: ".").last.map(String.init))
        double.advance(60)
        #expect(
            try Self.grants(double) == [
                [
                    "id": .string(id), "status": "ACTIVE", "client_id": "native-app", "user": "alice@example.com",
                    "server": "default", "grant_type": "password", "scope": "openid offline_access",
                    "created": "2026-01-01T00:00:00.000Z", "last_used": "2026-01-01T00:00:00.000Z",
                    "refresh": [
                        "created": "2026-01-01T00:00:00.000Z", "rotation_type": "ROTATE", "leeway": 30,
                        "generation": 1, "expires": "2026-01-08T00:00:00.000Z",
                    ],
                ]
            ]
        )
    }

    @Test func `rotation counts generations and moves the deadline`() throws {
        let double = try TestDouble()
        let first = try OAuthClient(double).token(Self.native).string("refresh_token")
        double.advance(3600)
        _ = try Self.refresh(double, first)
        let refresh = try #require(try Self.grants(double).first?["refresh"])
        #expect(refresh["generation"] == 2)
        #expect(refresh["expires"] == "2026-01-08T01:00:00.000Z")
    }

    @Test func `a code waits, is redeemed, or expires`() throws {
        let double = try TestDouble()
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize(["scope": "openid"]))
        let signedIn = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        let pending = try #require(try Self.grants(double).first)
        #expect(pending["status"] == "PENDING")
        #expect(pending["code"]?["expires"] == "2026-01-01T00:05:00.000Z")
        #expect(pending["refresh"] == nil)
        let code = try #require(signedIn.redirect["code"])
        _ = try OAuthClient(double).token(OAuthClient.redeem(code), basic: OAuthClient.web)
        #expect(try Self.grants(double).first?["status"] == "REDEEMED")
        double.advance(300)
        #expect(try Self.grants(double).isEmpty)
    }

    @Test func `past its deadline a chain is expired while its access tokens live`() throws {
        let fixture = """
            {users: [{profile: {login: "alice@example.com"}, credentials: {password: {value: "Alice-pw-1"}}}],
             apps: [{client_id: "native-app", application_type: "native", grant_types: ["password", "refresh_token"]}],
             authorizationServers: [{name: "default", policies: [
               {name: "P", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [
                 {name: "R", conditions: {grantTypes: {include: ["password"]}, scopes: {include: ["*"]}},
                  actions: {token: {accessTokenLifetimeMinutes: 60, refreshTokenLifetimeMinutes: 10,
                                    refreshTokenWindowMinutes: 10}}}]}]}]}
            """
        let double = try TestDouble([fixture])
        _ = try OAuthClient(double).token(Self.native)
        double.advance(600)
        #expect(try Self.grants(double).map { $0["status"] } == ["EXPIRED"])
    }

    @Test func `a replay shows as revoked`() throws {
        let double = try TestDouble()
        let first = try OAuthClient(double).token(Self.native).string("refresh_token")
        _ = try Self.refresh(double, first)
        double.advance(31)
        #expect(try Self.refresh(double, first).error == "invalid_grant")
        #expect(try Self.grants(double).map { $0["status"] } == ["REVOKED"])
    }

    @Test func `revoking makes refresh and access tokens worthless`() throws {
        let double = try TestDouble()
        let tokens = try OAuthClient(double).token(Self.native)
        let id = try #require(try Self.grants(double).first?["id"]?.string)
        #expect(try ControlClient(double).delete("/grants/" + id).status == 204)
        #expect(try Self.grants(double).map { $0["status"] } == ["REVOKED"])
        #expect(try Self.refresh(double, tokens.string("refresh_token")).error == "invalid_grant")
        let access = tokens.string("access_token")
        #expect(try OAuthClient(double).introspect(access, clientID: "native-app")["active"] == false)
    }

    @Test(arguments: ["oar00000000000000000", "nonsense", "oar"])
    func `an unknown grant cannot be revoked`(id: String) throws {
        #expect(try ControlClient(TestDouble()).delete("/grants/" + id).status == 404)
    }

    @Test func `the newest come first, filtered, so many as are asked for`() throws {
        let double = try TestDouble()
        for _ in 0..<3 {
            _ = try OAuthClient(double).token(Self.native)
            double.advance(1)
        }
        let created = try Self.grants(double, "?limit=2").map { $0["created"]?.string }
        #expect(created == ["2026-01-01T00:00:02.000Z", "2026-01-01T00:00:01.000Z"])
        #expect(try ControlClient(double).get("/grants?limit=0").text == #"{"grants":[],"total":3}"#)
        #expect(try Self.grants(double, "?client_id=native-app&user=alice@example.com").count == 3)
        #expect(try Self.grants(double, "?client_id=web-app").isEmpty)
        #expect(try Self.grants(double, "?user=bob@example.com").isEmpty)
        #expect(try ControlClient(double).get("/grants?user=nobody").status == 400)
        #expect(try ControlClient(double).get("/grants?colour=red")["error"] == "unknown_field")
        let id = try Self.grants(double).last?["id"]?.string ?? ""
        #expect(try Self.grants(double, "?id=\(id)").map { $0["id"]?.string } == [id])
        #expect(try Self.grants(double, "?id=oarNothing") == [])
    }

    @Test func `of thousands the newest are found`() throws {
        let double = try TestDouble()
        for _ in 0..<1100 {
            _ = try ControlClient(double).post(
                "/tokens",
                ["kind": "refresh", "client": "native-app", "user": "alice@example.com"]
            )
            double.advance(1)
        }
        let newest = try ControlClient(double).get("/grants?limit=1")
        #expect(newest["total"] == 1100)
        #expect(newest["grants"]?.array?.first?["created"] == "2026-01-01T00:18:19.000Z")
    }
}
