import HashTreeCollections

/// The places of records in an order: each has that of its first write, until it is removed.
///
/// Copies share their common parts.
package struct RecordOrder: Sendable {
    private var places: TreeDictionary<RecordKey, Int> = [:]
    private var next = 0

    package init() {}

    /// The place of a record, which the first call determines.
    package mutating func place(of key: RecordKey) -> Int {
        if let place = places[key] { return place }
        places[key] = next
        next += 1
        return next - 1
    }

    /// Takes over the place of a record that has one.
    package mutating func set(_ place: Int, of key: RecordKey) {
        places[key] = place
        next = max(next, place &+ 1)
    }

    package mutating func remove(_ key: RecordKey) { places[key] = nil }
}
