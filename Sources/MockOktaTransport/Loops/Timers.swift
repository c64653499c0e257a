import HeapModule
package import MockOktaSystem

/// Deadlines of connections, the earliest first.
///
/// A deadline that moves later, as happens with every request, costs nothing: when the old entry is due, it is compared
/// with the connection's current deadline and reinserted. So there is about one entry per connection.
package struct Timers {
    package struct Entry: Hashable, Comparable, Sendable {
        package let deadline: MonotonicTime
        package let connection: ConnectionID

        package static func < (left: Entry, right: Entry) -> Bool { left.deadline < right.deadline }
    }

    private var heap = Heap<Entry>()

    package init() {}

    package var next: MonotonicTime { heap.min?.deadline ?? .never }

    package var count: Int { heap.count }

    package mutating func schedule(_ connection: ConnectionID, at deadline: MonotonicTime) {
        heap.insert(Entry(deadline: deadline, connection: connection))
    }

    /// Removes the entries that no connection needs any more.
    package mutating func keep(where isAwaited: (Entry) -> Bool) {
        heap = Heap(heap.unordered.filter(isAwaited))
    }

    /// Removes and returns one entry whose deadline has passed.
    package mutating func takeDue(at now: MonotonicTime) -> Entry? {
        guard let first = heap.min, first.deadline <= now else { return nil }
        return heap.popMin()
    }
}
