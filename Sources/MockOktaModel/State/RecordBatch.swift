package import MockOktaFormats

/// Changes of several records, of any stores of a tenant, that are made in one step: all of them, or none where one is
/// refused or the store fails.
///
/// What a request uses up and what it creates is one batch, so that a request which fails with the store has used
/// nothing up and can be sent again as it was. The uses, which may be refused, come before the writes.
package struct RecordBatch {
    private var uses: [any RecordChange] = []
    private var writes: [any RecordChange] = []
    private var afterwards: [() -> Void] = []

    package init() {}

    package var isEmpty: Bool { uses.isEmpty && writes.isEmpty }

    /// Whether one record is changed, which every store does in one step by itself.
    package var isSingle: Bool { uses.count + writes.count == 1 }

    /// Uses up what a record stands for.
    ///
    /// - Parameters:
    ///   - key: the record's key.
    ///   - records: the store of the record.
    ///   - body: changes the record, or throws why the whole batch is refused. It must be pure, as that of
    ///     `RecordStore.update`, and may run more than once.
    package mutating func use<Record: RecordCoding>(
        _ key: RecordKey,
        of records: Records<Record>,
        _ body: @escaping (inout Expiring<Record>?) throws(Refusal) -> Void
    ) {
        uses.append(TypedChange(records: records, key: key, body: body))
    }

    /// Removes a record, which one of several requests can do.
    ///
    /// - Parameters:
    ///   - key: the record's key.
    ///   - records: the store of the record.
    ///   - refusal: why the batch is refused where there is no such record.
    package mutating func take<Record: RecordCoding>(
        _ key: RecordKey,
        of records: Records<Record>,
        orElse refusal: Refusal
    ) {
        use(key, of: records) { (entry) throws(Refusal) in
            guard entry != nil else { throw refusal }
            entry = nil
        }
    }

    /// Changes a record; see `use`.
    package mutating func update<Record: RecordCoding>(
        _ key: RecordKey,
        of records: Records<Record>,
        _ body: @escaping (inout Expiring<Record>?) -> Void
    ) {
        writes.append(TypedChange(records: records, key: key) { (entry) throws(Refusal) in body(&entry) })
    }

    package mutating func insert<Record: RecordCoding>(
        _ record: Record,
        for key: RecordKey,
        in records: Records<Record>,
        expires: Instant
    ) {
        update(key, of: records) { $0 = Expiring(record, expires: expires) }
    }

    package mutating func remove<Record: RecordCoding>(_ key: RecordKey, of records: Records<Record>) {
        update(key, of: records) { $0 = nil }
    }

    /// Does something in memory when the changes have been made.
    package mutating func afterwards(_ step: @escaping () -> Void) { afterwards.append(step) }

    /// Does in memory what follows from the changes.
    func finish() { for step in afterwards { step() } }
}

/// A change of one record.
private protocol RecordChange {
    var place: RecordPlace { get }

    /// Makes the change in the record's store, unless it is refused.
    func make(at now: Instant) throws(StoreFailure) -> Refusal?

    /// Undoes what `make` has done.
    func undo(at now: Instant) throws(StoreFailure)

    /// What the change makes of the record as a store outside this process keeps it.
    func applied(to row: StoredRow?, at now: Instant) throws(StoreFailure) -> Result<StoredRow?, Refusal>
}

/// Where a record is: the name of its store, and its key.
package struct RecordPlace: Hashable, Sendable {
    package let store: ExactString
    package let key: RecordKey
}

private final class TypedChange<Record: RecordCoding>: RecordChange {
    private let records: Records<Record>
    private let key: RecordKey
    private let body: (inout Expiring<Record>?) throws(Refusal) -> Void
    /// The record before the change.
    private var former: Expiring<Record>?

    init(
        records: Records<Record>,
        key: RecordKey,
        body: @escaping (inout Expiring<Record>?) throws(Refusal) -> Void
    ) {
        self.records = records
        self.key = key
        self.body = body
    }

    var place: RecordPlace { RecordPlace(store: ExactString(records.name), key: key) }

    func make(at now: Instant) throws(StoreFailure) -> Refusal? {
        try records.store.update(key, at: now) { entry -> Refusal? in
            former = entry
            do throws(Refusal) {
                try body(&entry)
                return nil
            } catch {
                entry = former
                return error
            }
        }
    }

    func undo(at now: Instant) throws(StoreFailure) { try records.store.update(key, at: now) { $0 = former } }

    func applied(to row: StoredRow?, at now: Instant) throws(StoreFailure) -> Result<StoredRow?, Refusal> {
        var entry: Expiring<Record>?
        if let row, now < row.expires {
            do throws(RecordCodingError) {
                entry = Expiring(try Record(encoded: row.bytes), expires: row.expires)
            } catch {
                throw StoreFailure("a record of \(records.name) cannot be read: \(error)")
            }
        }
        do throws(Refusal) {
            try body(&entry)
        } catch {
            return .failure(error)
        }
        return .success(entry.map { StoredRow(key: key, expires: $0.expires, bytes: $0.record.encoded) })
    }
}

// How the engines make a batch.
extension RecordBatch {
    /// Makes the changes one after another, for stores in memory, which do not fail between two of them.
    ///
    /// - Returns: why a use is refused; the uses before it are then undone.
    package func make(at now: Instant) throws(StoreFailure) -> Refusal? {
        for (number, change) in uses.enumerated() {
            guard let refusal = try change.make(at: now) else { continue }
            for former in uses.prefix(number).reversed() { try former.undo(at: now) }
            return refusal
        }
        for change in writes { _ = try change.make(at: now) }
        return nil
    }

    /// The records that are changed, each once.
    package var places: [RecordPlace] {
        var known: Set<RecordPlace> = []
        return (uses + writes).map(\.place).filter { known.insert($0).inserted }
    }

    /// What the changes make of records outside this process.
    ///
    /// - Parameters:
    ///   - rows: the records of `places`, expired ones included; nil where there is none.
    ///   - now: the instant of the request.
    /// - Returns: the records after the changes, in the same order, or why the batch is refused.
    /// - Throws: `StoreFailure` where a record cannot be read.
    package func applied(to rows: [StoredRow?], at now: Instant) throws(StoreFailure) -> Result<[StoredRow?], Refusal> {
        let numbers = Dictionary(zip(places, rows.indices)) { first, _ in first }
        var rows = rows
        for change in uses + writes {
            guard let number = numbers[change.place] else { continue }
            switch try change.applied(to: rows[number], at: now) {
            case .success(let row): rows[number] = row
            case .failure(let refusal): return .failure(refusal)
            }
        }
        return .success(rows)
    }
}

extension IssuedState {
    /// Makes the changes of a batch in one step.
    ///
    /// - Parameters:
    ///   - batch: the changes.
    ///   - now: the instant of the request.
    /// - Throws: `Refusal` of a use, or where the store fails; nothing is changed then, with the exception that
    ///   `RecordStore` names.
    package func commit(_ batch: RecordBatch, at now: Instant) throws(Refusal) {
        guard !batch.isEmpty else { return }
        let refusal: Refusal?
        do throws(StoreFailure) {
            refusal = batch.isSingle ? try batch.make(at: now) : try engine.commit(batch, at: now)
        } catch {
            throw Refusal(error)
        }
        if let refusal { throw refusal }
        batch.finish()
    }
}
