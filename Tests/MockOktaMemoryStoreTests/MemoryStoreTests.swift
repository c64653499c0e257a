import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct MemoryStoreTests {
    @Test(arguments: StoreConformance.allCases)
    func `memory does what every store must do`(requirement: StoreConformance) async throws {
        try await requirement.check { MemoryStore() }
    }

    @Test(arguments: BatchConformance.allCases)
    func `memory does with a batch what every store must do`(requirement: BatchConformance) async throws {
        try await requirement.check(MemoryStateStore().engine(of: "main"))
    }

    @Test func `a snapshot of a store that was never used empties it`() throws {
        let store = Records(MemoryStore<Int>(), name: "records")
        let (key, now) = (RecordKey([1, 2, 3, 4, 5, 6, 7, 8]), Instant(seconds: 0))
        try store.forEach(at: now) { _, _ in Issue.record("it is empty") }
        try store.reclaim(at: now)
        let restore = try store.snapshot()
        try store.insert(7, for: key, expires: .distantFuture, at: now)
        #expect(try store.record(key, at: now) == 7)
        try restore()
        #expect(try store.record(key, at: now) == nil)
    }

    @Test func `slots are used again, so that a busy store does not grow`() throws {
        let store = Records(MemoryStore<Int>(), name: "records")
        var now = Instant(seconds: 0)
        for number in 0..<20_000 {
            now = now + .seconds(1)
            let key = RecordKey([
                UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number), 0, 0, 0, 0, 0, 7,
            ])
            try store.insert(number, for: key, expires: now + .seconds(10), at: now)
        }
        var live = 0
        try store.forEach(at: now) { _, _ in live += 1 }
        #expect(live == 10)
    }
}
