#if SQLite
import CMockOktaSQLite
import MockOktaModel

/// A connection to a database file, used by one thread at a time.
@safe final class SQLiteDatabase {
    private let handle: OpaquePointer
    private let path: String
    /// The statements by their text; each is compiled once.
    private var statements: [StaticText: SQLiteStatement] = [:]

    /// The text of a statement; compared by address, because each is one literal of this module.
    struct StaticText: Hashable {
        let text: StaticString

        static func == (one: StaticText, other: StaticText) -> Bool {
            unsafe one.text.utf8Start == other.text.utf8Start
        }

        func hash(into hasher: inout Hasher) { unsafe hasher.combine(text.utf8Start) }
    }

    /// Opens or creates a file.
    ///
    /// - Throws: `StoreFailure` where it is not a database, or cannot be opened.
    init(path: String) throws(StoreFailure) {
        var handle: OpaquePointer?
        let flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX
        // SQLite as built by Debian reads a path that begins with `file:` as a URI, of another file or of none.
        let file = path.hasPrefix("/") ? path : "./" + path
        let code = unsafe sqlite3_open_v2(file, &handle, flags, nil)
        guard code == SQLITE_OK, let handle = unsafe handle else {
            let reason = unsafe String(cString: sqlite3_errstr(code))
            unsafe sqlite3_close_v2(handle)
            throw StoreFailure("\(path): \(reason)")
        }
        unsafe self.handle = handle
        self.path = path
    }

    deinit {
        statements = [:]
        unsafe sqlite3_close_v2(handle)
    }

    /// How many rows were written since the file was opened.
    var changeCount: Int32 { unsafe sqlite3_total_changes(handle) }

    /// Runs statements without parameters and results.
    func execute(_ sql: String) throws(StoreFailure) {
        let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw failure(code) }
    }

    /// Runs a statement that gives no row.
    func run(_ sql: StaticString, _ values: SQLiteValue...) throws(StoreFailure) {
        try rows(sql, values) { _ in }
    }

    /// The first row of a statement.
    func row<Result>(
        _ sql: StaticString,
        _ values: SQLiteValue...,
        read: (SQLiteStatement) -> Result
    ) throws(StoreFailure) -> Result? {
        var result: Result?
        try rows(sql, values) { if result == nil { result = read($0) } }
        return result
    }

    /// Runs a statement and visits its rows.
    func rows(
        _ sql: StaticString,
        _ values: [SQLiteValue],
        visit: (SQLiteStatement) -> Void
    ) throws(StoreFailure) {
        let statement = try statement(sql)
        defer { statement.reset() }
        let code = statement.bind(values)
        guard code == SQLITE_OK else { throw failure(code) }
        while true {
            switch statement.step() {
            case SQLITE_ROW: visit(statement)
            case SQLITE_DONE: return
            case let code: throw failure(code)
            }
        }
    }

    /// Runs several statements, all or none of which take effect.
    func transaction(_ body: () throws(StoreFailure) -> Void) throws(StoreFailure) {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreFailure) {
            try body()
            try execute("COMMIT")
        } catch {
            // Some failures have ended the transaction already.
            try? execute("ROLLBACK")
            throw error
        }
    }

    private func statement(_ sql: StaticString) throws(StoreFailure) -> SQLiteStatement {
        if let known = statements[StaticText(text: sql)] { return known }
        var compiled: OpaquePointer?
        let code = unsafe sqlite3_prepare_v2(handle, "\(sql)", -1, &compiled, nil)
        guard code == SQLITE_OK, let compiled = unsafe compiled else { throw failure(code) }
        let statement = unsafe SQLiteStatement(owning: compiled)
        statements[StaticText(text: sql)] = statement
        return statement
    }

    private func failure(_ code: Int32) -> StoreFailure {
        if code & 0xFF == SQLITE_BUSY {
            return StoreFailure("\(path) is in use by another process; a file serves one process at a time")
        }
        let reason = unsafe String(cString: sqlite3_errmsg(handle))
        return StoreFailure("\(path): \(reason)")
    }
}

/// A value of a statement's parameter.
enum SQLiteValue {
    case integer(Int64)
    case text(String)
    case blob([UInt8])
}
#endif
