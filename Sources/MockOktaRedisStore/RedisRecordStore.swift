#if Redis
import MockOktaModel
import MockOktaSystem

/// The records of one type of one tenant in a Redis server.
///
/// An update reads the record, runs its body, and writes the result if the record is still as it was read; otherwise
/// the body runs again. A read takes one round trip, a change two, or one after an update that has left the record as
/// it is.
final class RedisRecordStore<Record: RecordCoding>: RecordStore {
    /// The number of records that one command reads or removes, so that none keeps the server busy for long.
    static var pageSize: Int { 500 }
    /// After so many writes, records that have expired are removed.
    private static var writesPerReclaim: Int { 64 }
    /// More attempts than any number of threads causes: then something else writes the same record without end.
    static var attempts: Int { 10_000 }

    let pool: RedisPool
    let keys: RedisKeys
    let store: String
    private let writes = Lock(0)
    private let lastRead = LastReadRecords()

    init(_ pool: RedisPool, _ keys: RedisKeys, name: String) {
        self.pool = pool
        self.keys = keys
        store = name
    }

    /// The present name of the store in the server.
    var name: String {
        get throws(StoreFailure) { try keys.generations.name(of: store) }
    }

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        let (place, name) = (RedisKeys.name(of: key), try name)
        return try pool.use { (connection) throws(StoreFailure) in
            let word = keys.record(place, of: name)
            var held = lastRead.take(key)
            var isCurrent = held == nil
            if isCurrent { held = try connection.reply(to: "GET", word).bytes }
            for _ in 0..<Self.attempts {
                var entry: Expiring<Record>?
                if let held { entry = try StoredRecord(bytes: held).entry(of: name, at: now) }
                let result = body(&entry)
                let new = entry.map { StoredRecord($0).bytes }
                if new == held {
                    if isCurrent {
                        lastRead.keep(held, for: key)
                        return result
                    }
                    // No write has found out whether another request has changed the record since.
                    held = try connection.reply(to: "GET", word).bytes
                } else {
                    let reply = try put(new, insteadOf: held, at: place, of: name, connection)
                    guard let other = reply.bytes else {
                        try reclaimSome(connection, at: now)
                        return result
                    }
                    held = other.isEmpty ? nil : other
                }
                isCurrent = true
            }
            throw StoreFailure("a record of \(name) changes faster than it can be written")
        }
    }

    /// Reads a record without encoding it again; an expired one is removed as by a change.
    func record(_ key: RecordKey, at now: Instant) throws(StoreFailure) -> Record? {
        let name = try name
        let place = keys.record(RedisKeys.name(of: key), of: name)
        let held = try pool.use { (connection) throws(StoreFailure) in try connection.reply(to: "GET", place).bytes }
        guard let held else { return nil }
        if let entry: Expiring<Record> = try StoredRecord(bytes: held).entry(of: name, at: now) { return entry.record }
        return try update(key, at: now) { $0?.record }
    }

    /// Writes or removes a record.
    ///
    /// - Returns: a number, or the record that is there instead of `held`.
    func put(
        _ new: [UInt8]?,
        insteadOf held: [UInt8]?,
        at place: [UInt8],
        of name: String,
        _ connection: RedisConnection
    ) throws(StoreFailure) -> RedisReply {
        let reply = try connection.run([putting(new, insteadOf: held, at: place, of: name)])[0]
        if reply.integer == 2 { keys.noteTenant(connection) }
        return reply
    }

    private func putting(
        _ new: [UInt8]?,
        insteadOf held: [UInt8]?,
        at place: [UInt8],
        of name: String
    ) -> RedisCall {
        let expires = new.map { StoredRecord(bytes: $0).expires.microseconds } ?? 0
        return RedisCall(
            .put,
            [keys.record(place, of: name), keys.expiries(of: name), keys.stores, keys.clock],
            [RedisWord(held ?? []), RedisWord(new ?? []), RedisWord(place), RedisWord(expires), RedisWord(name)]
        )
    }

    /// Writes records under a label, before a commit makes them those of the store.
    func write(_ rows: [StoredRow], under label: String) throws(StoreFailure) {
        let name = "\(store)@\(label)"
        for start in stride(from: 0, to: rows.count, by: Self.pageSize) {
            let calls = rows[start..<min(start + Self.pageSize, rows.count)].map { row in
                let new = StoredRecord(row.bytes, expires: row.expires).bytes
                return putting(new, insteadOf: nil, at: RedisKeys.name(of: row.key), of: name)
            }
            _ = try pool.use { (connection) throws(StoreFailure) in try connection.run(calls) }
        }
    }

    func reclaim(at now: Instant) throws(StoreFailure) {
        while try pool.use({ (connection) throws(StoreFailure) in
            try remove(upTo: RedisWord(now.microseconds), Self.pageSize, connection)
        }) == Self.pageSize {}
    }

    func removeAll() throws(StoreFailure) {
        while try pool.use({ (connection) throws(StoreFailure) in
            try remove(upTo: "+inf", Self.pageSize, connection)
        }) == Self.pageSize {}
    }

    private func remove(
        upTo expiry: RedisWord,
        _ count: Int,
        _ connection: RedisConnection
    ) throws(StoreFailure) -> Int {
        let call = RedisCall(.reclaim, [keys.expiries(of: try name)], [expiry, RedisWord(count)])
        return Int(try connection.run([call])[0].integer ?? 0)
    }

    /// Removes expired records now and then, a few at once.
    private func reclaimSome(_ connection: RedisConnection, at now: Instant) throws(StoreFailure) {
        let isDue = writes.withLock { writes in
            writes = (writes + 1) % Self.writesPerReclaim
            return writes == 0
        }
        if isDue {
            // What is not removed now is removed later; the update has been made.
            _ = try? remove(upTo: RedisWord(now.microseconds), 2 * Self.writesPerReclaim, connection)
        }
    }
}
#endif
