import MockOktaControl
import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
package import MockOktaModel

/// A snapshot of a tenant that each process with its store can restore.
///
/// Counts of rate limits are not part of it, because each process has its own.
package struct StoredSnapshot: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    let time: TenantTime
    let organization: StoredOrganization
    let rotations: [StoredRotation]
    let faults: StoredFaults
    let outbox: Outbox.Contents
    /// The exchanges of the journal as its log has them.
    let exchanges: [Bytes]
    let stores: [Store]

    struct Bytes: RecordPart {
        let bytes: [UInt8]

        init(_ bytes: [UInt8]) {
            self.bytes = bytes
        }

        func write(to writer: inout RecordWriter) { writer.append(counted: bytes) }

        init(from reader: inout RecordReader) throws(RecordCodingError) {
            self.init(Array(try reader.counted()))
        }
    }

    /// The records of a store.
    struct Store: RecordPart {
        let name: String
        let rows: [StoredRow]

        init(name: String, rows: [StoredRow]) {
            self.name = name
            self.rows = rows
        }

        func write(to writer: inout RecordWriter) {
            writer.write(name)
            writer.append(UInt64(rows.count))
            for row in rows {
                writer.write(row.key)
                writer.write(row.expires)
                writer.append(counted: row.bytes)
            }
        }

        init(from reader: inout RecordReader) throws(RecordCodingError) {
            name = try reader.read()
            var rows: [StoredRow] = []
            for _ in 0..<(try reader.count()) {
                let (key, expires): (RecordKey, Instant) = (try reader.read(), try reader.read())
                rows.append(StoredRow(key: key, expires: expires, bytes: Array(try reader.counted())))
            }
            self.rows = rows
        }
    }

    /// The key of a snapshot's record, and of that with its name.
    static func key(of name: String) -> RecordKey { RecordKey(SHA256.digest(Array(name.utf8))) }

    init(
        _ moving: Tenant.MutableState,
        _ rotations: [StoredRotation],
        _ faults: FaultRegistry.Contents,
        _ outbox: Outbox.Contents,
        _ exchanges: [[UInt8]],
        _ stores: [Store]
    ) {
        time = TenantTime(moving)
        organization = StoredOrganization(whole: moving.organization)
        self.rotations = rotations
        self.faults = StoredFaults(faults)
        self.outbox = outbox
        self.exchanges = exchanges.map(Bytes.init)
        self.stores = stores
    }

    package func write(to writer: inout RecordWriter) {
        writer.write(time)
        writer.write(organization)
        writer.write(rotations)
        writer.write(faults)
        writer.write(outbox)
        writer.write(exchanges)
        writer.write(stores)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        time = try reader.read()
        organization = try reader.read()
        rotations = try reader.read()
        faults = try reader.read()
        outbox = try reader.read()
        exchanges = try reader.read()
        stores = try reader.read()
    }
}

extension TenantArchive {
    /// The records of a snapshot and of its name; nil removes them.
    static func writes(of name: String, _ snapshot: StoredSnapshot?) -> [StoreWrite] {
        let key = StoredSnapshot.key(of: name)
        return [
            StoreWrite(Part.snapshots, key, snapshot),
            StoreWrite(Part.snapshotNames, key, snapshot.map { _ in ExactString(name) }),
        ]
    }
}

extension ExactString: RecordCoding {
    package static var codingVersion: UInt8 { 1 }
}
