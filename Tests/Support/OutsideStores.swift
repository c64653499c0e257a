import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// Stores outside a double, as far as it can tell: their records are bytes that outlive it, and are away from any
/// operation on that a test names.
package final class OutsideStores: FaultyStores {
    /// The records by the names of tenants and stores.
    package typealias Contents = [String: [String: [RecordKey: Row]]]

    package struct Row: Hashable, Sendable {
        package let expires: Instant
        package let bytes: [UInt8]
    }

    /// The text of every failure.
    package static let text = "the store of the test is away"

    private struct State {
        var contents: Contents = [:]
        var left: Int?
        var commits: [TenantCommit] = []
        var step: (store: String, run: @Sendable () -> Void)?
    }

    private let state = Lock(State())

    /// - Parameter kind: what the stores say they are; those of a kind that is shared may serve several doubles.
    package init(kind: StoreKind = .sqlite) {
        self.kind = kind
    }

    package let kind: StoreKind

    /// The number of operations after which the store is away; nil where it is not.
    package var operationsLeft: Int? {
        get { state.withLock { $0.left } }
        set { state.withLock { $0.left = newValue } }
    }

    package var contents: Contents { state.withLock { $0.contents } }

    /// Everything that was written in one step, oldest first.
    package var commits: [TenantCommit] { state.withLock { $0.commits } }

    /// Does something once: when the records of a store of this name have been read or changed the next time, before
    /// whoever did so goes on.
    package func after(next store: String, _ run: @escaping @Sendable () -> Void) {
        state.withLock { $0.step = (store, run) }
    }

    fileprivate func finish(_ store: String) {
        let run = state.withLock { state -> (@Sendable () -> Void)? in
            guard let step = state.step, step.store == store else { return nil }
            state.step = nil
            return step.run
        }
        run?()
    }

    package func check() throws(StoreFailure) { try use { _ in } }

    package func engine(of tenant: String) -> any RecordEngine { OutsideStoresEngine(stores: self, tenant: tenant) }

    package func tenants() throws(StoreFailure) -> [String] { try use { $0.keys.sorted() } }

    @discardableResult
    package func remove(tenant: String) throws(StoreFailure) -> Bool {
        try use { $0.removeValue(forKey: tenant) != nil }
    }

    fileprivate func use<Result>(
        _ operation: (inout Contents) throws(StoreFailure) -> sending Result
    ) throws(StoreFailure) -> sending Result {
        try state.withLock { (state) throws(StoreFailure) in
            if let left = state.left {
                guard left > 0 else { throw StoreFailure(Self.text) }
                state.left = left - 1
            }
            return try operation(&state.contents)
        }
    }

    fileprivate func note(_ commit: TenantCommit) { state.withLock { $0.commits.append(commit) } }
}

private struct OutsideStoresEngine: OutsideEngine {
    let stores: OutsideStores
    let tenant: String

    var isShared: Bool { stores.kind.isShared }
    var log: (any SharedLog)? { nil }

    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        OutsideRecordStore(stores: stores, tenant: tenant, name: name)
    }

    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? {
        try stores.use { (contents) throws(StoreFailure) in
            let places = batch.places
            let held = places.map { place in
                contents[tenant]?[place.store.text]?[place.key].map {
                    StoredRow(key: place.key, expires: $0.expires, bytes: $0.bytes)
                }
            }
            switch try batch.applied(to: held, at: now) {
            case .failure(let refusal): return refusal
            case .success(let rows):
                for (place, row) in zip(places, rows) {
                    contents[tenant, default: [:]][place.store.text, default: [:]][place.key] = row.map {
                        OutsideStores.Row(expires: $0.expires, bytes: $0.bytes)
                    }
                }
                return nil
            }
        }
    }

    func establish() -> TenantVersion { TenantVersion(incarnation: tenant) }

    func version(after known: TenantVersion) -> TenantVersion? { known }

    func commit(_ commit: TenantCommit, after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        try stores.use { contents in
            for (store, rows) in commit.contents {
                let pairs = rows.map { ($0.key, OutsideStores.Row(expires: $0.expires, bytes: $0.bytes)) }
                contents[tenant, default: [:]][store.text] = Dictionary(pairs) { _, last in last }
            }
            for write in commit.writes {
                let row = write.bytes.map { OutsideStores.Row(expires: write.expires, bytes: $0) }
                contents[tenant, default: [:]][write.store, default: [:]][write.key] = row
            }
        }
        stores.note(commit)
        return TenantVersion(incarnation: known.incarnation, number: known.number + 1)
    }

    func rows(of store: String) throws(StoreFailure) -> [StoredRow] {
        let rows = try stores.use { $0[tenant]?[store] ?? [:] }
        return rows.map { StoredRow(key: $0, expires: $1.expires, bytes: $1.bytes) }
    }

    func prepare(_ lead: ClockLead) throws(StoreFailure) { try stores.check() }
}

private struct OutsideRecordStore<Record: RecordCoding>: RecordStore {
    let stores: OutsideStores
    let tenant: String
    let name: String

    private func use<Result>(
        _ operation: (inout [RecordKey: OutsideStores.Row]) throws(StoreFailure) -> sending Result
    ) throws(StoreFailure) -> sending Result {
        try stores.use { (contents) throws(StoreFailure) in
            try operation(&contents[tenant, default: [:]][name, default: [:]])
        }
    }

    private func decode(_ row: OutsideStores.Row) throws(StoreFailure) -> Expiring<Record> {
        do throws(RecordCodingError) {
            return Expiring(try Record(encoded: row.bytes), expires: row.expires)
        } catch {
            throw StoreFailure("\(name): \(error)")
        }
    }

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        defer { stores.finish(name) }
        return try use { (rows) throws(StoreFailure) in
            var entry: Expiring<Record>?
            if let row = rows[key], now < row.expires { entry = try decode(row) }
            let result = body(&entry)
            rows[key] = entry.map { OutsideStores.Row(expires: $0.expires, bytes: $0.record.encoded) }
            return result
        }
    }

    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        defer { stores.finish(name) }
        for (key, row) in try use({ $0 }) where now < row.expires { body(key, try decode(row).record) }
    }

    func reclaim(at now: Instant) throws(StoreFailure) { try use { $0 = $0.filter { now < $0.value.expires } } }

    func removeAll() throws(StoreFailure) { try use { $0 = [:] } }

    func snapshot() throws(StoreFailure) -> StoreRestore {
        let kept = try use { $0 }
        return { () throws(StoreFailure) in try use { $0 = kept } }
    }
}
