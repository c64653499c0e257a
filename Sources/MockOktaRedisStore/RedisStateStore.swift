#if Redis
import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// The state of a server in a Redis server, which several processes can share.
package final class RedisStateStore: StateStore {
    /// The version of the keys; that of the records is in each of them.
    private static let layout = "2"
    /// A former version, of which everything is as in the present one: it had no labels.
    private static let earlier = "1"

    private let pool: RedisPool
    private let generations = Lock<[ExactString: RedisGenerations]>([:])

    /// Connects.
    ///
    /// - Throws: `StoreFailure` where the server does not answer, or keeps what this program cannot read.
    package init(_ address: RedisAddress) throws(StoreFailure) {
        let pool = RedisPool(address)
        self.pool = pool
        let found = try pool.use { (connection) throws(StoreFailure) in
            let key = RedisWord(address.prefix + ":layout")
            try connection.reply(to: "SETNX", key, RedisWord(Self.layout))
            let found = try connection.reply(to: "GET", key).text
            guard found == Self.earlier else { return found }
            try connection.reply(to: "SET", key, RedisWord(Self.layout))
            return Self.layout
        }
        guard found == Self.layout else {
            throw StoreFailure(
                "\(address) has layout \(found ?? "") under \(address.prefix), this program reads layout \(Self.layout);"
                    + " name another prefix"
            )
        }
    }

    package var kind: StoreKind { .redis }

    package func engine(of tenant: String) -> any RecordEngine {
        RedisEngine(pool: pool, keys: keys(of: tenant))
    }

    private func keys(of tenant: String) -> RedisKeys {
        let known = generations.withLock { all in
            let known = all[ExactString(tenant)] ?? RedisGenerations()
            all[ExactString(tenant)] = known
            return known
        }
        return RedisKeys(prefix: pool.address.prefix, tenant: tenant, known)
    }

    package func tenants() throws(StoreFailure) -> [String] {
        let key = RedisKeys(prefix: pool.address.prefix, tenant: "").tenants
        return try pool.use { (connection) throws(StoreFailure) in
            try connection.reply(to: "SMEMBERS", key).elements.compactMap(\.text).sorted()
        }
    }

    @discardableResult
    package func remove(tenant: String) throws(StoreFailure) -> Bool {
        // The names in the server, as they are in the set of stores.
        let keys = RedisKeys(prefix: pool.address.prefix, tenant: tenant)
        let stores = try pool.use { (connection) throws(StoreFailure) in
            try connection.reply(to: "SMEMBERS", keys.stores).elements.compactMap(\.text)
        }
        for store in stores { try RedisRecordStore<Tombstone>(pool, keys, name: store).removeAll() }
        let counts = try pool.use { (connection) throws(StoreFailure) in
            let keyCount = try connection.reply(
                to: "DEL",
                keys.version,
                keys.stores,
                keys.clock,
                keys.log,
                keys.logState
            ).integer
            // The set of tenants has every one that a process has made.
            return [keyCount, try connection.reply(to: "SREM", keys.tenants, RedisWord(tenant)).integer]
        }
        generations.withLock { $0[ExactString(tenant)] = nil }
        return counts.contains { ($0 ?? 0) > 0 }
    }

    /// Asks the server for an answer, and refuses where it has lost the main org.
    package func check() throws(StoreFailure) {
        _ = try pool.use { (connection) throws(StoreFailure) in try connection.reply(to: "PING") }
        try keys(of: "main").generations.check()
    }
}
#endif
