#if SQLite
import CMockOktaSQLite

/// A compiled statement with its current row.
@safe final class SQLiteStatement {
    private let handle: OpaquePointer

    init(owning handle: OpaquePointer) {
        unsafe self.handle = handle
    }

    deinit { unsafe sqlite3_finalize(handle) }

    /// Sets the parameters, the first is `?1`; texts and blobs are copied.
    ///
    /// - Returns: `SQLITE_OK`, or why a value cannot be set: it is too long, or there is no memory for it.
    func bind(_ values: [SQLiteValue]) -> Int32 {
        for (index, value) in values.enumerated() {
            let place = Int32(index + 1)
            let code =
                switch value {
                case .integer(let number): unsafe sqlite3_bind_int64(handle, place, number)
                case .text(let text):
                    unsafe mockokta_sqlite_bind_text(handle, place, text, Int32(clamping: text.utf8.count))
                case .blob(let bytes):
                    unsafe mockokta_sqlite_bind_blob(handle, place, bytes, Int32(clamping: bytes.count))
                }
            guard code == SQLITE_OK else { return code }
        }
        return SQLITE_OK
    }

    func step() -> Int32 { unsafe sqlite3_step(handle) }

    func reset() {
        unsafe sqlite3_reset(handle)
        unsafe sqlite3_clear_bindings(handle)
    }

    /// The columns of the current row, the first is 0.
    func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

    func blob(_ column: Int32) -> [UInt8] {
        guard let start = unsafe sqlite3_column_blob(handle, column) else { return [] }
        let count = Int(unsafe sqlite3_column_bytes(handle, column))
        return unsafe Array(UnsafeRawBufferPointer(start: start, count: count))
    }

    func text(_ column: Int32) -> String { String(decoding: blob(column), as: UTF8.self) }
}
#endif
