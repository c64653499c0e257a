import MockOktaMemoryStore
package import MockOktaModel
import MockOktaSystem

/// Stores that are away after as many operations as a test says.
package protocol FaultyStores: StateStore, AnyObject {
    /// The number of operations after which the store is away; nil where it is not.
    var operationsLeft: Int? { get set }
}

/// Stores that fail while a test says so, as one whose engine is away.
package final class FailingStores: FaultyStores {
    private let failure = Lock<StoreFailure?>(nil)
    private let left = Lock<Int?>(nil)

    /// - Parameter kind: what the stores say they are; they keep records in memory.
    package init(kind: StoreKind = .memory) {
        self.kind = kind
    }

    /// The text of every failure, for the journal.
    package static let text = "the store of the test is away"

    package var isAway: Bool {
        get { failure.withLock { $0 } != nil }
        set { failure.withLock { $0 = newValue ? StoreFailure(Self.text) : nil } }
    }

    /// The number of operations after which the store is away; nil where it is not.
    package var operationsLeft: Int? {
        get { left.withLock { $0 } }
        set { left.withLock { $0 = newValue } }
    }

    package func check() throws(StoreFailure) {
        let isLast = left.withLock { left in
            guard let count = left else { return false }
            left = max(0, count - 1)
            return count == 0
        }
        if isLast { throw StoreFailure(Self.text) }
        if let failure = failure.withLock({ $0 }) { throw failure }
    }

    package let kind: StoreKind

    /// The tenants whose stores were asked for and not removed, sorted.
    package var names: [String] { tenantNames.withLock { $0.sorted() } }

    private let tenantNames = Lock<Set<String>>([])

    package func engine(of tenant: String) -> any RecordEngine {
        tenantNames.withLock { _ = $0.insert(tenant) }
        return FailingEngine(stores: self)
    }

    package func tenants() -> [String] { [] }

    @discardableResult
    package func remove(tenant: String) throws(StoreFailure) -> Bool {
        try check()
        return tenantNames.withLock { $0.remove(tenant) } != nil
    }
}

private struct FailingEngine: RecordEngine {
    let stores: FailingStores

    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        FailingStore<Record>(stores: stores)
    }

    /// One operation, whatever the number of changes.
    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? {
        try stores.check()
        let left = stores.operationsLeft
        stores.operationsLeft = nil
        defer { stores.operationsLeft = left }
        return try batch.make(at: now)
    }
}

private struct FailingStore<Record: Sendable>: RecordStore {
    let stores: FailingStores
    private let inner = MemoryStore<Record>()

    init(stores: FailingStores) {
        self.stores = stores
    }

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        try stores.check()
        return inner.update(key, at: now, body)
    }

    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        try stores.check()
        inner.forEach(at: now, body)
    }

    func reclaim(at now: Instant) throws(StoreFailure) {
        try stores.check()
        inner.reclaim(at: now)
    }

    func removeAll() throws(StoreFailure) {
        try stores.check()
        inner.removeAll()
    }

    func snapshot() throws(StoreFailure) -> StoreRestore {
        try stores.check()
        let restore = inner.snapshot()
        return { [stores] () throws(StoreFailure) in
            try stores.check()
            try restore()
        }
    }
}
