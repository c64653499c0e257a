package import MockOktaModel
import MockOktaSystem
import Synchronization

/// Records in the memory of this process, in 64 shards, so that growing one shard does not block the others for long.
///
/// The shards are created with the first record that is looked for: each of a thousand isolated orgs has a dozen
/// stores and uses few of them.
package final class MemoryStore<Record: Sendable>: RecordStore {
    private let created = AtomicLazyReference<Shards>()

    package init() {}

    private var shards: [Shard] { (created.load() ?? created.storeIfNil(Shards())).all }

    /// The shards, as far as there may be records.
    private var usedShards: [Shard] { created.load()?.all ?? [] }

    package func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) -> Result {
        var result: Result?
        change(key, at: now) { result = body(&$0) }
        guard let result else { preconditionFailure("a change runs its body") }
        return result
    }

    package func record(_ key: RecordKey, at now: Instant) -> Record? {
        // Most orgs have no record of most types: no token revoked by itself, for instance.
        guard created.load() != nil else { return nil }
        var record: Record?
        change(key, at: now) { record = $0?.record }
        return record
    }

    /// Separate from `update`, so that it can be specialized for the records that most requests change.
    @specialized(where Record == Grant)
    @specialized(where Record == Session)
    private func change(_ key: RecordKey, at now: Instant, _ body: (inout Expiring<Record>?) -> Void) {
        shard(of: key).table.withLock { table in
            table.update(key, at: now, body)
            table.reclaim(at: now, atMost: 2)
        }
    }

    package func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) {
        for shard in usedShards {
            for (key, record) in shard.table.withLock({ $0.records(at: now) }) { body(key, record) }
        }
    }

    package func reclaim(at now: Instant) {
        for shard in usedShards {
            shard.table.withLock { $0.reclaim(at: now, atMost: .max) }
        }
    }

    package func removeAll() {
        for shard in usedShards {
            shard.table.withLock { $0 = MemoryTable() }
        }
    }

    /// Copies one reference per shard: tables are values, and a table is copied only when it next changes.
    package func snapshot() -> StoreRestore {
        guard created.load() != nil else { return { [self] in removeAll() } }
        let kept = shards.map { shard in (shard, shard.table.withLock { $0 }) }
        return { for (shard, table) in kept { shard.table.withLock { $0 = table } } }
    }

    /// The dictionary in a shard hashes the whole key, so the shard can be chosen by the key's last bits.
    private func shard(of key: RecordKey) -> Shard { shards[Int(key.high & 63)] }

    private final class Shards: Sendable {
        let all = (0..<64).map { _ in Shard() }
    }

    private final class Shard: Sendable {
        let table = Lock(MemoryTable<Record>())
    }
}
