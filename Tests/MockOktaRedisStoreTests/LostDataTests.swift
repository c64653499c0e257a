#if Redis
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaRedisStore
import MockOktaTestSupport
import Testing

/// A server that has lost its data, as one without persistence does by a restart.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct LostDataTests {
    private let server: RedisServer

    init() throws {
        server = try #require(RedisServer(port: RedisServer.freePort()))
    }

    private func start() throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn()], store: try RedisStateStore(server.address("p")))
    }

    private func status(_ double: TestDouble, _ path: String) throws -> Int {
        Answer(try double.send(HTTPRequest(method: .get, path: path))).status
    }

    @Test func `the org is that of the fixtures again, and is changed and served as before`() throws {
        let (double, other) = (try start(), try start())
        let form = [
            ("grant_type", "password"), ("client_id", "native-app"), ("username", "alice@example.com"),
            ("password", "Alice-pw-1"), ("scope", "openid offline_access"),
        ]
        let refreshToken = try OAuthClient(double).token(form).string("refresh_token")
        let refresh = [
            ("grant_type", "refresh_token"), ("client_id", "native-app"), ("refresh_token", refreshToken),
        ]
        let (alice, suspend) = ("/users/alice@example.com", "/users/alice@example.com/lifecycle/suspend")
        #expect(try OAuthClient(double).token(refresh).status == 200)
        #expect(try ManagementClient(double).post("/users/bob@example.com/lifecycle/suspend").status == 200)
        try RedisSession(port: server.port).send("FLUSHALL")
        #expect(try status(double, "/_mock/health") == 200)
        #expect(try OAuthClient(double).token(refresh).string("error") == "invalid_grant")
        #expect(try ManagementClient(other).get("/users/bob@example.com").string("status") == "ACTIVE")
        #expect(try ManagementClient(double).get("/users/bob@example.com").string("status") == "ACTIVE")
        #expect(try OAuthClient(other).token(form).status == 200)
        #expect(try ManagementClient(double).post(suspend).status == 200)
        #expect(try ManagementClient(other).get(alice).string("status") == "SUSPENDED")
        #expect(try status(other, "/t/late/oauth2/default/v1/keys") == 200)
    }

    @Test func `records of a tenant that the server has lost are unknown until it is made anew`() throws {
        let engine = try #require(try RedisStateStore(server.address("p")).engine(of: "main") as? any OutsideEngine)
        let store = Records<Int>("grants", in: engine)
        let former = try engine.establish()
        let key = RecordKey([1])
        try store.insert(1, for: key, expires: .distantFuture, at: .distantPast)
        let session = try RedisSession(port: server.port)
        try session.send("DEL p:{main}:version")
        #expect(try engine.version(after: former) == nil)
        let lost = Refusal(StoreFailure.lostTenant)
        #expect(throws: lost) { try store.record(key, at: .distantPast) }
        #expect(throws: lost) { try store.insert(2, for: key, expires: .distantFuture, at: .distantPast) }
        let present = try engine.establish()
        #expect(try store.record(key, at: .distantPast) == 1)
        // A request that began before still looks for the former tenant.
        #expect(try engine.version(after: former) == nil)
        #expect(try store.record(key, at: .distantPast) == 1)
        #expect(present.incarnation != former.incarnation)
        // What comes back, as from a copy, is known again.
        try session.send("RENAME p:{main}:version p:copy")
        #expect(try engine.version(after: present) == nil)
        try session.send("RENAME p:copy p:{main}:version")
        #expect(try engine.version(after: present) == present)
        #expect(try store.record(key, at: .distantPast) == 1)
    }

    @Test func `a version without its number or its id is that of no tenant, which is made anew`() throws {
        let engine = try #require(try RedisStateStore(server.address("p")).engine(of: "main") as? any OutsideEngine)
        let session = try RedisSession(port: server.port)
        var known = try engine.establish()
        for field in ["n", "id"] {
            try session.send("HDEL p:{main}:version \(field)")
            #expect(try engine.version(after: known) == nil)
            let present = try engine.establish()
            #expect(present.incarnation != known.incarnation)
            let commit = TenantCommit([StoreWrite("numbers", RecordKey([1]), 5)])
            known = try #require(try engine.commit(commit, after: present))
            #expect(known.number == 1)
        }
        let double = try start()
        try session.send("HDEL p:{main}:version n")
        #expect(try ManagementClient(double).post("/users/bob@example.com/lifecycle/suspend").status == 200)
    }
}
#endif
