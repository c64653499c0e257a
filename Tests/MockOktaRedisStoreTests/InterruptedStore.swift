#if Redis
import MockOktaModel
import MockOktaRedisStore
import MockOktaSystem

/// A store in which something happens once between two steps of a process that uses a tenant, as by another process.
final class InterruptedStore: StateStore {
    enum Moment: Sendable {
        /// Before the first commit.
        case commit
        /// After the first read of a record of the org.
        case readOrganization
    }

    private let inner: RedisStateStore
    private let tenant: String
    private let moment: Moment
    private let action: @Sendable () -> Void
    private let done = Lock(false)

    init(_ inner: RedisStateStore, of tenant: String, at moment: Moment, _ action: @escaping @Sendable () -> Void) {
        self.inner = inner
        self.tenant = tenant
        self.moment = moment
        self.action = action
    }

    /// Whether it has happened.
    var isDone: Bool { done.withLock { $0 } }

    var kind: StoreKind { inner.kind }

    func engine(of tenant: String) -> any RecordEngine {
        let engine = inner.engine(of: tenant)
        guard tenant == self.tenant, let engine = engine as? any OutsideEngine else { return engine }
        return InterruptedEngine(inner: engine, owner: self)
    }

    fileprivate func reach(_ moment: Moment) {
        guard moment == self.moment else { return }
        let isFirst = done.withLock { done in
            defer { done = true }
            return !done
        }
        if isFirst { action() }
    }

    func tenants() throws(StoreFailure) -> [String] { try inner.tenants() }

    @discardableResult
    func remove(tenant: String) throws(StoreFailure) -> Bool { try inner.remove(tenant: tenant) }

    func check() throws(StoreFailure) { try inner.check() }
}

private struct InterruptedEngine: OutsideEngine {
    let inner: any OutsideEngine
    let owner: InterruptedStore

    var isShared: Bool { inner.isShared }
    var log: (any SharedLog)? { inner.log }

    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        let records: any RecordStore<Record> = inner.store(name)
        guard name == "organization" else { return records }
        return InterruptedRecordStore<Record>(inner: records, owner: owner)
    }

    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? {
        try inner.commit(batch, at: now)
    }

    func establish() throws(StoreFailure) -> TenantVersion { try inner.establish() }

    func version(after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        try inner.version(after: known)
    }

    func commit(_ commit: TenantCommit, after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        owner.reach(.commit)
        return try inner.commit(commit, after: known)
    }

    func rows(of store: String) throws(StoreFailure) -> [StoredRow] { try inner.rows(of: store) }

    func prepare(_ lead: ClockLead) throws(StoreFailure) { try inner.prepare(lead) }
}

private struct InterruptedRecordStore<Record: RecordCoding>: RecordStore {
    let inner: any RecordStore<Record>
    let owner: InterruptedStore

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        try inner.update(key, at: now, body)
    }

    func record(_ key: RecordKey, at now: Instant) throws(StoreFailure) -> Record? {
        let record = try inner.record(key, at: now)
        owner.reach(.readOrganization)
        return record
    }

    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        try inner.forEach(at: now, body)
    }

    func reclaim(at now: Instant) throws(StoreFailure) { try inner.reclaim(at: now) }

    func removeAll() throws(StoreFailure) { try inner.removeAll() }

    func snapshot() throws(StoreFailure) -> StoreRestore { try inner.snapshot() }
}
#endif
