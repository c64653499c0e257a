package import MockOktaModel
import MockOktaSystem

/// The latest messages that Okta would have sent to the users of an org; the oldest are removed first.
package final class Outbox: Sendable {
    package struct Entry: Sendable {
        package let id: Int
        package let at: Instant
        package let message: OutboxMessage
    }

    /// The contents for a snapshot.
    package struct Contents: Sendable {
        fileprivate var entries: [Entry] = []
        fileprivate var lastID = 0

        package init() {}
    }

    private struct State: Sendable {
        var contents = Contents()
        var isClosed = false
        var listeners: [Int: @Sendable () -> Void] = [:]
        var lastListener = 0
    }

    /// How many messages are kept.
    package static let capacity = 1000

    private let state = Lock(State())

    package init() {}

    package func append(_ message: OutboxMessage, at now: Instant) {
        let listeners = state.withLock { state in
            state.contents.lastID += 1
            state.contents.entries.append(Entry(id: state.contents.lastID, at: now, message: message))
            // A batch is removed at once, so that most messages cost no move of the others.
            if state.contents.entries.count > Self.capacity * 2 {
                state.contents.entries.removeFirst(state.contents.entries.count - Self.capacity)
            }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// The messages with a higher id, oldest first.
    package func entries(after id: Int = 0) -> [Entry] {
        let entries = state.withLock { $0.contents.entries }.suffix(Self.capacity)
        return entries.filter { $0.id > id }
    }

    /// Removes all messages; ids continue.
    package func removeAll() {
        state.withLock { $0.contents.entries = [] }
    }

    package var contents: Contents { state.withLock { $0.contents } }

    package func restore(_ contents: Contents) {
        state.withLock { $0.contents = contents }
    }
}

extension Outbox {
    /// Whether the org was removed, so that no message will follow.
    package var isClosed: Bool { state.withLock { $0.isClosed } }

    package func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// Calls `signal` after every new message, until `stopListening`.
    package func listen(_ signal: @escaping @Sendable () -> Void) -> Int {
        state.withLock { state in
            state.lastListener += 1
            state.listeners[state.lastListener] = signal
            return state.lastListener
        }
    }

    package func stopListening(_ listener: Int) {
        state.withLock { state in state.listeners[listener] = nil }
    }
}
