#if SQLite
package import MockOktaModel

/// The state of a server in one SQLite file, for one process at a time.
package struct SQLiteStateStore: StateStore {
    private let connection: SQLiteConnection

    /// Opens a file, or creates it.
    ///
    /// - Throws: `StoreFailure` where it cannot be opened, or another process uses it.
    package init(path: String) throws(StoreFailure) {
        connection = try SQLiteConnection(path: path)
    }

    package var kind: StoreKind { .sqlite }

    package func engine(of tenant: String) -> any RecordEngine {
        SQLiteEngine(connection: connection, tenant: tenant)
    }

    package func tenants() throws(StoreFailure) -> [String] {
        try connection.use { (database) throws(StoreFailure) in
            var names: [String] = []
            try database.rows("SELECT DISTINCT tenant FROM stores ORDER BY tenant", []) { names.append($0.text(0)) }
            return names
        }
    }

    package func remove(tenant: String) throws(StoreFailure) {
        try connection.use { (database) throws(StoreFailure) in
            try database.transaction { () throws(StoreFailure) in
                try database.run(
                    "DELETE FROM records WHERE store IN (SELECT id FROM stores WHERE tenant = ?1)",
                    .text(tenant)
                )
                try database.run("DELETE FROM stores WHERE tenant = ?1", .text(tenant))
            }
        }
    }

    /// Reads from the file, unless the latest write has failed.
    package func check() throws(StoreFailure) {
        try connection.check()
        _ = try tenants()
    }
}

#endif
