#if Redis
import MockOktaModel

/// A log as a stream (`XADD`), whose entries have the ids `1-0`, `2-0` and so on.
struct RedisLog: SharedLog {
    private static let pageSize = 500

    let pool: RedisPool
    let keys: RedisKeys

    func append(_ entry: [UInt8], keeping count: Int) throws(StoreFailure) -> Int {
        let reply = try pool.use { (connection) throws(StoreFailure) in
            try connection.run(.append, [keys.log, keys.logState], [RedisWord(entry), RedisWord(count)])
        }
        return Int(reply.integer ?? 0)
    }

    func page(after number: Int) throws(StoreFailure) -> SharedLogPage {
        let reply = try pool.use { (connection) throws(StoreFailure) in
            try connection.run(.page, [keys.log, keys.logState], [RedisWord(number + 1), RedisWord(Self.pageSize)])
        }
        let parts = reply.elements
        guard parts.count == 3 else { throw StoreFailure("\(pool.address): the log cannot be read") }
        // An entry is its id and the name and value of its one field.
        let entries = parts[2].elements.compactMap { entry -> (number: Int, bytes: [UInt8])? in
            let words = entry.elements
            guard words.count == 2, let id = words[0].text?.split(separator: "-").first.flatMap({ Int($0) }),
                let bytes = words[1].elements.last?.bytes
            else { return nil }
            return (id, bytes)
        }
        return SharedLogPage(
            entries: entries,
            last: Int(parts[0].integer ?? 0),
            removals: Int(parts[1].integer ?? 0)
        )
    }

    func removeAll(restarts: Bool) throws(StoreFailure) {
        _ = try pool.use { (connection) throws(StoreFailure) in
            try connection.run(.empty, [keys.log, keys.logState], [RedisWord(restarts ? 1 : 0)])
        }
    }
}
#endif
