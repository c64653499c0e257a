#if SQLite
import MockOktaModel
import MockOktaSystem

/// The records of one type of one tenant in a file.
///
/// The connection is this process's alone and used by one thread at a time, so that a read and the one statement that
/// writes its result cannot be separated by another change; the statement is a transaction of its own.
final class SQLiteRecordStore<Record: RecordCoding>: RecordStore {
    /// The number of records of a page, between which other threads use the connection.
    private static var pageSize: Int64 { 1000 }
    /// After so many writes, records that have expired are removed.
    private static var writesPerReclaim: Int { 64 }

    private let connection: SQLiteConnection
    private let tenant: String
    private let name: String
    /// The number of the store in the file; nil until it is first used.
    private let number = Lock<Int64?>(nil)
    private let writes = Lock(0)

    init(_ connection: SQLiteConnection, tenant: String, name: String) {
        self.connection = connection
        self.tenant = tenant
        self.name = name
    }

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        try connection.use { (database) throws(StoreFailure) in
            let (store, keyBytes) = (try number(database), key.bytes)
            let stored = try database.row(
                "SELECT expires, record FROM records WHERE store = ?1 AND key = ?2",
                .integer(store),
                .blob(keyBytes)
            ) { row in (expires: row.integer(0), bytes: row.blob(1)) }
            var entry: Expiring<Record>?
            if let stored, now.microseconds < stored.expires { entry = try decode(stored.bytes, stored.expires) }
            let result = body(&entry)
            if let entry {
                let bytes = entry.record.encoded
                guard stored?.bytes != bytes || stored?.expires != entry.expires.microseconds else { return result }
                try database.run(
                    "INSERT OR REPLACE INTO records (store, key, expires, record) VALUES (?1, ?2, ?3, ?4)",
                    .integer(store),
                    .blob(keyBytes),
                    .integer(entry.expires.microseconds),
                    .blob(bytes)
                )
                try reclaimSome(database, store, at: now)
            } else if stored != nil {
                try database.run(
                    "DELETE FROM records WHERE store = ?1 AND key = ?2",
                    .integer(store),
                    .blob(keyBytes)
                )
            }
            return result
        }
    }

    /// Visits the records page by page; other threads use the store between pages.
    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        var last: [UInt8] = []
        while true {
            let page = try page(after: last, at: now)
            for (key, bytes) in page { body(RecordKey(key), try decode(bytes, 0).record) }
            guard page.count == Int(Self.pageSize), let (key, _) = page.last else { return }
            last = key
        }
    }

    private func page(after key: [UInt8], at now: Instant) throws(StoreFailure) -> [([UInt8], [UInt8])] {
        try connection.use { (database) throws(StoreFailure) in
            var page: [([UInt8], [UInt8])] = []
            let values: [SQLiteValue] = [
                .integer(try number(database)), .blob(key), .integer(now.microseconds), .integer(Self.pageSize),
            ]
            try database.rows(
                """
                SELECT key, record FROM records WHERE store = ?1 AND key > ?2 AND expires > ?3 ORDER BY key LIMIT ?4
                """,
                values
            ) { page.append(($0.blob(0), $0.blob(1))) }
            return page
        }
    }

    func reclaim(at now: Instant) throws(StoreFailure) {
        try connection.use { (database) throws(StoreFailure) in
            try database.run(
                "DELETE FROM records WHERE store = ?1 AND expires <= ?2",
                .integer(try number(database)),
                .integer(now.microseconds)
            )
        }
    }

    func removeAll() throws(StoreFailure) {
        try connection.use { (database) throws(StoreFailure) in
            try database.run("DELETE FROM records WHERE store = ?1", .integer(try number(database)))
        }
    }

    /// Copies all records into memory.
    func snapshot() throws(StoreFailure) -> StoreRestore {
        let rows = try connection.use { (database) throws(StoreFailure) in
            var rows: [Row] = []
            try database.rows(
                "SELECT key, expires, record FROM records WHERE store = ?1",
                [.integer(try number(database))]
            ) { rows.append(Row(key: $0.blob(0), expires: $0.integer(1), bytes: $0.blob(2))) }
            return rows
        }
        return { [self] () throws(StoreFailure) in try restore(rows) }
    }

    private struct Row {
        let key: [UInt8]
        let expires: Int64
        let bytes: [UInt8]
    }

    private func restore(_ rows: [Row]) throws(StoreFailure) {
        try connection.use { (database) throws(StoreFailure) in
            let store = try number(database)
            try database.transaction { () throws(StoreFailure) in
                try database.run("DELETE FROM records WHERE store = ?1", .integer(store))
                for row in rows {
                    try database.run(
                        "INSERT INTO records (store, key, expires, record) VALUES (?1, ?2, ?3, ?4)",
                        .integer(store),
                        .blob(row.key),
                        .integer(row.expires),
                        .blob(row.bytes)
                    )
                }
            }
        }
    }

    private func decode(_ bytes: [UInt8], _ expires: Int64) throws(StoreFailure) -> Expiring<Record> {
        do throws(RecordCodingError) {
            return Expiring(try Record(encoded: bytes), expires: Instant(microseconds: expires))
        } catch {
            throw StoreFailure("a record of \(name) cannot be read: \(error)")
        }
    }

    /// Removes expired records now and then, a few at once.
    private func reclaimSome(_ database: SQLiteDatabase, _ store: Int64, at now: Instant) throws(StoreFailure) {
        let isDue = writes.withLock { writes in
            writes = (writes + 1) % Self.writesPerReclaim
            return writes == 0
        }
        guard isDue else { return }
        try database.run(
            """
            DELETE FROM records WHERE store = ?1
            AND key IN (SELECT key FROM records WHERE store = ?1 AND expires <= ?2 LIMIT ?3)
            """,
            .integer(store),
            .integer(now.microseconds),
            .integer(Int64(2 * Self.writesPerReclaim))
        )
    }

    /// The number of this store, which its first use in the file gives it.
    private func number(_ database: SQLiteDatabase) throws(StoreFailure) -> Int64 {
        if let known = number.withLock({ $0 }) { return known }
        try database.run(
            "INSERT OR IGNORE INTO stores (tenant, name) VALUES (?1, ?2)",
            .text(tenant),
            .text(name)
        )
        let found = try database.row(
            "SELECT id FROM stores WHERE tenant = ?1 AND name = ?2",
            .text(tenant),
            .text(name)
        ) { $0.integer(0) }
        guard let found else { throw StoreFailure("the store \(name) of \(tenant) is not in the file") }
        number.withLock { $0 = found }
        return found
    }
}
#endif
