#if SQLite
import Glibc
import MockOktaModel
import MockOktaSQLiteStore
import MockOktaSystem
import MockOktaTestSupport
import Testing

@Suite struct SQLiteStoreTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private var path: String { folder.path + "/state.db" }

    private static let now = Instant(seconds: 1_767_225_600)
    private static let key = RecordKey([1, 2, 3])

    private func store(_ state: SQLiteStateStore, _ tenant: String = "main") -> Records<Int> {
        Records("numbers", in: state.engine(of: tenant))
    }

    @Test(arguments: StoreConformance.allCases)
    func `a file does what every store must do`(requirement: StoreConformance) async throws {
        let state = try SQLiteStateStore(path: path)
        try await requirement.check { state.engine(of: "main").store("numbers") }
    }

    @Test(arguments: BatchConformance.allCases)
    func `a file does with a batch what every store must do`(requirement: BatchConformance) async throws {
        try await requirement.check(try SQLiteStateStore(path: path).engine(of: "main"))
    }

    @Test func `records are there when the file is opened again`() throws {
        do {
            let numbers = store(try SQLiteStateStore(path: path))
            try numbers.insert(7, for: Self.key, expires: Self.now + .seconds(10), at: Self.now)
        }
        let numbers = store(try SQLiteStateStore(path: path))
        #expect(try numbers.record(Self.key, at: Self.now) == 7)
        #expect(try numbers.record(Self.key, at: Self.now + .seconds(10)) == nil)
    }

    @Test func `tenants are apart, and are removed alone`() throws {
        let state = try SQLiteStateStore(path: path)
        let (main, other) = (store(state), store(state, "tenant:a"))
        try main.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        try other.insert(2, for: Self.key, expires: .distantFuture, at: Self.now)
        #expect(try main.record(Self.key, at: Self.now) == 1)
        #expect(try state.tenants() == ["main", "tenant:a"])
        try state.remove(tenant: "tenant:a")
        #expect(try state.tenants() == ["main"])
        #expect(try store(state, "tenant:a").record(Self.key, at: Self.now) == nil)
        #expect(try main.record(Self.key, at: Self.now) == 1)
    }

    @Test func `what still uses a removed tenant changes nothing, also of a new one with its name`() throws {
        let state = try SQLiteStateStore(path: path)
        let former = store(state, "tenant:a")
        try former.insert(1, for: Self.key, expires: .distantFuture, at: Self.now)
        let engine = state.engine(of: "tenant:a")
        try state.remove(tenant: "tenant:a")
        for isMadeAnew in [false, true] {
            if isMadeAnew {
                try store(state, "tenant:a").insert(2, for: Self.key, expires: .distantFuture, at: Self.now)
            }
            let refusal = Refusal(StoreFailure.lostTenant)
            #expect(throws: refusal) { try former.insert(3, for: Self.key, expires: .distantFuture, at: Self.now) }
            #expect(throws: refusal) { try former.record(Self.key, at: Self.now) }
            var batch = RecordBatch()
            batch.insert(3, for: Self.key, in: former, expires: .distantFuture)
            #expect(throws: StoreFailure.lostTenant) { try engine.commit(batch, at: Self.now) }
            #expect(try state.tenants() == (isMadeAnew ? ["tenant:a"] : []))
            try state.check()
        }
        #expect(try store(state, "tenant:a").record(Self.key, at: Self.now) == 2)
    }

    @Test func `only this user can read the file`() throws {
        _ = try SQLiteStateStore(path: path)
        #expect(try folder.mode(of: "state.db") == 0o600)
    }

    @Test func `an empty file that others could read becomes this user's`() throws {
        _ = try folder.write("state.db", "")
        unsafe chmod(path, 0o644)
        _ = try SQLiteStateStore(path: path)
        #expect(try folder.mode(of: "state.db") == 0o600)
    }

    @Test func `a file that is gone or another one is told`() throws {
        let state = try SQLiteStateStore(path: path)
        try state.check()
        let failure = StoreFailure("\(path) was removed or replaced while this server used it; start the server again")
        unsafe unlink(path)
        #expect(throws: failure) { try state.check() }
        _ = try folder.write("state.db", "")
        #expect(throws: failure) { try state.check() }
    }

    @Test func `a file serves one process at a time`() throws {
        let first = try SQLiteStateStore(path: path)
        let text = "\(path) is in use by another process; a file serves one process at a time"
        #expect(throws: StoreFailure(text)) { try SQLiteStateStore(path: path) }
        try first.check()
    }

    @Test func `a file that is no database, or cannot be made, is refused`() throws {
        try FileBytes.replace(path, with: Array("not a database, but long enough to be looked at".utf8))
        #expect(throws: StoreFailure("\(path): file is not a database")) { try SQLiteStateStore(path: path) }
        let absent = folder.path + "/absent/state.db"
        #expect(throws: StoreFailure("\(absent): No such file or directory")) { try SQLiteStateStore(path: absent) }
    }

    @Test func `a record of another type or version is an error that says so`() throws {
        let state = try SQLiteStateStore(path: path)
        try store(state).insert(7, for: Self.key, expires: .distantFuture, at: Self.now)
        let keys: any RecordStore<RecordKey> = state.engine(of: "main").store("numbers")
        let text = "a record of numbers cannot be read: the record ends too early"
        #expect(throws: StoreFailure(text)) { try keys.update(Self.key, at: Self.now) { $0?.record } }
    }

    @Test func `a failure is over once the file can be written, whether anything is or not`() throws {
        let state = try SQLiteStateStore(path: path)
        try store(state).insert(7, for: Self.key, expires: .distantFuture, at: Self.now)
        let keys: any RecordStore<RecordKey> = state.engine(of: "main").store("numbers")
        #expect(throws: StoreFailure.self) { try keys.update(Self.key, at: Self.now) { $0?.record } }
        try state.check()
        #expect(try store(state).record(Self.key, at: Self.now) == 7)
    }

    @Test func `a thousand records and more are visited once each`() throws {
        let numbers = store(try SQLiteStateStore(path: path))
        for number in 0..<2500 {
            let key = RecordKey([UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)])
            try numbers.insert(number, for: key, expires: .distantFuture, at: Self.now)
        }
        var visited: [Int] = []
        try numbers.forEach(at: Self.now) { _, record in visited.append(record) }
        #expect(visited.sorted() == Array(0..<2500))
    }
}
#endif
