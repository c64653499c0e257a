import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct MemoryStoreTests {
    @Test(arguments: StoreConformance.allCases)
    func `memory does what every store must do`(requirement: StoreConformance) async {
        await requirement.check { MemoryStore() }
    }

    @Test func `a snapshot of a store that was never used empties it`() {
        let store = MemoryStore<Int>()
        let (key, now) = (RecordKey([1, 2, 3, 4, 5, 6, 7, 8]), Instant(seconds: 0))
        store.forEach(at: now) { _, _ in Issue.record("it is empty") }
        store.reclaim(at: now)
        let restore = store.snapshot()
        store.insert(7, for: key, expires: .distantFuture, at: now)
        #expect(store.record(key, at: now) == 7)
        restore()
        #expect(store.record(key, at: now) == nil)
    }

    @Test func `slots are used again, so that a busy store does not grow`() {
        let store = MemoryStore<Int>()
        var now = Instant(seconds: 0)
        for number in 0..<20_000 {
            now = now + .seconds(1)
            let key = RecordKey([
                UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number), 0, 0, 0, 0, 0, 7,
            ])
            store.insert(number, for: key, expires: now + .seconds(10), at: now)
        }
        var live = 0
        store.forEach(at: now) { _, _ in live += 1 }
        #expect(live == 10)
    }
}
