#if Redis
import MockOktaModel
import MockOktaSystem

/// The records of one type of one tenant in a Redis server.
///
/// An update reads the record, runs its body, and writes the result if the record is still as it was read; otherwise
/// the body runs again. A read takes one round trip, a change two.
final class RedisRecordStore<Record: RecordCoding>: RecordStore {
    /// The number of records that one command reads or removes, so that none keeps the server busy for long.
    private static var pageSize: Int { 500 }
    /// After so many writes, records that have expired are removed.
    private static var writesPerReclaim: Int { 64 }
    /// More attempts than any number of threads causes: then something else writes the same record without end.
    private static var attempts: Int { 10_000 }

    private let pool: RedisPool
    private let keys: RedisKeys
    private let store: String
    private let writes = Lock(0)

    init(_ pool: RedisPool, _ keys: RedisKeys, name: String) {
        self.pool = pool
        self.keys = keys
        store = name
    }

    /// The present name of the store in the server.
    private var name: String { keys.generations.name(of: store) }

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        let (place, name) = (RedisKeys.name(of: key), name)
        return try pool.use { (connection) throws(StoreFailure) in
            var held = try connection.reply(to: "GET", keys.record(place, of: name)).bytes
            for _ in 0..<Self.attempts {
                var entry: Expiring<Record>?
                if let held { entry = try StoredRecord(bytes: held).entry(of: name, at: now) }
                let result = body(&entry)
                let new = entry.map { StoredRecord($0).bytes }
                if new == held { return result }
                let reply = try put(new, insteadOf: held, at: place, of: name, connection)
                guard let other = reply.bytes else {
                    try reclaimSome(connection, at: now)
                    return result
                }
                held = other.isEmpty ? nil : other
            }
            throw StoreFailure("a record of \(name) changes faster than it can be written")
        }
    }

    /// Reads a record without encoding it again; an expired one is removed as by a change.
    func record(_ key: RecordKey, at now: Instant) throws(StoreFailure) -> Record? {
        let place = keys.record(RedisKeys.name(of: key), of: name)
        let held = try pool.use { (connection) throws(StoreFailure) in try connection.reply(to: "GET", place).bytes }
        guard let held else { return nil }
        if let entry: Expiring<Record> = try StoredRecord(bytes: held).entry(of: name, at: now) { return entry.record }
        return try update(key, at: now) { $0?.record }
    }

    /// Writes or removes a record.
    ///
    /// - Returns: a number, or the record that is there instead of `held`.
    private func put(
        _ new: [UInt8]?,
        insteadOf held: [UInt8]?,
        at place: [UInt8],
        of name: String,
        _ connection: RedisConnection
    ) throws(StoreFailure) -> RedisReply {
        let reply = try connection.run([putting(new, insteadOf: held, at: place, of: name)])[0]
        if reply.integer == 2 { try connection.reply(to: "SADD", keys.tenants, RedisWord(keys.tenant)) }
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

    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        try forEachRow { (key, row) throws(StoreFailure) in
            if let entry: Expiring<Record> = try row.entry(of: name, at: now) { body(key, entry.record) }
        }
    }

    /// Visits the records page by page, each once.
    private func forEachRow(_ body: (RecordKey, StoredRecord) throws(StoreFailure) -> Void) throws(StoreFailure) {
        var visited: Set<RecordKey> = []
        let name = name
        var cursor = "0"
        repeat {
            let page = try page(&cursor, of: name)
            for (place, row) in page {
                guard let key = RedisKeys.key(of: place), visited.insert(key).inserted else { continue }
                try body(key, row)
            }
        } while cursor != "0"
    }

    /// Stops the server from removing the records by itself.
    func keepAll() throws(StoreFailure) {
        let name = name
        var cursor = "0"
        repeat {
            cursor = try pool.use { (connection) throws(StoreFailure) in
                let (next, places) = try places(from: cursor, of: name, connection)
                var commands = RedisCommands()
                for place in places { commands.append("PERSIST", keys.record(place, of: name)) }
                for reply in try connection.ask(commands) { try connection.check(reply) }
                return next
            }
        } while cursor != "0"
    }

    /// The next names of records of a scan, and the cursor after them.
    private func places(
        from cursor: String,
        of name: String,
        _ connection: RedisConnection
    ) throws(StoreFailure) -> (String, [[UInt8]]) {
        let scan = try connection.reply(
            to: "ZSCAN",
            keys.expiries(of: name),
            RedisWord(cursor),
            "COUNT",
            RedisWord(Self.pageSize)
        ).elements
        guard scan.count == 2, let next = scan[0].text else { throw StoreFailure("\(pool.address): no ZSCAN") }
        // Names and expiries alternate.
        let places = stride(from: 0, to: scan[1].elements.count, by: 2).compactMap { scan[1].elements[$0].bytes }
        return (next, places)
    }

    /// The next names and records of a scan, of which some may come again; the cursor is "0" before and after it.
    private func page(
        _ cursor: inout String,
        of name: String
    ) throws(StoreFailure) -> [([UInt8], StoredRecord)] {
        let (next, page) = try pool.use { (connection) throws(StoreFailure) in
            let (next, places) = try places(from: cursor, of: name, connection)
            guard !places.isEmpty else { return (next, [([UInt8], StoredRecord)]()) }
            var commands = RedisCommands()
            commands.append(["MGET"] + places.map { keys.record($0, of: name) })
            let rows = try connection.check(try connection.ask(commands)[0]).elements
            let pairs = zip(places, rows).compactMap { (place, row) in
                row.bytes.map { (place, StoredRecord(bytes: $0)) }
            }
            return (next, pairs)
        }
        cursor = next
        return page
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
        let call = RedisCall(.reclaim, [keys.expiries(of: name)], [expiry, RedisWord(count)])
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

    /// Copies all records into memory.
    func snapshot() throws(StoreFailure) -> StoreRestore {
        let rows = try rows()
        return { [self] () throws(StoreFailure) in try replace(rows) }
    }

    func rows() throws(StoreFailure) -> [StoredRow] {
        var rows: [StoredRow] = []
        try forEachRow { key, row in
            rows.append(StoredRow(key: key, expires: row.expires, bytes: Array(row.bytes.dropFirst(8))))
        }
        return rows
    }

    private func replace(_ rows: [StoredRow]) throws(StoreFailure) {
        try removeAll()
        for row in rows {
            let (place, name) = (RedisKeys.name(of: row.key), name)
            let new = StoredRecord(row.bytes, expires: row.expires).bytes
            try pool.use { (connection) throws(StoreFailure) in
                var held: [UInt8]?
                for _ in 0..<Self.attempts {
                    let reply = try put(new, insteadOf: held, at: place, of: name, connection)
                    guard let other = reply.bytes else { return }
                    held = other.isEmpty ? nil : other
                }
                throw StoreFailure("a record of \(name) changes faster than it can be written")
            }
        }
    }
}
#endif
