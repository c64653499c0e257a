#if Redis
import MockOktaModel
import MockOktaRedisStore
import MockOktaSystem
import MockOktaTestSupport
import Testing

@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct RedisStoreTests {
    private let server: RedisServer
    private let address: RedisAddress

    init() throws {
        server = try #require(RedisServer.shared)
        address = server.address("test-\(UInt64.random(in: .min ... .max))")
    }

    private static let now = Instant(seconds: 1_767_225_600)
    private static let key = RecordKey([1, 2, 3])

    private func store(_ state: RedisStateStore, _ tenant: String = "main") -> Records<Int> {
        Records("numbers", in: state.engine(of: tenant))
    }

    @Test(arguments: StoreConformance.allCases)
    func `a server does what every store must do`(requirement: StoreConformance) async throws {
        let state = try RedisStateStore(address)
        try await requirement.check { state.engine(of: "main").store("numbers") }
    }

    @Test(arguments: BatchConformance.allCases)
    func `a server does with a batch what every store must do`(requirement: BatchConformance) async throws {
        try await requirement.check(try RedisStateStore(address).engine(of: "main"))
    }

    @Test func `what one replica writes, the others read`() throws {
        let (one, other) = (store(try RedisStateStore(address)), store(try RedisStateStore(address)))
        try one.insert(7, for: Self.key, expires: Self.now + .seconds(10), at: Self.now)
        #expect(try other.record(Self.key, at: Self.now) == 7)
        try other.update(Self.key, at: Self.now) { $0?.record = 8 }
        #expect(try one.record(Self.key, at: Self.now) == 8)
        #expect(try one.record(Self.key, at: Self.now + .seconds(10)) == nil)
    }

    @Test func `a change begins with the record as it is, whatever was read before`() throws {
        let (one, other) = (store(try RedisStateStore(address)), store(try RedisStateStore(address)))
        let read = { (store: Records<Int>) throws(Refusal) in
            try store.update(Self.key, at: Self.now) { $0?.record }
        }
        try one.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        #expect(try read(one) == 1)
        try other.update(Self.key, at: Self.now) { $0?.record = 20 }
        #expect(try read(one) == 20)
        #expect(try read(one) == 20)
        try other.update(Self.key, at: Self.now) { $0?.record = 300 }
        try one.update(Self.key, at: Self.now) { $0?.record += 4 }
        #expect(try read(other) == 304)
        #expect(try read(one) == 304)
        try other.remove(Self.key, at: Self.now)
        #expect(try read(one) == nil)
        try one.update(Self.key, at: Self.now) { $0?.record += 4 }
        #expect(try read(other) == nil)
    }

    @Test func `a record that an update has left as it is need not be read again for the change that follows`() throws {
        let server = try #require(RedisServer(port: RedisServer.freePort()))
        let numbers = store(try RedisStateStore(server.address("p")))
        try numbers.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        let session = try RedisSession(port: server.port)
        try session.send("CONFIG RESETSTAT")
        try numbers.update(Self.key, at: Self.now) { _ in }
        try numbers.update(Self.key, at: Self.now) { $0?.record = 2 }
        // One by the first update, two by the script of the second.
        #expect(try session.send("INFO commandstats").contains("cmdstat_get:calls=3,"))
        server.stop()
    }

    @Test func `prefixes are apart`() throws {
        let other = store(try RedisStateStore(server.address(address.prefix + "-other")))
        try other.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        #expect(try store(try RedisStateStore(address)).record(Self.key, at: Self.now) == nil)
    }

    @Test func `tenants are apart, and are removed alone`() throws {
        let state = try RedisStateStore(address)
        let (main, other) = (store(state), store(state, "tenant:a"))
        try main.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        try other.insert(2, for: Self.key, expires: .distantFuture, at: Self.now)
        #expect(try main.record(Self.key, at: Self.now) == 1)
        #expect(try state.tenants() == ["main", "tenant:a"])
        #expect(try state.remove(tenant: "tenant:a"))
        #expect(try !state.remove(tenant: "tenant:a"))
        #expect(try state.tenants() == ["main"])
        #expect(try store(state, "tenant:a").record(Self.key, at: Self.now) == nil)
        #expect(try main.record(Self.key, at: Self.now) == 1)
    }

    @Test func `a record of another type or version is an error that says so`() throws {
        let state = try RedisStateStore(address)
        try store(state).insert(7, for: Self.key, expires: .distantFuture, at: Self.now)
        let keys: any RecordStore<RecordKey> = state.engine(of: "main").store("numbers")
        let text = "a record of numbers cannot be read: the record ends too early"
        #expect(throws: StoreFailure(text)) { try keys.update(Self.key, at: Self.now) { $0?.record } }
    }

    @Test func `a thousand records and more are visited once each`() throws {
        let numbers = store(try RedisStateStore(address))
        for number in 0..<2500 {
            let key = RecordKey([UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)])
            try numbers.insert(number, for: key, expires: .distantFuture, at: Self.now)
        }
        var visited: [Int] = []
        try numbers.forEach(at: Self.now) { _, record in visited.append(record) }
        #expect(visited.sorted() == Array(0..<2500))
    }

    @Test func `a server that does not answer is refused, and says where it was looked for`() {
        let port = RedisServer.freePort()
        let absent = RedisAddress(host: "127.0.0.1", port: port, user: "me", password: "secret", prefix: "p")
        #expect(throws: StoreFailure("redis://127.0.0.1:\(port)/0: Connection refused")) {
            try RedisStateStore(absent)
        }
    }

    @Test func `a password that is not asked for, and a database that is not there, are refused`() {
        var wrong = address
        wrong.password = "secret"
        #expect(throws: StoreFailure.self) { try RedisStateStore(wrong) }
        wrong = address
        wrong.database = 99
        #expect(throws: StoreFailure("redis://127.0.0.1:\(server.port)/99: ERR DB index is out of range")) {
            try RedisStateStore(wrong)
        }
    }

    @Test func `keys of another layout are refused`() throws {
        _ = try RedisStateStore(address)
        let connection = try RedisSession(port: server.port)
        try connection.send("SET \(address.prefix):layout 3")
        let text =
            "redis://127.0.0.1:\(server.port)/0 has layout 3 under \(address.prefix), this program reads layout 2;"
            + " name another prefix"
        #expect(throws: StoreFailure(text)) { try RedisStateStore(address) }
    }

    @Test func `a server that was away is used again without a restart`() throws {
        let port = RedisServer.freePort()
        let first = try #require(RedisServer(port: port))
        let state = try RedisStateStore(first.address("p"))
        let numbers = store(state)
        try numbers.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        first.stop()
        #expect(throws: StoreFailure.self) { try state.check() }
        #expect(throws: Refusal.self) { try numbers.record(Self.key, at: Self.now) }
        let second = try #require(RedisServer(port: port))
        let end = MonotonicTime.now + .seconds(10)
        while (try? state.check()) == nil, MonotonicTime.now < end {}
        #expect(try numbers.record(Self.key, at: Self.now) == nil)
        try numbers.insert(2, for: Self.key, expires: .distantFuture, at: Self.now)
        #expect(try numbers.record(Self.key, at: Self.now) == 2)
        second.stop()
    }

    @Test func `the server removes expired records by itself while the clock runs, and none while it is frozen`() throws
    {
        let state = try RedisStateStore(address)
        let engine = try #require(state.engine(of: "main") as? any OutsideEngine)
        let key = "\(address.prefix):{main}:numbers:01020300000000000000000000000000"
        let session = try RedisSession(port: server.port)
        func milliseconds() throws -> Int {
            Int(try session.send("PTTL \(key)").dropFirst().prefix { !$0.isNewline }) ?? 0
        }
        let lead = ClockLead.ahead(Self.now - Instant(microseconds: WallClock.microseconds))
        try move(engine, lead)
        try store(state).insert(7, for: Self.key, expires: Self.now + .seconds(10), at: Self.now)
        // A minute later than by the clock, for clocks that differ.
        let left = try milliseconds()
        #expect((60_000...71_000).contains(left))
        try move(engine, .frozen)
        #expect(try milliseconds() == -1)
        try store(state).insert(8, for: Self.key, expires: Self.now + .seconds(10), at: Self.now)
        #expect(try milliseconds() == -1)
        try move(engine, lead)
        try store(state).insert(9, for: Self.key, expires: Self.now + .seconds(10), at: Self.now)
        #expect(try milliseconds() > 0)
        // What a change leaves that has ended between its steps: the next one makes the records stay, whatever it is.
        try session.send("SET \(address.prefix):{main}:clock pending:1")
        try engine.prepare(lead)
        #expect(try milliseconds() == -1)
        #expect(try session.send("GET \(address.prefix):{main}:clock").contains("kept"))
    }

    /// Tells the server of a moved clock.
    private func move(_ engine: any OutsideEngine, _ lead: ClockLead) throws {
        var commit = TenantCommit()
        commit.lead = lead
        try engine.prepare(lead)
        #expect(try engine.commit(commit, after: try engine.establish()) != nil)
    }

    /// A name may lead to another server after a failover; the connections to the former one stay open.
    @Test func `a server that has become a replica is connected to anew`() throws {
        let port = RedisServer.freePort()
        let own = try #require(RedisServer(port: port))
        let numbers = store(try RedisStateStore(own.address("p")))
        let session = try RedisSession(port: port)
        func connections() throws -> Int {
            let line = try session.send("INFO stats").split(whereSeparator: \.isNewline).first {
                $0.hasPrefix("total_connections_received:")
            }
            return line?.split(separator: ":").last.flatMap { Int($0) } ?? 0
        }
        try numbers.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        let former = try connections()
        try session.send("REPLICAOF 127.0.0.1 \(RedisServer.freePort())")
        #expect(throws: Refusal.self) {
            try numbers.insert(2, for: Self.key, expires: .distantFuture, at: Self.now)
        }
        try session.send("REPLICAOF NO ONE")
        let end = MonotonicTime.now + .seconds(10)
        while (try? numbers.insert(3, for: Self.key, expires: .distantFuture, at: Self.now)) == nil,
            MonotonicTime.now < end
        {}
        #expect(try numbers.record(Self.key, at: Self.now) == 3)
        #expect(try connections() > former)
        own.stop()
    }

    @Test func `scripts that an administrator has removed are sent again`() throws {
        let numbers = store(try RedisStateStore(address))
        try RedisSession(port: server.port).send("SCRIPT FLUSH")
        try numbers.insert(2, for: Self.key, expires: .distantFuture, at: Self.now)
        #expect(try numbers.record(Self.key, at: Self.now) == 2)
    }
}
#endif
