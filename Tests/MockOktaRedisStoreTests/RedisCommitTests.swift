#if Redis
import MockOktaFormats
import MockOktaModel
import MockOktaRedisStore
import Testing

/// What the server does in one step: commits, and entries of the log within its limits.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct RedisCommitTests {
    private let server: RedisServer
    private let address: RedisAddress

    init() throws {
        server = try #require(RedisServer.shared)
        address = server.address("test-\(UInt64.random(in: .min ... .max))")
    }

    private func engine(_ address: RedisAddress) throws -> any OutsideEngine {
        try #require(try RedisStateStore(address).engine(of: "main") as? any OutsideEngine)
    }

    private func keyCount(_ address: RedisAddress) throws -> Int {
        let session = try RedisSession(port: server.port)
        let script = "return #redis.call('keys','\(address.prefix):*')"
        let reply = try session.send("EVAL \"\(script)\" 0")
        return Int(reply.dropFirst().prefix { $0.isNumber }) ?? -1
    }

    @Test func `a commit replaces all records of a store in one step, and one that is too late replaces none`() throws {
        let (one, other) = (try engine(address), try engine(address))
        let (first, late) = (try one.establish(), try other.establish())
        let key = RecordKey([1])
        let store = Records<Int>("grants", in: one)
        for number in 0..<600 {
            let key = RecordKey([2, UInt8(number >> 8), UInt8(number & 255)])
            try store.insert(number, for: key, expires: .distantFuture, at: .distantPast)
        }
        var commit = TenantCommit([StoreWrite("time", key, 5)])
        commit.replace("grants", by: [StoredRow(key: key, expires: .distantFuture, bytes: 7.encoded)])
        let version = try #require(try one.commit(commit, after: first))
        #expect(try store.record(key, at: .distantPast) == 7)
        #expect(try one.rows(of: "grants").count == 1)
        let count = try keyCount(address)
        #expect(try other.commit(commit, after: late) == nil)
        #expect(try keyCount(address) == count)
        // The other process reads the records when it has read the version.
        let seen = Records<Int>("grants", in: other)
        #expect(try seen.record(key, at: .distantPast) == nil)
        #expect(try other.version(after: late) == version)
        #expect(try seen.record(key, at: .distantPast) == 7)
        try seen.insert(8, for: key, expires: .distantFuture, at: .distantPast)
        #expect(try store.record(key, at: .distantPast) == 8)
    }

    @Test func `labels of an earlier version do not take the place of later ones`() throws {
        let names = RedisGenerations()
        let version = { TenantVersion(incarnation: "a", number: $0) }
        #expect(try names.name(of: "grants") == "grants")
        names.begin(version(4), ["grants": "x"])
        names.follow(version(6), ["grants": "z"], after: version(4))
        names.follow(version(5), ["grants": "y"], after: version(4))
        names.add(["grants": "w"], by: version(6))
        #expect(try names.name(of: "grants") == "grants@z")
        names.add(["sessions": "v"], by: version(7))
        #expect(try ["grants", "sessions"].map { try names.name(of: $0) } == ["grants@z", "sessions@v"])
        // The server was restarted from an older copy.
        names.follow(version(5), ["grants": "y"], after: version(7))
        #expect(try ["grants", "sessions"].map { try names.name(of: $0) } == ["grants@y", "sessions"])
    }

    @Test func `a log keeps as many entries and bytes as it may, and the latest in any case`() throws {
        let log = try #require(try engine(address).log)
        for number in 1...6 {
            #expect(try log.append(Array(repeating: UInt8(number), count: 100), keeping: 4, bytes: 350) == number)
        }
        #expect(try log.page(after: 0).entries.map(\.number) == [4, 5, 6])
        _ = try log.append([7], keeping: 4, bytes: 350)
        #expect(try log.page(after: 0).entries.map(\.number) == [4, 5, 6, 7])
        _ = try log.append([8], keeping: 4, bytes: 350)
        #expect(try log.page(after: 0).entries.map(\.number) == [5, 6, 7, 8])
        _ = try log.append(Array(repeating: 9, count: 400), keeping: 4, bytes: 350)
        #expect(try log.page(after: 0).entries.map(\.number) == [9])
        try log.removeAll(restarts: true)
        #expect(try log.append(Array(repeating: 1, count: 300), keeping: 4, bytes: 350) == 1)
        #expect(try log.append([2], keeping: 4, bytes: 350) == 2)
        #expect(try log.page(after: 0).entries.map(\.number) == [1, 2])
    }
}
#endif
