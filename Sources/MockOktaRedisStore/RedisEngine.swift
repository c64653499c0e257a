#if Redis
import MockOktaFormats
import MockOktaModel

/// The stores of one tenant in a Redis server.
struct RedisEngine: OutsideEngine {
    let pool: RedisPool
    let keys: RedisKeys

    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        RedisRecordStore<Record>(pool, keys, name: name)
    }

    var isShared: Bool { true }

    var log: (any SharedLog)? { RedisLog(pool: pool, keys: keys) }

    func establish() throws(StoreFailure) -> TenantVersion {
        try pool.use { (connection) throws(StoreFailure) in
            let id = RedisWord(String(UInt64.random(in: .min ... .max), radix: 36))
            try connection.reply(to: "HSETNX", keys.version, "n", "0")
            try connection.reply(to: "HSETNX", keys.version, "id", id)
            try connection.reply(to: "SADD", keys.tenants, RedisWord(keys.tenant))
            guard let version = try wholeVersion(connection) else {
                throw StoreFailure("\(pool.address): the version of \(keys.tenant) was removed")
            }
            return version
        }
    }

    func version(after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        try pool.use { (connection) throws(StoreFailure) in
            let held = try connection.reply(to: "HMGET", keys.version, "id", "n").elements.map(\.text)
            if held == [known.incarnation, String(known.number)] { return known }
            return try wholeVersion(connection)
        }
    }

    /// The version with the last commits of all stores; nil where the tenant was removed.
    private func wholeVersion(_ connection: RedisConnection) throws(StoreFailure) -> TenantVersion? {
        // Names and values alternate.
        let words = try connection.reply(to: "HGETALL", keys.version).elements.map { $0.text ?? "" }
        var (incarnation, number): (String?, Int) = (nil, 0)
        var stores: [ExactString: Int] = [:]
        for index in stride(from: 0, to: words.count - 1, by: 2) {
            switch words[index] {
            case "id": incarnation = words[index + 1]
            case "n": number = Int(words[index + 1]) ?? 0
            case let name: stores[ExactString(name)] = Int(words[index + 1]) ?? 0
            }
        }
        return incarnation.map { TenantVersion(incarnation: $0, number: number, stores: stores) }
    }

    func commit(_ writes: [StoreWrite], after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        try pool.use { (connection) throws(StoreFailure) in
            var scriptKeys = [keys.version, keys.stores]
            var arguments = [RedisWord(known.incarnation), RedisWord(known.number)]
            for write in writes {
                let name = RedisKeys.name(of: write.key)
                let expires = Instant.distantFuture
                scriptKeys += [keys.record(name, of: write.store), keys.expiries(of: write.store)]
                arguments += [
                    RedisWord(write.bytes.map { StoredRecord($0, expires: expires).bytes } ?? []), RedisWord(name),
                    RedisWord(expires.microseconds), RedisWord(write.store),
                ]
            }
            let number = try connection.run(.commit, scriptKeys, arguments).integer ?? 0
            guard number > 0 else { return nil }
            var stores = known.stores
            for write in writes { stores[ExactString(write.store)] = Int(number) }
            return TenantVersion(incarnation: known.incarnation, number: Int(number), stores: stores)
        }
    }

    func rows(of store: String) throws(StoreFailure) -> [StoredRow] {
        try RedisRecordStore<Tombstone>(pool, keys, name: store).rows()
    }

    func replace(_ rows: [StoredRow], of store: String) throws(StoreFailure) {
        try RedisRecordStore<Tombstone>(pool, keys, name: store).replace(rows)
    }

    /// Records that are written from now on are removed by the server when they have expired; those that were written
    /// before and would be removed too early stay until a later record of their store removes them.
    func follow(_ lead: TimeSpan?) throws(StoreFailure) {
        let former = try pool.use { (connection) throws(StoreFailure) in
            let held = try connection.reply(to: "GET", keys.clock).text.flatMap(Int64.init)
            if let lead {
                try connection.reply(to: "SET", keys.clock, RedisWord(lead.microseconds))
            } else {
                try connection.reply(to: "DEL", keys.clock)
            }
            return held
        }
        guard let former, lead.map({ $0.microseconds < former }) ?? true else { return }
        let stores = try pool.use { (connection) throws(StoreFailure) in
            try connection.reply(to: "SMEMBERS", keys.stores).elements.compactMap(\.text)
        }
        for store in stores { try RedisRecordStore<Tombstone>(pool, keys, name: store).keepAll() }
    }
}
#endif
