import HashTreeCollections

/// An object that a table finds by its id and by other keys.
package protocol TableRow: Sendable {
    associatedtype ID: Hashable & Sendable
    associatedtype Key: Hashable & Sendable

    var id: ID { get }
    /// What else finds the object; several objects may share a key.
    var keys: [Key] { get }
}

/// Objects of one kind in the order in which they were added, found by id and by key.
///
/// Copies share what they have in common, so that adding, changing or removing one object costs the same in a table of
/// ten as in one of a hundred thousand.
package struct ObjectTable<Row: TableRow>: Sendable {
    private enum Owners: Sendable {
        case one(Row.ID)
        case several(TreeSet<Row.ID>)
    }

    /// Nil where a row was removed.
    private var slots = PersistentArray<Row?>()
    private var places: TreeDictionary<Row.ID, Int> = [:]
    private var owners: TreeDictionary<Row.Key, Owners> = [:]
    /// Ids of rows that were set or removed since the table was made from a sequence.
    private var changedIDs: TreeSet<Row.ID> = []
    /// One step in the life of a table, by its identity.
    private final class Step: Sendable {}
    private var step = Step()
    private var formerStep: Step?
    private var changedInStep: TreeSet<Row.ID> = []

    package init() {}

    package init(_ rows: some Sequence<Row>) {
        for row in rows { insert(row) }
    }

    package var count: Int { places.count }
    package var isEmpty: Bool { places.isEmpty }

    package subscript(id: Row.ID) -> Row? { places[id].flatMap { slots[$0] } }

    /// The first row that a key finds.
    package func first(_ key: Row.Key) -> Row? {
        switch owners[key] {
        case .one(let id): self[id]
        case .several: rows(key).first
        case nil: nil
        }
    }

    /// All rows that a key finds, in the order of the table.
    package func rows(_ key: Row.Key) -> [Row] {
        switch owners[key] {
        case .one(let id): return self[id].map { [$0] } ?? []
        case .several(let ids): return ids.compactMap { places[$0] }.sorted().compactMap { slots[$0] }
        case nil: return []
        }
    }

    /// The rows behind one of them, or all of them: what a page of a list begins with.
    ///
    /// - Parameter id: the last row of the page before.
    /// - Returns: the rows; nil when there is no row of that id.
    package func rows(after id: Row.ID?) -> some Sequence<Row> {
        let start = id.map { places[$0].map { $0 + 1 } ?? slots.count } ?? 0
        return (start..<Swift.max(start, slots.count)).lazy.compactMap { slots[$0] }
    }

    /// Replaces the row of the same id, or adds the row at the end.
    package mutating func set(_ row: Row) {
        insert(row)
        changedIDs.insert(row.id)
        changedInStep.insert(row.id)
    }

    /// Removes a row; false when there is none of that id.
    @discardableResult
    package mutating func remove(_ id: Row.ID) -> Bool {
        guard let place = places[id], let row = slots[place] else { return false }
        for key in row.keys { disown(key, id) }
        slots[place] = nil
        places[id] = nil
        changedIDs.insert(id)
        changedInStep.insert(id)
        compact()
        return true
    }

    /// Rows that were set since the table was made from a sequence.
    package var changed: [Row] { changedIDs.compactMap { self[$0] } }

    /// Ids of rows that were removed since the table was made from a sequence, and have not come back.
    package var removed: [Row.ID] { changedIDs.filter { places[$0] == nil } }

    package var isChanged: Bool { !changedIDs.isEmpty }

    /// Begins a step, so that `changes(since:)` can tell what it changes.
    mutating func beginStep() {
        formerStep = step
        step = Step()
        changedInStep = []
    }

    /// Ids of rows that may be different in another table, from which this one is at most one step away.
    ///
    /// - Parameter former: the table before.
    /// - Returns: the ids; all ids of both where this table was not made from the other one.
    package func changes(since former: ObjectTable) -> [Row.ID] {
        if step === former.step { return [] }
        if formerStep === former.step { return Array(changedInStep) }
        return Array(Set(former.map(\.id)).union(map(\.id)))
    }
}

extension ObjectTable: Sequence {
    package struct Iterator: IteratorProtocol {
        fileprivate let slots: PersistentArray<Row?>
        fileprivate var place = 0

        package mutating func next() -> Row? {
            while place < slots.count {
                defer { place += 1 }
                if let row = slots[place] { return row }
            }
            return nil
        }
    }

    package func makeIterator() -> Iterator { Iterator(slots: slots) }

    package var first: Row? { first { _ in true } }
    package var underestimatedCount: Int { count }
}

extension ObjectTable: ExpressibleByArrayLiteral {
    package init(arrayLiteral rows: Row...) { self.init(rows) }
}

extension ObjectTable {
    private mutating func insert(_ row: Row) {
        if let place = places[row.id] {
            for key in slots[place]?.keys ?? [] { disown(key, row.id) }
            slots[place] = row
        } else {
            places[row.id] = slots.count
            slots.append(row)
        }
        for key in row.keys { own(key, row.id) }
    }

    private mutating func own(_ key: Row.Key, _ id: Row.ID) {
        switch owners[key] {
        case nil: owners[key] = .one(id)
        case .one(let other): if other != id { owners[key] = .several([other, id]) }
        case .several(var ids):
            ids.insert(id)
            owners[key] = .several(ids)
        }
    }

    private mutating func disown(_ key: Row.Key, _ id: Row.ID) {
        switch owners[key] {
        case .several(var ids):
            ids.remove(id)
            if let only = ids.first, ids.count == 1 {
                owners[key] = .one(only)
            } else {
                owners[key] = ids.isEmpty ? nil : .several(ids)
            }
        case .one(let other): if other == id { owners[key] = nil }
        case nil: break
        }
    }

    /// Closes the gaps once they outnumber the rows, so that a table does not grow by removals.
    private mutating func compact() {
        guard slots.count > 64, slots.count > 2 * count else { return }
        var (rows, places) = (PersistentArray<Row?>(), TreeDictionary<Row.ID, Int>())
        for row in self {
            places[row.id] = rows.count
            rows.append(row)
        }
        (slots, self.places) = (rows, places)
    }
}
