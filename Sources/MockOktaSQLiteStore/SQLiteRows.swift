#if SQLite
import MockOktaModel

// The statements on one store, whose number is in each of its rows.
extension SQLiteDatabase {
    /// The number of a tenant's store, which its first use in the file gives it.
    func storeNumber(_ tenant: String, _ name: String) throws(StoreFailure) -> Int64 {
        try run("INSERT OR IGNORE INTO stores (tenant, name) VALUES (?1, ?2)", .text(tenant), .text(name))
        let found = try row("SELECT id FROM stores WHERE tenant = ?1 AND name = ?2", .text(tenant), .text(name)) {
            $0.integer(0)
        }
        guard let found else { throw StoreFailure("the store \(name) of \(tenant) is not in the file") }
        return found
    }

    func row(_ key: RecordKey, _ store: Int64) throws(StoreFailure) -> StoredRow? {
        let sql: StaticString = "SELECT expires, record FROM records WHERE store = ?1 AND key = ?2"
        return try row(sql, .integer(store), .blob(key.bytes)) {
            StoredRow(key: key, expires: Instant(microseconds: $0.integer(0)), bytes: $0.blob(1))
        }
    }

    /// Writes a row in place of one with the same key.
    func put(_ row: StoredRow, _ store: Int64) throws(StoreFailure) {
        try run(
            "INSERT OR REPLACE INTO records (store, key, expires, record) VALUES (?1, ?2, ?3, ?4)",
            .integer(store),
            .blob(row.key.bytes),
            .integer(row.expires.microseconds),
            .blob(row.bytes)
        )
    }

    func remove(_ key: RecordKey, _ store: Int64) throws(StoreFailure) {
        try run("DELETE FROM records WHERE store = ?1 AND key = ?2", .integer(store), .blob(key.bytes))
    }

    func removeAll(_ store: Int64) throws(StoreFailure) {
        try run("DELETE FROM records WHERE store = ?1", .integer(store))
    }

    /// Removes all rows of a store, then writes others.
    func replace(_ rows: [StoredRow], _ store: Int64) throws(StoreFailure) {
        try transaction { () throws(StoreFailure) in
            try removeAll(store)
            for row in rows { try put(row, store) }
        }
    }

    /// The rows of a store, in the order of their keys.
    ///
    /// - Parameters:
    ///   - store: its number.
    ///   - key: the bytes of the key before the first; none for the first of all.
    ///   - instant: only rows that expire later, in microseconds.
    ///   - count: the greatest number of rows; −1 for all.
    /// - Returns: the rows.
    /// - Throws: `StoreFailure` where the file cannot be read.
    func rows(
        _ store: Int64,
        after key: [UInt8] = [],
        expiringAfter instant: Int64 = .min,
        count: Int64 = -1
    ) throws(StoreFailure) -> [StoredRow] {
        var found: [StoredRow] = []
        try rows(
            """
            SELECT key, expires, record FROM records
            WHERE store = ?1 AND key > ?2 AND expires > ?3 ORDER BY key LIMIT ?4
            """,
            [.integer(store), .blob(key), .integer(instant), .integer(count)]
        ) { row in
            let expires = Instant(microseconds: row.integer(1))
            found.append(StoredRow(key: RecordKey(row.blob(0)), expires: expires, bytes: row.blob(2)))
        }
        return found
    }

    /// Removes rows that have expired at an instant.
    ///
    /// - Parameters:
    ///   - store: its number.
    ///   - instant: in microseconds of the virtual clock.
    ///   - count: the greatest number of rows; −1 for all.
    /// - Throws: `StoreFailure` where the file cannot be written.
    func reclaim(_ store: Int64, at instant: Int64, atMost count: Int64 = -1) throws(StoreFailure) {
        try run(
            """
            DELETE FROM records WHERE store = ?1
            AND key IN (SELECT key FROM records WHERE store = ?1 AND expires <= ?2 LIMIT ?3)
            """,
            .integer(store),
            .integer(instant),
            .integer(count)
        )
    }
}
#endif
