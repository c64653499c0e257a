#if Redis
import MockOktaModel

/// A log as a stream (`XADD`), whose entries have the ids `1-0`, `2-0` and so on.
struct RedisLog: SharedLog {
    private static let pageSize = 500

    let pool: RedisPool
    let keys: RedisKeys

    func append(_ entry: [UInt8], keeping count: Int, bytes: Int) throws(StoreFailure) -> Int {
        let reply = try run(.append, [RedisWord(entry), RedisWord(count), RedisWord(bytes)])
        return Int(reply.integer ?? 0)
    }

    private func run(_ script: RedisScript, _ arguments: [RedisWord]) throws(StoreFailure) -> RedisReply {
        try pool.use { (connection) throws(StoreFailure) in
            try connection.run([RedisCall(script, [keys.log, keys.logState], arguments)])[0]
        }
    }

    /// The number of seconds after which the server removes entries that no commit has taken.
    private static let lifetime = 3600

    /// Writes entries under a label, before a commit makes them those of the log.
    func write(_ entries: [[UInt8]], under label: String) throws(StoreFailure) {
        let key = keys.log(label)
        for start in stride(from: 0, to: entries.count, by: Self.pageSize) {
            var commands = RedisCommands()
            for index in start..<min(start + Self.pageSize, entries.count) {
                commands.append("XADD", key, RedisWord("\(index + 1)-0"), "e", RedisWord(entries[index]))
            }
            commands.append("EXPIRE", key, RedisWord(Self.lifetime))
            try pool.use { (connection) throws(StoreFailure) in
                for reply in try connection.ask(commands) { try connection.check(reply) }
            }
        }
    }

    func page(after number: Int) throws(StoreFailure) -> SharedLogPage {
        let reply = try run(.page, [RedisWord(number + 1), RedisWord(Self.pageSize)])
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
        _ = try run(.empty, [RedisWord(restarts ? 1 : 0)])
    }
}
#endif
