#if SQLite
import MockOktaModel
import MockOktaSystem

/// The records of one type of one tenant in a file.
///
/// The connection belongs to this process alone, and one thread at a time uses it. So no other change comes between the
/// read of an update and its write, and the one statement that writes needs no transaction around it.
final class SQLiteRecordStore<Record: RecordCoding>: RecordStore {
    /// The number of records of a page, between which other threads use the connection.
    private static var pageSize: Int { 1000 }
    /// After so many writes, records that have expired are removed.
    private static var writesPerReclaim: Int { 64 }

    private let tenant: SQLiteTenant
    private let name: String
    /// The number of the store in the file; nil until it is first used.
    private let number = Lock<Int64?>(nil)
    private let writes = Lock(0)

    init(_ tenant: SQLiteTenant, name: String) {
        self.tenant = tenant
        self.name = name
    }

    func update<Result: Sendable>(
        _ key: RecordKey,
        at now: Instant,
        _ body: (inout Expiring<Record>?) -> Result
    ) throws(StoreFailure) -> Result {
        try tenant.use { (database) throws(StoreFailure) in
            let store = try number(database)
            let held = try database.row(key, store)
            var entry: Expiring<Record>?
            if let held, now < held.expires { entry = try decode(held) }
            let result = body(&entry)
            if let entry {
                let new = StoredRow(key: key, expires: entry.expires, bytes: entry.record.encoded)
                guard held?.bytes != new.bytes || held?.expires != new.expires else { return result }
                try database.put(new, store)
                reclaimSome(database, store, at: now)
            } else if held != nil {
                try database.remove(key, store)
            }
            return result
        }
    }

    /// Reads a record without encoding it again; an expired one is removed as by a change.
    func record(_ key: RecordKey, at now: Instant) throws(StoreFailure) -> Record? {
        let held = try tenant.use { (database) throws(StoreFailure) in try database.row(key, try number(database)) }
        guard let held else { return nil }
        return now < held.expires ? try decode(held).record : try update(key, at: now) { $0?.record }
    }

    /// Visits the records page by page; other threads use the store between pages.
    func forEach(at now: Instant, _ body: (RecordKey, Record) -> Void) throws(StoreFailure) {
        var last: [UInt8] = []
        while true {
            let page = try page(after: last, expiringAfter: now.microseconds)
            for row in page { body(row.key, try decode(row).record) }
            guard page.count == Self.pageSize, let end = page.last else { return }
            last = end.key.bytes
        }
    }

    private func page(after key: [UInt8], expiringAfter instant: Int64) throws(StoreFailure) -> [StoredRow] {
        try tenant.use { (database) throws(StoreFailure) in
            try database.rows(
                try number(database),
                after: key,
                expiringAfter: instant,
                count: Int64(Self.pageSize)
            )
        }
    }

    func reclaim(at now: Instant) throws(StoreFailure) {
        try tenant.use { (database) throws(StoreFailure) in
            try database.reclaim(try number(database), at: now.microseconds)
        }
    }

    func removeAll() throws(StoreFailure) {
        try tenant.use { (database) throws(StoreFailure) in try database.removeAll(try number(database)) }
    }

    /// Copies all records into memory.
    func snapshot() throws(StoreFailure) -> StoreRestore {
        let rows = try tenant.use { (database) throws(StoreFailure) in
            try database.rows(try number(database))
        }
        return { [self] () throws(StoreFailure) in try restore(rows) }
    }

    private func restore(_ rows: [StoredRow]) throws(StoreFailure) {
        try tenant.use { (database) throws(StoreFailure) in
            try database.replace(rows, try number(database))
        }
    }

    private func decode(_ row: StoredRow) throws(StoreFailure) -> Expiring<Record> {
        do throws(RecordCodingError) {
            return Expiring(try Record(encoded: row.bytes), expires: row.expires)
        } catch {
            throw StoreFailure("a record of \(name) cannot be read: \(error)")
        }
    }

    /// Removes expired records now and then, a few at once.
    ///
    /// The update has been made, so a failure is not one of it; the records are removed later.
    private func reclaimSome(_ database: SQLiteDatabase, _ store: Int64, at now: Instant) {
        let isDue = writes.withLock { writes in
            writes = (writes + 1) % Self.writesPerReclaim
            return writes == 0
        }
        guard isDue else { return }
        try? database.reclaim(store, at: now.microseconds, atMost: Int64(2 * Self.writesPerReclaim))
    }

    private func number(_ database: SQLiteDatabase) throws(StoreFailure) -> Int64 {
        if let known = number.withLock({ $0 }) { return known }
        let found = try database.storeNumber(tenant.name, name)
        number.withLock { $0 = found }
        return found
    }
}
#endif
