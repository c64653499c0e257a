import DequeModule
package import MockOktaHTTP

/// A heavy request that waits for its turn on the loop that has its connection.
package struct HeavyTask: Sendable {
    package let connection: ConnectionID
    package let work: @Sendable () -> Work

    package init(connection: ConnectionID, work: @escaping @Sendable () -> Work) {
        self.connection = connection
        self.work = work
    }
}

/// The heavy requests of one loop, of which it does one a turn.
package struct HeavyTaskQueue {
    private var tasks: Deque<HeavyTask> = []
    /// Whose request was done before this turn, where the turn has followed without a pause.
    private var latest: ConnectionID?

    package init() {}

    package var isEmpty: Bool { tasks.isEmpty }

    /// The loop has work or comes from work, so it must not wait for events.
    package var isAtWork: Bool { latest != nil || !tasks.isEmpty }

    package mutating func append(_ task: HeavyTask) { tasks.append(task) }

    /// The task of this turn; nil when there is none.
    package mutating func next() -> HeavyTask? {
        let task = tasks.popFirst()
        latest = task?.connection
        return task
    }

    /// Whether there is more to do than one connection's requests.
    ///
    /// Two clients that wait for one answer each are never seen at once: while one waits for its turn, the other has
    /// it. That the loop comes from another client's task shows that this one was kept waiting.
    package func isBusy(besides connection: ConnectionID) -> Bool {
        if !tasks.isEmpty { return true }
        guard let latest else { return false }
        return latest != connection
    }
}
