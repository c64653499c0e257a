#if SQLite
import MockOktaFormats
package import MockOktaModel
import MockOktaSystem

/// The state of a server in one SQLite file, for one process at a time.
package final class SQLiteStateStore: StateStore {
    private let connection: SQLiteConnection
    /// The tenants that were asked for and not removed since.
    private let known = Lock<[ExactString: SQLiteTenant]>([:])

    /// Opens a file, or creates it.
    ///
    /// - Throws: `StoreFailure` where it cannot be opened, or another process uses it.
    package init(path: String) throws(StoreFailure) {
        connection = try SQLiteConnection(path: path)
    }

    package var kind: StoreKind { .sqlite }

    package func engine(of tenant: String) -> any RecordEngine { SQLiteEngine(tenant: self.tenant(tenant)) }

    private func tenant(_ name: String) -> SQLiteTenant {
        known.withLock { known in
            let tenant = known[ExactString(name)] ?? SQLiteTenant(name, connection)
            known[ExactString(name)] = tenant
            return tenant
        }
    }

    package func tenants() throws(StoreFailure) -> [String] {
        try connection.use { (database) throws(StoreFailure) in
            var names: [String] = []
            try database.rows("SELECT DISTINCT tenant FROM stores ORDER BY tenant", []) { names.append($0.text(0)) }
            return names
        }
    }

    @discardableResult
    package func remove(tenant name: String) throws(StoreFailure) -> Bool {
        let tenant = tenant(name)
        var had = false
        do throws(StoreFailure) {
            had = try tenant.remove()
        } catch StoreFailure.lostTenant {
            // Another request has removed it; what is there by now came after it.
        }
        known.withLock { known in
            if known[ExactString(name)] === tenant { known[ExactString(name)] = nil }
        }
        return had
    }

    /// Reads from the file, and writes to it where an operation has failed.
    package func check() throws(StoreFailure) {
        try connection.check()
        _ = try tenants()
    }
}
#endif
