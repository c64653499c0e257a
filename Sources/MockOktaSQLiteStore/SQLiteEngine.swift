#if SQLite
import MockOktaFormats
import MockOktaModel

/// The stores of one tenant in a file.
struct SQLiteEngine: OutsideEngine {
    let tenant: SQLiteTenant

    func store<Record: RecordCoding>(_ name: String) -> any RecordStore<Record> {
        SQLiteRecordStore<Record>(tenant, name: name)
    }

    /// A file serves one process at a time, so that nothing changes what this process has read.
    var isShared: Bool { false }

    var log: (any SharedLog)? { nil }

    func establish() -> TenantVersion { TenantVersion(incarnation: tenant.name) }

    func version(after known: TenantVersion) -> TenantVersion? { known }

    func commit(_ commit: TenantCommit, after known: TenantVersion) throws(StoreFailure) -> TenantVersion? {
        try tenant.use { (database) throws(StoreFailure) in
            try database.transaction { () throws(StoreFailure) in
                for (name, rows) in commit.contents {
                    let store = try database.storeNumber(tenant.name, name.text)
                    try database.removeAll(store)
                    for row in rows { try database.put(row, store) }
                }
                for write in commit.writes { try put(write, database) }
            }
        }
        return TenantVersion(incarnation: known.incarnation, number: known.number + 1)
    }

    func commit(_ batch: RecordBatch, at now: Instant) throws(StoreFailure) -> Refusal? {
        try tenant.use { (database) throws(StoreFailure) in
            var refusal: Refusal?
            try database.transaction { () throws(StoreFailure) in
                refusal = try make(batch, at: now, database)
            }
            return refusal
        }
    }

    private func make(
        _ batch: RecordBatch,
        at now: Instant,
        _ database: SQLiteDatabase
    ) throws(StoreFailure) -> Refusal? {
        let places = batch.places
        var (stores, held): ([Int64], [StoredRow?]) = ([], [])
        for place in places {
            let store = try database.storeNumber(tenant.name, place.store.text)
            stores.append(store)
            held.append(try database.row(place.key, store))
        }
        switch try batch.applied(to: held, at: now) {
        case .failure(let refusal): return refusal
        case .success(let rows):
            for (index, row) in rows.enumerated() where row != held[index] {
                if let row {
                    try database.put(row, stores[index])
                    // Two for each record that is written, so that a store does not only grow.
                    try database.reclaim(stores[index], at: now.microseconds, atMost: 2)
                } else {
                    try database.remove(places[index].key, stores[index])
                }
            }
            return nil
        }
    }

    private func put(_ write: StoreWrite, _ database: SQLiteDatabase) throws(StoreFailure) {
        let store = try database.storeNumber(tenant.name, write.store)
        if let bytes = write.bytes {
            try database.put(StoredRow(key: write.key, expires: write.expires, bytes: bytes), store)
        } else {
            try database.remove(write.key, store)
        }
    }

    func rows(of store: String) throws(StoreFailure) -> [StoredRow] {
        try tenant.use { (database) throws(StoreFailure) in
            try database.rows(try database.storeNumber(tenant.name, store))
        }
    }

    /// Expired records are removed by the expiries that they have by the virtual clock.
    func prepare(_ lead: ClockLead) {}
}
#endif
