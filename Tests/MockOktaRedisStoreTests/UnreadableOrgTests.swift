#if Redis
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaRedisStore
import MockOktaTestSupport
import Testing

/// A store that answers, but has an org that this program cannot read: it is not served as it was before.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct UnreadableOrgTests {
    private let address: RedisAddress
    private let double: TestDouble

    init() throws {
        address = try #require(RedisServer.shared).address("test-\(UInt64.random(in: .min ... .max))")
        double = try TestDouble([TestOrganization.builtIn()], store: try RedisStateStore(address))
    }

    /// What a program of a later version may write in place of an org.
    private static let unknown = [StoredRow(key: RecordKey([]), expires: .distantFuture, bytes: [9])]
    private static let reason = "a StoredOrganization has version 9, this program reads version 1"
    private static let service = ("service-app", "service-secret")
    private static let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]

    /// Replaces the record of an org, as another process does, and returns the former one.
    @discardableResult
    private func replace(_ rows: [StoredRow], of tenant: String) throws -> [StoredRow] {
        let engine = try #require(try RedisStateStore(address).engine(of: tenant) as? any OutsideEngine)
        let version = try engine.establish()
        let former = try engine.rows(of: "organization")
        var commit = TenantCommit()
        commit.replace("organization", by: rows)
        #expect(try engine.commit(commit, after: version) != nil)
        return former
    }

    @Test func `requests that use the org are answered 503 until it can be read, and health is degraded`() throws {
        let (client, browser, control) = (OAuthClient(double), Browser(double), ControlClient(double))
        let former = try replace(Self.unknown, of: "main")
        let token = try client.token(Self.form, basic: Self.service)
        #expect(token.status == 503)
        #expect(token.error == "temporarily_unavailable")
        #expect(try client.post("/v1/introspect", [("token", "x")], basic: Self.service).status == 503)
        #expect(try ManagementClient(double).get("/users").string("errorCode") == "E0000010")
        let authorize = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        #expect(authorize.redirect["error"] == "temporarily_unavailable")
        #expect(try browser.get("/oauth2/made-by-another/v1/authorize").status == 503)
        let clock = try control.get("/clock")
        #expect(clock.status == 503)
        #expect(clock.error == "store_unavailable")
        #expect(try control.post("/reset").status == 503)
        let foreign = HTTPRequest(method: .get, path: "/_mock/clock", fields: ["Origin": "https://elsewhere.example"])
        #expect(try double.send(foreign).status == .forbidden)
        #expect(try control.get("/health").status == 503)
        let store = try control.get("/store")
        #expect(store["status"] == "DOWN")
        #expect(store.string("message").hasSuffix(Self.reason))
        #expect(try control.requests("path=/api/v1/users").last?["why"]?.string?.hasSuffix(Self.reason) == true)

        for path in ["/oauth2/default/v1/keys", "/.well-known/openid-configuration"] {
            #expect(try browser.get(path).status == 200)
        }
        #expect(try control.get("/orgs").status == 200)
        #expect(try browser.get("/nothing").status == 404)

        try replace(former, of: "main")
        #expect(try control.get("/health").status == 200)
        #expect(try client.token(Self.form, basic: Self.service).status == 200)
        #expect(try ManagementClient(double).get("/users").status == 200)
        #expect(try control.get("/clock").status == 200)
    }

    @Test func `an isolated org that cannot be read refuses its own requests, and can be removed`() throws {
        let control = ControlClient(double)
        #expect(try control.put("/orgs/own").status == 201)
        try replace(Self.unknown, of: "tenant:own")
        let own = OAuthClient(double, prefix: "/t/own")
        #expect(try own.token(Self.form, basic: Self.service).status == 503)
        #expect(try ControlClient(double, prefix: "/t/own").get("/fixtures").status == 503)
        #expect(try OAuthClient(double).token(Self.form, basic: Self.service).status == 200)
        #expect(try control.get("/health").status == 503)
        #expect(try control.get("/store").string("message").hasPrefix("the org own: "))
        #expect(try control.delete("/orgs/own").status == 204)
        #expect(try control.get("/health").status == 200)
        #expect(try own.token(Self.form, basic: Self.service).status == 200)
    }

    @Test func `an isolated org of another process is not made anew of the former fixtures`() throws {
        let other = try TestDouble([TestOrganization.builtIn()], store: try RedisStateStore(address))
        let profile: JSON = [
            "firstName": "New", "lastName": "User", "login": "new@example.com", "email": "new@example.com",
        ]
        #expect(try ManagementClient(other, base: "/t/x/api/v1").post("/users", ["profile": profile]).status == 200)
        let former = try replace(Self.unknown, of: "main")
        let users = ManagementClient(double, base: "/t/x/api/v1")
        #expect(try users.get("/users/new@example.com").status == 503)
        #expect(try ControlClient(double).get("/orgs").status == 200)
        #expect(try users.get("/users/new@example.com").status == 503)
        try replace(former, of: "main")
        #expect(try users.get("/users/new@example.com").status == 200)
    }

    @Test func `a store that is away refuses only what needs it`() throws {
        let server = try #require(RedisServer(port: RedisServer.freePort()))
        let double = try TestDouble([TestOrganization.builtIn()], store: try RedisStateStore(server.address("p")))
        server.stop()
        for _ in 0..<3 {
            #expect(try OAuthClient(double).token(Self.form, basic: Self.service).status == 200)
            #expect(try ManagementClient(double).get("/users").status == 200)
            #expect(try ControlClient(double).get("/clock").status == 200)
        }
        #expect(try ControlClient(double).get("/health").status == 503)
    }
}
#endif
