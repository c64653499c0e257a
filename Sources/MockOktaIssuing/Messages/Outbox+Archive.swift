package import MockOktaModel

extension Outbox.Archive {
    fileprivate static let only = RecordKey([])
    private static let always = Instant.distantPast

    fileprivate static func key(_ id: Int) -> RecordKey {
        RecordKey((0..<8).map { UInt8(truncatingIfNeeded: id >> (56 - 8 * $0)) })
    }

    /// Writes a message under the next number; the one that is then beyond the capacity is removed.
    func append(
        _ message: OutboxMessage,
        at now: Instant,
        capacity: Int
    ) throws(Refusal)
        -> Outbox.Entry
    {
        let id = try numbers.update(Self.only, at: Self.always) { entry in
            let next = (entry?.record ?? 0) + 1
            entry = Expiring(next, expires: .distantFuture)
            return next
        }
        let entry = Outbox.Entry(id: id, at: now, message: message)
        try entries.insert(entry, for: Self.key(id), expires: .distantFuture, at: Self.always)
        // The message is there; one that is not removed is not shown either.
        if id > capacity { try? entries.remove(Self.key(id - capacity), at: Self.always) }
        return entry
    }

    /// All messages, oldest first, and the number of the last one that was sent.
    func all() throws(Refusal) -> ([Outbox.Entry], lastID: Int) {
        var all: [Outbox.Entry] = []
        try entries.forEach(at: Self.always) { _, entry in all.append(entry) }
        let lastID = try numbers.record(Self.only, at: Self.always) ?? 0
        return (all.sorted { $0.id < $1.id }, lastID)
    }
}

extension TenantCommit {
    /// Replaces all messages, and the number of the last one.
    package mutating func replaceOutbox(by contents: Outbox.Contents) {
        let rows = contents.entries.map { entry in
            StoredRow(key: Outbox.Archive.key(entry.id), expires: .distantFuture, bytes: entry.encoded)
        }
        replace(Outbox.Archive.entryStore, by: rows)
        write(StoreWrite(Outbox.Archive.numberStore, Outbox.Archive.only, contents.lastID))
    }
}

extension Outbox.Contents: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(lastID)
        writer.write(entries)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init()
        lastID = try reader.read()
        entries = try reader.read()
    }
}

extension Outbox.Entry: RecordCoding {
    package static var codingVersion: UInt8 { 1 }

    package func write(to writer: inout RecordWriter) {
        writer.write(id)
        writer.write(at)
        writer.write(message)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(id: try reader.read(), at: try reader.read(), message: try reader.read())
    }
}
