import HashTreeCollections
import MockOktaFormats

/// Tells versions of the same number apart: of one table two may be derived.
final class TableVersionIdentity: Sendable {}

/// A version of a table, and the rows that changed in it.
struct TableVersion: Sendable {
    let identity = TableVersionIdentity()
    /// How many versions came before.
    let number: Int
    /// The ids of the rows.
    var changed = TreeSet<ExactString>()

    init(number: Int) {
        self.number = number
    }
}

extension ObjectTable {
    /// How many versions are known at least: searches of users that come more seldom make their index again.
    private static var knownVersions: Int { 1024 }

    mutating func noteChange(_ id: ExactString) {
        if history.count > 0 { history.update(history.count - 1) { $0.changed.insert(id) } }
    }

    /// Starts a new version, whose changes `changes(since:)` returns.
    package mutating func beginStep() {
        guard let latest = history.last else { return }
        if history.count == 2 * Self.knownVersions {
            var kept = PersistentArray<TableVersion>()
            history.scan(from: Self.knownVersions) {
                kept.append($0)
                return true
            }
            history = kept
        }
        history.append(TableVersion(number: latest.number &+ 1))
    }

    /// The ids of rows that may differ from another table, of which this one is a later version.
    ///
    /// - Parameter former: the older table.
    /// - Returns: the ids; nil if this table was not derived from the other, or too many changes ago.
    package func knownChanges(since former: ObjectTable) -> Set<Row.ID>? {
        guard let latest = history.last, let known = former.history.last else { return nil }
        let place = history.count - 1 - (latest.number &- known.number)
        guard (0..<history.count).contains(place), history[place].identity === known.identity else { return nil }
        var changes: Set<Row.ID> = []
        history.scan(from: place + 1) {
            for id in $0.changed { changes.insert(Row.ID(id)) }
            return true
        }
        return changes
    }

    /// As `knownChanges(since:)`; all ids of both tables where the changes are not known.
    package func changes(since former: ObjectTable) -> [Row.ID] {
        Array(knownChanges(since: former) ?? Set(former.map(\.id)).union(map(\.id)))
    }
}
