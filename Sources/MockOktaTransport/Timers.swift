package import MockOktaSystem

/// Deadlines of connections, the earliest first.
///
/// A deadline that moves later, as it does with every request, costs nothing: the old entry comes up, is compared
/// with the connection's present deadline and put back. So the heap holds about one entry per connection.
package struct Timers {
    package struct Entry: Hashable, Sendable {
        package let deadline: MonotonicTime
        package let connection: ConnectionID
    }

    private var heap: [Entry] = []

    package init() {}

    package var next: MonotonicTime { heap.first?.deadline ?? .never }

    package mutating func schedule(_ connection: ConnectionID, at deadline: MonotonicTime) {
        heap.append(Entry(deadline: deadline, connection: connection))
        var child = heap.count - 1
        while child > 0, heap[child].deadline < heap[(child - 1) / 2].deadline {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    package var count: Int { heap.count }

    /// Drops the entries that nobody waits for any more; what is sorted is a heap.
    package mutating func keep(where isAwaited: (Entry) -> Bool) {
        heap = heap.filter(isAwaited).sorted { $0.deadline < $1.deadline }
    }

    /// Takes out one entry whose deadline has come.
    package mutating func takeDue(at now: MonotonicTime) -> Entry? {
        guard let first = heap.first, first.deadline <= now else { return nil }
        heap.swapAt(0, heap.count - 1)
        heap.removeLast()
        sink()
        return first
    }

    private mutating func sink() {
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].deadline < heap[least].deadline { least = child }
            }
            if least == parent { return }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
