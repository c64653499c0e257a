#if SQLite
package import MockOktaModel
import MockOktaSystem

/// The only connection to a database file, which all threads of the process share.
package final class SQLiteConnection: Sendable {
    /// What `PRAGMA application_id` says of a file of this program: "MOKT" in ASCII.
    private static let applicationID: Int64 = 0x4D4F_4B54
    /// The version of the tables; that of the records is in each of them.
    private static let layout: Int64 = 1

    private let database: Lock<SQLiteDatabase>
    /// The latest failure, until something is written: a full disk fails no read.
    private let failure = Lock<StoreFailure?>(nil)
    private let path: String
    /// The file that is open.
    private let file: FileStamp?

    /// Opens a file, or creates it so that only this user can read it.
    ///
    /// - Throws: `StoreFailure` where it cannot be opened, another process uses it, or it is of something else.
    package init(path: String) throws(StoreFailure) {
        do throws(FileError) {
            try FileBytes.createPrivate(path)
        } catch {
            throw StoreFailure("\(path): \(error.reason)")
        }
        let database = try SQLiteDatabase(path: path)
        try Self.begin(database, path)
        self.database = Lock(database)
        self.path = path
        file = FileStamp(path)
    }

    /// Takes the lock that the process keeps, and makes the tables of an empty file.
    ///
    /// What is committed is in the operating system's memory, so that no end of the process loses it. A failure of
    /// power may lose the last commits, never half of one.
    private static func begin(_ database: SQLiteDatabase, _ path: String) throws(StoreFailure) {
        try database.execute("PRAGMA locking_mode = EXCLUSIVE")
        let application = try database.row("PRAGMA application_id") { $0.integer(0) } ?? 0
        let tables = try database.row("SELECT count(*) FROM sqlite_schema") { $0.integer(0) } ?? 0
        guard application == applicationID || tables == 0 else {
            throw StoreFailure("\(path) is a database of another program; name a new file")
        }
        let layout = try database.row("PRAGMA user_version") { $0.integer(0) } ?? 0
        guard tables == 0 || layout == Self.layout else {
            throw StoreFailure(
                "\(path) has layout \(layout), this program reads layout \(Self.layout); name a new file"
            )
        }
        try database.execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            BEGIN IMMEDIATE;
            PRAGMA application_id = \(applicationID);
            PRAGMA user_version = \(Self.layout);
            CREATE TABLE IF NOT EXISTS stores (
                id INTEGER PRIMARY KEY AUTOINCREMENT, tenant TEXT NOT NULL, name TEXT NOT NULL, UNIQUE (tenant, name));
            CREATE TABLE IF NOT EXISTS records (
                store INTEGER NOT NULL, key BLOB NOT NULL, expires INTEGER NOT NULL, record BLOB NOT NULL,
                PRIMARY KEY (store, key)) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS expiries ON records (store, expires);
            COMMIT;
            """
        )
    }

    /// Runs an operation while no other thread uses the connection.
    func use<Result>(
        _ operation: (SQLiteDatabase) throws(StoreFailure) -> sending Result
    ) throws(StoreFailure) -> sending Result {
        do throws(StoreFailure) {
            return try database.withLock { (database) throws(StoreFailure) in
                let changes = database.changeCount
                let result = try operation(database)
                if database.changeCount != changes { failure.withLock { $0 = nil } }
                return result
            }
        } catch {
            if error != .lostTenant { failure.withLock { $0 = error } }
            throw error
        }
    }

    /// Throws where an operation has failed and the file still cannot be written, or is no longer the one at its path.
    func check() throws(StoreFailure) {
        if failure.withLock({ $0 }) != nil {
            // Otherwise a server that gets no requests because of its health would never be healthy again.
            try use { (database) throws(StoreFailure) in
                try database.run("UPDATE stores SET name = name WHERE id = (SELECT min(id) FROM stores)")
            }
        }
        guard let file, FileStamp(path)?.isSameFile(as: file) == true else {
            throw StoreFailure("\(path) was removed or replaced while this server used it; start the server again")
        }
    }
}
#endif
