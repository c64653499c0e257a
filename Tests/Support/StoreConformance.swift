package import MockOktaModel
import Testing

/// What every store must do, whoever wrote it: run by the test suite of each.
package struct StoreConformance: Sendable {
    private let makeStore: @Sendable () -> any RecordStore<Int>
    private let now = Instant(seconds: 1_700_000_000)

    package init(_ makeStore: @escaping @Sendable () -> any RecordStore<Int>) {
        self.makeStore = makeStore
    }

    package func run() async {
        keepsWhatIsWritten()
        forgetsAtTheDeadline()
        staysForgottenWhenTheClockGoesBack()
        followsADeadlineThatMoves()
        reclaimsAllAtOnce()
        visitsTheLivingOnly()
        restoresASnapshot()
        await countsEveryUpdateOfARace()
    }

    private func restoresASnapshot() {
        let store = makeStore()
        store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        store.insert(2, for: key(2), expires: now + .seconds(10), at: now)
        let restore = store.snapshot()
        for _ in 0..<2 {
            store.update(key(1), at: now) { $0?.record = 5 }
            store.remove(key(2), at: now)
            store.insert(3, for: key(3), expires: now + .seconds(10), at: now)
            restore()
            #expect((1...3).map { store.record(key($0), at: now) } == [1, 2, nil])
        }
        store.reclaim(at: now + .seconds(10))
        restore()
        #expect(store.record(key(1), at: now + .seconds(10)) == nil)
    }

    private func key(_ number: UInt8) -> RecordKey { RecordKey([number, 1, 2, 3, 4, 5, 6, number]) }

    private func keepsWhatIsWritten() {
        let store = makeStore()
        store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        #expect(store.record(key(1), at: now) == 1)
        #expect(store.record(key(2), at: now) == nil)
        store.update(key(1), at: now) { $0?.record = 5 }
        #expect(store.record(key(1), at: now) == 5)
        store.remove(key(1), at: now)
        #expect(store.record(key(1), at: now) == nil)
    }

    private func forgetsAtTheDeadline() {
        let store = makeStore()
        store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        #expect(store.record(key(1), at: now + .seconds(9)) == 1)
        #expect(store.record(key(1), at: now + .seconds(10)) == nil)
    }

    private func staysForgottenWhenTheClockGoesBack() {
        let store = makeStore()
        store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        store.reclaim(at: now + .seconds(10))
        #expect(store.record(key(1), at: now) == nil)
    }

    private func followsADeadlineThatMoves() {
        let store = makeStore()
        store.insert(1, for: key(1), expires: now + .seconds(10), at: now)
        store.update(key(1), at: now) { $0?.expires = now + .seconds(100) }
        store.reclaim(at: now + .seconds(50))
        #expect(store.record(key(1), at: now + .seconds(50)) == 1)
        store.reclaim(at: now + .seconds(100))
        #expect(store.record(key(1), at: now) == nil)
    }

    private func reclaimsAllAtOnce() {
        let store = makeStore()
        for number in 0..<200 { store.insert(number, for: key(UInt8(number)), expires: now + .seconds(1), at: now) }
        store.reclaim(at: now + .seconds(1))
        for number in 0..<200 { #expect(store.record(key(UInt8(number)), at: now) == nil) }
    }

    private func visitsTheLivingOnly() {
        let store = makeStore()
        store.insert(1, for: key(1), expires: now + .seconds(1), at: now)
        store.insert(2, for: key(2), expires: now + .seconds(9), at: now)
        var visited: [Int] = []
        store.forEach(at: now + .seconds(5)) { _, record in visited.append(record) }
        #expect(visited == [2])
        store.removeAll()
        #expect(store.record(key(2), at: now) == nil)
    }

    private func countsEveryUpdateOfARace() async {
        let store = makeStore()
        let key = key(1)
        let now = now
        store.insert(0, for: key, expires: now + .seconds(1), at: now)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { for _ in 0..<500 { store.update(key, at: now) { $0?.record += 1 } } }
            }
        }
        #expect(store.record(key, at: now) == 4_000)
    }
}
