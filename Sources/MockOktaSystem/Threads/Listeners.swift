import Synchronization

/// Functions that are called whenever something has been added to a collection which several threads share, until the
/// collection is closed.
///
/// A listener is added before it looks at the collection, and the collection changes under a lock of its own before it
/// calls the listeners, so that no listener misses a change.
package final class Listeners: Sendable {
    private struct State: Sendable {
        var signals: [Int: @Sendable () -> Void] = [:]
        var last = 0
        var isClosed = false
    }

    private let state = Lock(State())
    /// How many listeners there are, read without the lock: most collections have none.
    private let count = Atomic(0)

    package init() {}

    package var isEmpty: Bool { count.load(ordering: .acquiring) == 0 }

    /// Whether nothing will be added any more.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Adds a listener.
    ///
    /// - Parameter signal: called after every change, on the thread that makes it.
    /// - Returns: the number by which the listener is removed.
    package func add(_ signal: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.last += 1
            state.signals[state.last] = signal
            count.store(state.signals.count, ordering: .releasing)
            return state.last
        }
    }

    package func remove(_ listener: Int) {
        state.withLock { state in
            state.signals[listener] = nil
            count.store(state.signals.count, ordering: .releasing)
        }
    }

    /// Calls the listeners.
    package func signal() {
        guard !isEmpty else { return }
        for signal in state.withLock({ Array($0.signals.values) }) { signal() }
    }

    /// Notes that nothing will be added any more, and calls the listeners.
    package func close() {
        state.withLock { $0.isClosed = true }
        signal()
    }
}
