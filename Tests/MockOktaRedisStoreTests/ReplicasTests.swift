#if Redis
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaRedisStore
import MockOktaTestSupport
import Testing

/// Two doubles on one server behave as one: what a request changes on one, the next request sees on the other.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct ReplicasTests {
    private let address: RedisAddress
    private let one: TestDouble
    private let other: TestDouble

    init() throws {
        let server = try #require(RedisServer.shared)
        address = server.address("test-\(UInt64.random(in: .min ... .max))")
        one = try Self.start(address)
        other = try Self.start(address)
    }

    private static func start(_ address: RedisAddress, _ overlay: String = "{}") throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn(), overlay], store: try RedisStateStore(address))
    }

    private static let keys = "/oauth2/default/v1/keys"
    private static let user: JSON = [
        "profile": ["firstName": "New", "lastName": "User", "login": "new@example.com", "email": "new@example.com"]
    ]

    private func tokens(_ double: TestDouble) throws -> Answer {
        let authorize = OAuthClient.authorize([
            "client_id": "native-app", "redirect_uri": "com.example.app:/callback", "scope": "openid offline_access",
        ])
        let changes = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]
        let client = OAuthClient(double)
        let code = try client.signIn(Browser(double), authorize).redirect["code"] ?? ""
        return try client.token(OAuthClient.redeem(code, changes))
    }

    private func refresh(_ token: String, _ double: TestDouble) throws -> Answer {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("client_id", "native-app")]
        return try OAuthClient(double).token(form)
    }

    @Test func `an org that another process removes while this one makes it is made anew`() throws {
        let inner = try RedisStateStore(address)
        let store = InterruptedStore(inner, of: "tenant:late", at: .commit) {
            _ = try? inner.remove(tenant: "tenant:late")
        }
        let double = try TestDouble([TestOrganization.builtIn()], store: store)
        let request = HTTPRequest(method: .get, path: "/t/late" + Self.keys)
        #expect(Answer(try double.send(request)).status == 200)
        #expect(store.isDone)
        #expect(Answer(try other.send(request)).text == Answer(try double.send(request)).text)
    }

    @Test func `a user who is suspended on one is so on the other, which changes the user again`() throws {
        let (first, second) = (ManagementClient(one), ManagementClient(other))
        let path = "/users/alice@example.com"
        #expect(try first.post(path + "/lifecycle/suspend").status == 200)
        #expect(try second.get(path).string("status") == "SUSPENDED")
        #expect(try second.post(path + "/lifecycle/unsuspend").status == 200)
        #expect(try first.get(path).string("status") == "ACTIVE")
    }

    @Test func `a rotation that cannot be kept is answered 503`() throws {
        let server = try #require(RedisServer(port: RedisServer.freePort()))
        let control = ControlClient(try Self.start(server.address("rotation")))
        #expect(try control.post("/keys/rotate", ["server": "default"]).status == 200)
        server.stop()
        let answer = try control.post("/keys/rotate", ["server": "default"])
        #expect(answer.status == 503)
        #expect(answer["error"] == "store_unavailable")
    }

    @Test func `clock, its moves back, and a reset`() throws {
        let (first, second) = (ControlClient(one), ControlClient(other))
        #expect(try first.put("/clock", ["now": "2026-03-01T00:00:00Z"]).status == 200)
        #expect(try second.get("/clock")["now"] == "2026-03-01T00:00:00.000Z")
        let token = try tokens(other).string("refresh_token")
        #expect(try second.put("/clock", ["now": "2027-03-01T00:00:00Z"]).status == 200)
        #expect(try first.put("/clock", ["now": "2026-03-01T00:00:00Z"]).status == 200)
        #expect(try refresh(token, one).error == "invalid_grant")
        #expect(try refresh(token, other).error == "invalid_grant")
        #expect(try second.post("/reset").status == 204)
        #expect(try first.get("/clock")["now"] == "2026-01-01T00:00:00.000Z")
    }

    @Test func `a fault acts as often as it should, whichever replica answers`() throws {
        let fault: JSON = ["match": ["path": .string(Self.keys)], "effect": ["status": 418], "times": 3]
        #expect(try ControlClient(one).post("/faults", fault).status == 201)
        var statuses: [Int] = []
        for _ in 0..<3 {
            statuses.append(try Browser(other).get(Self.keys).status)
            statuses.append(try Browser(one).get(Self.keys).status)
        }
        #expect(statuses == [418, 418, 418, 200, 200, 200])
    }

    @Test func `users, keys and isolated orgs`() throws {
        #expect(try ManagementClient(one).post("/users", Self.user).status == 200)
        #expect(try ManagementClient(other).get("/users/new@example.com").status == 200)
        #expect(try ControlClient(other).post("/keys/rotate", ["server": "default"]).status == 200)
        let shown = try [one, other].map { try ControlClient($0).get("/keys").json }
        #expect(shown[0] == shown[1])
        let published = try [one, other].map { try Browser($0).get(Self.keys).json }
        #expect(published[0] == published[1])

        let own: JSON = ["users": [["profile": ["login": "own@example.com"]]]]
        #expect(try ControlClient(one).put("/orgs/own", own).status == 201)
        let fixtures = try ControlClient(other, prefix: "/t/own").get("/fixtures")
        #expect(fixtures["users"]?.array?.first?["profile"]?["login"] == "own@example.com")
        #expect(try ControlClient(other).get("/orgs")["orgs"]?.array?.count == 1)
        #expect(try ControlClient(one).put("/orgs/own", ["users": []]).status == 201)
        let emptied = try ControlClient(other, prefix: "/t/own").get("/fixtures")
        #expect(emptied.status == 200)
        #expect(emptied["users"]?.array?.count ?? 0 == 0)
        #expect(try ControlClient(other).delete("/orgs/own").status == 204)
        #expect(try ControlClient(one).get("/orgs")["orgs"]?.array?.isEmpty == true)
    }

    @Test func `changes of both at once are all there`() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (number, double) in [(0, one), (1, other), (2, one), (3, other)] {
                group.addTask {
                    for index in 0..<5 {
                        let login = JSON.string("u\(number)-\(index)@example.com")
                        let user: JSON = [
                            "profile": ["firstName": "N", "lastName": "U", "login": login, "email": login]
                        ]
                        let answer = try ManagementClient(double).post("/users", user)
                        #expect(answer.status == 200)
                    }
                }
            }
            try await group.waitForAll()
        }
        for double in [one, other] {
            for number in 0..<4 {
                for index in 0..<5 {
                    #expect(try ManagementClient(double).get("/users/u\(number)-\(index)@example.com").status == 200)
                }
            }
        }
    }

    @Test func `the journal has the requests of both in one order`() throws {
        for double in [one, other, one] { _ = try Browser(double).get(Self.keys) }
        let shown = try ControlClient(one).get("/requests")["requests"]?.array ?? []
        #expect(shown.map { $0["id"] } == [1, 2, 3])
        #expect(try ControlClient(other).get("/requests")["requests"]?.array == shown)
        #expect(try ControlClient(other).delete("/requests").status == 204)
        #expect(try ControlClient(one).get("/requests")["requests"]?.array == [])
        _ = try tokens(other)
        let paths = try ControlClient(one).get("/requests")["requests"]?.array?.map { $0["path"]?.string } ?? []
        #expect(paths.last == "/oauth2/default/v1/token")
        let whole = try ControlClient(one).get("/requests")["requests"]?.array?.last
        #expect(whole?["tokens"]?.array?.first?["kind"] == "access")
        #expect(whole?["user"] == "alice@example.com")
    }

    @Test func `an exchange that cannot be read is counted, and hides no other`() throws {
        _ = try Browser(one).get(Self.keys)
        let engine = try #require(try RedisStateStore(address).engine(of: "main") as? any OutsideEngine)
        for _ in 0..<2 { #expect(try #require(engine.log).append([9], keeping: 100, bytes: 1000) > 1) }
        _ = try Browser(other).get(Self.keys)
        for double in [one, other] {
            #expect(try ControlClient(double).requests().map { $0["id"] } == [1, 4])
            let store = try ControlClient(double).get("/store").json
            #expect(store == ["kind": "redis", "status": "UP", "unreadable_exchanges": 2])
            var known: Set<ExactString> = []
            let reason = "a StoredExchange has version 9, this program reads version 1"
            let text =
                "the shared journal has exchanges that cannot be read and are left out (\(reason)); GET /_mock/store counts them"
            #expect(double.tenants.unreadableExchanges(besides: &known) == [text])
            #expect(double.tenants.unreadableExchanges(besides: &known).isEmpty)
        }
    }

    @Test func `a reset and a snapshot replace what both have issued, and leave nothing of it behind`() throws {
        let token = try tokens(one).string("refresh_token")
        #expect(try ControlClient(one).put("/snapshots/held").status == 201)
        #expect(try ControlClient(other).post("/reset").status == 204)
        #expect(try refresh(token, one).error == "invalid_grant")
        #expect(try ControlClient(other).post("/snapshots/held/restore").status == 200)
        let second = try refresh(token, one).string("refresh_token")
        for _ in 0..<3 { #expect(try ControlClient(one).post("/snapshots/held/restore").status == 200) }
        #expect(try refresh(token, other).status == 200)
        #expect(second != token)
        let later = try Self.start(address)
        #expect(try refresh(token, later).status != 503)
        let store = try RedisStateStore(address)
        try store.remove(tenant: "main")
        #expect(try store.tenants().isEmpty)
    }

    @Test func `a snapshot of one is restored by the other`() throws {
        let token = try tokens(one).string("refresh_token")
        #expect(try ControlClient(one).put("/snapshots/before").status == 201)
        #expect(try ManagementClient(one).post("/users", Self.user).status == 200)
        let form = [("token", token), ("client_id", "native-app")]
        #expect(try OAuthClient(one).post("/v1/revoke", form).status == 200)
        #expect(try refresh(token, other).error == "invalid_grant")
        #expect(try ControlClient(other).get("/snapshots")["snapshots"]?.array == [["name": "before"]])
        #expect(try ControlClient(other).post("/snapshots/before/restore").status == 200)
        #expect(try ManagementClient(one).get("/users/new@example.com").status == 404)
        #expect(try refresh(token, one).status == 200)
        #expect(try ControlClient(one).delete("/snapshots/before").status == 204)
        #expect(try ControlClient(other).post("/snapshots/before/restore").status == 404)
    }

    @Test func `messages`() throws {
        let overlay = #"{users: [{profile: {login: "alice@example.com"}, factors: [{factorType: "email"}]}]}"#
        let pair = [try Self.start(address, overlay), try Self.start(address, overlay)]
        let body: JSON = ["username": "alice@example.com", "factorType": "EMAIL"]
        for double in pair { #expect(try AuthnClient(double).post("/recovery/password", body).status == 200) }
        for double in pair {
            let messages = try ControlClient(double).get("/messages")["messages"]?.array ?? []
            #expect(messages.map { $0["id"] } == [1, 2])
        }
    }

    @Test func `a replica that starts later has all of it, and other fixtures are those of both`() throws {
        let token = try tokens(one).string("refresh_token")
        #expect(try ManagementClient(one).post("/users", Self.user).status == 200)
        let third = try Self.start(address)
        #expect(try ManagementClient(third).get("/users/new@example.com").status == 200)
        #expect(try refresh(token, third).status == 200)
        let fourth = try Self.start(address, #"{users: [{profile: {login: "later@example.com"}}]}"#)
        for double in [fourth, one] {
            #expect(try ManagementClient(double).get("/users/later@example.com").status == 200)
            #expect(try ManagementClient(double).get("/users/new@example.com").status == 404)
        }
    }
}
#endif
