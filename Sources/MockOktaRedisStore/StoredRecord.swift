#if Redis
import MockOktaModel
import MockOktaSystem

/// A record as the server keeps it: its expiry in eight bytes, the highest first, then its coding.
struct StoredRecord {
    let bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    init(_ entry: Expiring<some RecordCoding>) {
        self.init(entry.record.encoded, expires: entry.expires)
    }

    init(_ encoded: [UInt8], expires: Instant) {
        let expires = UInt64(bitPattern: expires.microseconds)
        bytes = (0..<8).map { UInt8(truncatingIfNeeded: expires >> UInt64(56 - 8 * $0)) } + encoded
    }

    var expires: Instant {
        Instant(microseconds: Int64(bitPattern: bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }))
    }

    /// The record apart from its expiry.
    func row(_ key: RecordKey, of store: String) throws(StoreFailure) -> StoredRow {
        guard bytes.count >= 8 else { throw StoreFailure("a record of \(store) cannot be read: it has no expiry") }
        return StoredRow(key: key, expires: expires, bytes: Array(bytes.dropFirst(8)))
    }

    /// Reads the record; nil where it has expired.
    func entry<Record: RecordCoding>(of store: String, at now: Instant) throws(StoreFailure) -> Expiring<Record>? {
        guard bytes.count >= 8 else { throw StoreFailure("a record of \(store) cannot be read: it has no expiry") }
        guard now < expires else { return nil }
        do throws(RecordCodingError) {
            return Expiring(try Record(encoded: Array(bytes.dropFirst(8))), expires: expires)
        } catch {
            throw StoreFailure("a record of \(store) cannot be read: \(error)")
        }
    }
}

/// Records that an update has read and left as they are, for the change that may follow in the same request.
///
/// They may be outdated: a write finds that out.
struct LastReadRecords: ~Copyable {
    /// What is dropped because there are more is read again.
    private static let most = 256

    private let records = Lock<[RecordKey: [UInt8]]>([:])

    func keep(_ bytes: [UInt8]?, for key: RecordKey) {
        guard let bytes else { return }
        records.withLock { records in
            if records.count >= Self.most { records.removeAll(keepingCapacity: true) }
            records[key] = bytes
        }
    }

    func take(_ key: RecordKey) -> [UInt8]? { records.withLock { $0.removeValue(forKey: key) } }
}
#endif
