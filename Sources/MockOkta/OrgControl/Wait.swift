import MockOktaSystem

/// Waits until something is there: a request in the journal, a message in the outbox.
struct Wait<Found: Sendable>: Sendable {
    /// Are called after every change.
    let listeners: Listeners
    /// What is there now.
    let present: @Sendable () -> Found?

    /// Returns what is there first, within a time; `failure` makes the error where nothing came.
    func first(within timeout: Duration, or failure: @Sendable () -> OrgControlError) async throws -> Found {
        try await withThrowingTaskGroup(of: Found?.self) { group in
            group.addTask { await first() }
            group.addTask {
                try await Task.sleep(for: timeout)
                return nil
            }
            defer { group.cancelAll() }
            if let found = try await group.next().flatMap(\.self) { return found }
            try Task.checkCancellation()
            // What arrived before the deadline still counts.
            if let found = present() { return found }
            throw failure()
        }
    }

    /// Nil where the task is cancelled.
    private func first() async -> Found? {
        let changes = AsyncStream<Void>(bufferingPolicy: .bufferingNewest(1)) { continuation in
            let listener = listeners.add { continuation.yield() }
            continuation.onTermination = { [listeners] _ in listeners.remove(listener) }
            // The first iteration checks for what already exists.
            continuation.yield()
        }
        for await _ in changes {
            if let found = present() { return found }
        }
        return nil
    }
}
