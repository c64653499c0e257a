#if SQLite
import MockOktaModel
import Synchronization

/// A tenant in a file, until it is removed.
///
/// A request that still answers for a removed tenant must not write: its records would come back with the next start,
/// or be those of a new tenant with the same name.
final class SQLiteTenant: Sendable {
    let name: String
    private let connection: SQLiteConnection
    /// Changed while no other thread uses the connection.
    private let isRemoved = Atomic<Bool>(false)

    init(_ name: String, _ connection: SQLiteConnection) {
        self.name = name
        self.connection = connection
    }

    /// Runs an operation while no other thread uses the connection.
    ///
    /// - Throws: `StoreFailure` where it fails, or the tenant was removed.
    func use<Result>(
        _ operation: (SQLiteDatabase) throws(StoreFailure) -> sending Result
    ) throws(StoreFailure) -> sending Result {
        try connection.use { (database) throws(StoreFailure) in
            guard !isRemoved.load(ordering: .relaxed) else { throw .lostTenant }
            return try operation(database)
        }
    }

    /// Removes all that the file has of the tenant.
    ///
    /// - Returns: whether it had anything.
    func remove() throws(StoreFailure) -> Bool {
        try use { (database) throws(StoreFailure) in
            var had = false
            try database.transaction { () throws(StoreFailure) in
                try database.run(
                    "DELETE FROM records WHERE store IN (SELECT id FROM stores WHERE tenant = ?1)",
                    .text(name)
                )
                let count = database.changeCount
                try database.run("DELETE FROM stores WHERE tenant = ?1", .text(name))
                had = database.changeCount != count
            }
            isRemoved.store(true, ordering: .relaxed)
            return had
        }
    }
}
#endif
