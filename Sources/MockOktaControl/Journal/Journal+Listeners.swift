import MockOktaSystem

// Who waits for entries.
extension Journal {
    /// Whether the tenant was removed, so that no entry will follow.
    var isClosed: Bool { state.withLock { $0.isClosed } }

    /// Ends the streams and waits of a tenant that was replaced or removed.
    package func close() {
        let listeners = state.withLock { state in
            state.isClosed = true
            return Array(state.listeners.values)
        }
        for listener in listeners { listener() }
    }

    /// Calls `signal` after every new entry, until `stopListening`.
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
