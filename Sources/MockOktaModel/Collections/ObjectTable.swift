import HashTreeCollections
import MockOktaFormats

/// The ids of the rows that share a key.
private enum KeyOwners: Sendable {
    case one(ExactString)
    case several(TreeSet<ExactString>)
}

/// Objects of one type in insertion order, found by id and by key.
///
/// Copies share their common parts, so that adding, changing or removing one object costs the same in a table of ten as
/// in one of a hundred thousand.
package struct ObjectTable<Row: TableRow>: Sendable {
    /// Nil for a removed row.
    private(set) var slots = PersistentArray<Row?>()
    private var places = TreeDictionary<ExactString, Int>()
    private var owners = TreeDictionary<Row.Key, KeyOwners>()
    /// The ids of rows that were set or removed since the table was filled.
    private var allChanged = TreeSet<ExactString>()
    /// The ids of rows that were added since: they are forgotten when they are removed, so that rows which come and go
    /// leave nothing behind.
    private var addedIDs = TreeSet<ExactString>()
    /// The latest versions, the newest last.
    var history = PersistentArray<TableVersion>()

    package init() {
        history.append(TableVersion(number: 0))
    }

    package init(_ rows: some Sequence<Row>) {
        self.init()
        fill(with: rows)
    }

    /// Adds rows that the table has from its beginning, which are no changes.
    mutating func fill(with rows: some Sequence<Row>) {
        for row in rows { insert(row) }
    }

    package var count: Int { places.count }
    package var isEmpty: Bool { places.isEmpty }

    package subscript(id: Row.ID) -> Row? { isEmpty ? nil : row(id.text) }

    private func row(_ id: ExactString) -> Row? { places[id].flatMap { slots[$0] } }

    /// The first row with a key.
    package func first(_ key: Row.Key) -> Row? {
        switch owners[key] {
        case .one(let id): row(id)
        case .several: rows(key).first
        case nil: nil
        }
    }

    /// Some row with a key, at a cost that does not depend on how many have it.
    package func any(_ key: Row.Key) -> Row? {
        switch owners[key] {
        case .one(let id): row(id)
        case .several(let ids): ids.first.flatMap(row)
        case nil: nil
        }
    }

    /// The row with a key that no other row has.
    package func only(_ key: Row.Key) -> Row? {
        guard case .one(let id) = owners[key] else { return nil }
        return row(id)
    }

    /// All rows with a key, in the order of the table.
    package func rows(_ key: Row.Key) -> [Row] {
        switch owners[key] {
        case .one(let id): return row(id).map { [$0] } ?? []
        case .several(let ids): return ids.compactMap { places[$0] }.sorted().compactMap { slots[$0] }
        case nil: return []
        }
    }

    /// The rows with the given ids that come after a given row, in the order of the table.
    package func rows(_ ids: some Sequence<Row.ID>, after id: Row.ID?) -> [Row] {
        let start = start(after: id)
        return ids.compactMap { places[$0.text] }.filter { $0 >= start }.sorted().compactMap { slots[$0] }
    }

    /// The rows after a given one, or all rows: the start of a page of a list.
    ///
    /// - Parameter id: the last row of the previous page.
    /// - Returns: the rows; nil when there is no row with that id.
    package func rows(after id: Row.ID?) -> some Sequence<Row> {
        let start = start(after: id)
        return (start..<Swift.max(start, slots.count)).lazy.compactMap { slots[$0] }
    }

    /// The place after a row; that after the last one where there is no row with the id.
    func start(after id: Row.ID?) -> Int { id.map { places[$0.text].map { $0 + 1 } ?? slots.count } ?? 0 }

    /// Replaces the row with the same id, or adds the row at the end.
    package mutating func set(_ row: Row) {
        let id = row.id.text
        if places[id] == nil, !allChanged.contains(id) { addedIDs.insert(id) }
        insert(row)
        allChanged.insert(id)
        noteChange(id)
    }

    /// Removes a row; returns false when there is no row with that id.
    @discardableResult
    package mutating func remove(_ id: Row.ID) -> Bool {
        let id = id.text
        guard let place = places[id], let row = slots[place] else { return false }
        for key in row.keys { disown(key, id) }
        slots[place] = nil
        places[id] = nil
        if addedIDs.remove(id) != nil { allChanged.remove(id) } else { allChanged.insert(id) }
        noteChange(id)
        compact()
        return true
    }

    /// The ids of the rows that were set or removed since the table was filled: those that were
    /// removed, then the others in the order of the table.
    package var changedIDs: [Row.ID] { ordered(allChanged).map(Row.ID.init) }

    /// Whether a row was set or removed since the table was filled.
    package func isChanged(_ id: Row.ID) -> Bool { allChanged.contains(id.text) }

    /// Whether a row was added since the table was filled.
    package func isAdded(_ id: Row.ID) -> Bool { addedIDs.contains(id.text) }

    /// Notes that a row was set or removed since an earlier table, from which this one was not derived.
    ///
    /// - Parameters:
    ///   - id: the row's id.
    ///   - isAdded: whether the earlier table did not have the row.
    mutating func markChanged(_ id: Row.ID, isAdded: Bool) {
        allChanged.insert(id.text)
        if isAdded { addedIDs.insert(id.text) }
    }

    /// Rows that are not there any more, then the others in the order of the table.
    package func ordered(_ ids: some Sequence<Row.ID>) -> [Row.ID] { ordered(ids.map(\.text)).map(Row.ID.init) }

    private func ordered(_ ids: some Sequence<ExactString>) -> [ExactString] {
        ids.map { (places[$0] ?? -1, $0) }.sorted { $0.0 < $1.0 }.map(\.1)
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

    /// All rows.
    package var all: [Row] { firstRows(count) }

    /// The rows at the beginning of the table, `count` at most.
    package func firstRows(_ count: Int) -> [Row] {
        var rows: [Row] = []
        slots.scan(from: 0) { row in
            guard rows.count < count else { return false }
            if let row { rows.append(row) }
            return true
        }
        return rows
    }

    package var underestimatedCount: Int { count }
}

extension ObjectTable: ExpressibleByArrayLiteral {
    package init(arrayLiteral rows: Row...) { self.init(rows) }
}

extension ObjectTable {
    private mutating func insert(_ row: Row) {
        let id = row.id.text
        if let place = places[id] {
            for key in slots[place]?.keys ?? [] { disown(key, id) }
            slots[place] = row
        } else {
            places[id] = slots.count
            slots.append(row)
        }
        for key in row.keys { own(key, id) }
    }

    private mutating func own(_ key: Row.Key, _ id: ExactString) {
        switch owners[key] {
        case nil: owners[key] = .one(id)
        case .one(let other): if other != id { owners[key] = .several([other, id]) }
        case .several(var ids):
            ids.insert(id)
            owners[key] = .several(ids)
        }
    }

    private mutating func disown(_ key: Row.Key, _ id: ExactString) {
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

    /// Removes the gaps once they outnumber the rows, so that removals do not make a table grow.
    private mutating func compact() {
        guard slots.count > 64, slots.count > 2 * count else { return }
        var (rows, places) = (PersistentArray<Row?>(), TreeDictionary<ExactString, Int>())
        for row in self {
            places[row.id.text] = rows.count
            rows.append(row)
        }
        (slots, self.places) = (rows, places)
    }
}
