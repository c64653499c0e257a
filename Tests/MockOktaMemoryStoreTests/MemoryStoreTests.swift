import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct MemoryStoreTests {
    @Test(arguments: StoreConformance.allCases)
    func `memory does what every store must do`(requirement: StoreConformance) async {
        await requirement.check { MemoryStore() }
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
