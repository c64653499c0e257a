#if Redis
import MockOktaModel

/// All records of a store at once.
extension RedisRecordStore {
    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        try forEachRow { (key, row) throws(StoreFailure) in
            if let entry: Expiring<Record> = try row.entry(of: store, at: now) { body(key, entry.record) }
        }
    }

    /// Visits the records page by page, each once.
    private func forEachRow(_ body: (RecordKey, StoredRecord) throws(StoreFailure) -> Void) throws(StoreFailure) {
        var visited: Set<RecordKey> = []
        let name = try name
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
        let name = try name
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
            let (place, name) = (RedisKeys.name(of: row.key), try name)
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
