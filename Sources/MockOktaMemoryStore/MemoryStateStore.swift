package import MockOktaModel

/// State in the memory of this process: all that a tenant keeps ends with it.
package struct MemoryStateStore: StateStore {
    package init() {}

    package var kind: StoreKind { .memory }

    package func engine(of tenant: String) -> any RecordEngine { MemoryEngine() }

    package func tenants() -> [String] { [] }

    /// Returns false: what a tenant keeps is its own.
    @discardableResult
    package func remove(tenant: String) -> Bool { false }

    package func check() {}
}

private struct MemoryEngine: RecordEngine {
    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        MemoryStore<Record>()
    }

    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? { try batch.make(at: now) }
}
