#if Redis
import MockOktaModel
import MockOktaRedisStore
import MockOktaSystem

/// A store in which a tenant is removed once, just before its first commit.
final class RemovingStore: StateStore {
    private let inner: RedisStateStore
    private let tenant: String
    private let removed = Lock(false)

    init(inner: RedisStateStore, tenant: String) {
        self.inner = inner
        self.tenant = tenant
    }

    var hasRemoved: Bool { removed.withLock { $0 } }

    var kind: StoreKind { inner.kind }

    func engine(of tenant: String) -> any RecordEngine {
        let engine = inner.engine(of: tenant)
        guard tenant == self.tenant, let engine = engine as? any OutsideEngine else { return engine }
        return Engine(inner: engine) { [self] in
            guard
                !removed.withLock({ removed in
                    defer { removed = true }
                    return removed
                })
            else { return }
            try? inner.remove(tenant: tenant)
        }
    }

    func tenants() throws(StoreFailure) -> [String] { try inner.tenants() }

    func remove(tenant: String) throws(StoreFailure) { try inner.remove(tenant: tenant) }

    func check() throws(StoreFailure) { try inner.check() }

    private struct Engine: OutsideEngine {
        let inner: any OutsideEngine
        let beforeCommit: @Sendable () -> Void

        var isShared: Bool { inner.isShared }
        var log: (any SharedLog)? { inner.log }

        func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> { inner.store(name) }

        func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? {
            try inner.commit(batch, at: now)
        }

        func establish() throws(StoreFailure) -> TenantVersion { try inner.establish() }

        func version(after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
            try inner.version(after: known)
        }

        func commit(_ commit: TenantCommit, after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
            beforeCommit()
            return try inner.commit(commit, after: known)
        }

        func rows(of store: String) throws(StoreFailure) -> [StoredRow] { try inner.rows(of: store) }

        func prepare(_ lead: ClockLead) throws(StoreFailure) { try inner.prepare(lead) }
    }
}
#endif
