import Glibc
import MockOktaMemoryStore
package import MockOktaModel

/// A store that lets other threads run after every update: what a request does in two updates where one is needed
/// becomes visible in a race.
package struct YieldingStore<Record: Sendable>: RecordStore {
    private let inner = MemoryStore<Record>()

    package init() {}

    package func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) -> Result {
        defer { for _ in 0..<50 { sched_yield() } }
        return inner.update(key, at: now, body)
    }

    package func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) {
        inner.forEach(at: now, body)
    }

    package func reclaim(at now: Instant) { inner.reclaim(at: now) }

    package func removeAll() { inner.removeAll() }

    package func snapshot() -> StoreRestore { inner.snapshot() }
}

/// The stores of all tenants in memory, each of which yields.
package struct YieldingStateStore: StateStore {
    package init() {}

    package var kind: StoreKind { .memory }

    package func engine(of tenant: String) -> any RecordEngine { YieldingEngine() }

    package func tenants() -> [String] { [] }

    @discardableResult
    package func remove(tenant: String) -> Bool { false }

    package func check() {}
}

private struct YieldingEngine: RecordEngine {
    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> { YieldingStore<Record>() }

    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? { try batch.make(at: now) }
}
