import DequeModule
package import MockOktaHTTP

/// A heavy request that waits for a turn of the loop that has its connection.
package struct HeavyTask: Sendable {
    package let connection: ConnectionID
    package let work: @Sendable () -> Work

    package init(connection: ConnectionID, work: @escaping @Sendable () -> Work) {
        self.connection = connection
        self.work = work
    }
}

/// The heavy requests of one loop, which performs one per turn.
package struct HeavyTaskQueue {
    private var tasks: Deque<HeavyTask> = []
    /// The connection whose request was performed in the preceding turn, if the loop has not waited since then.
    private var latest: ConnectionID?

    package init() {}

    package var isEmpty: Bool { tasks.isEmpty }

    /// Whether the loop has or has just had work, so that it must not wait for events.
    package var isAtWork: Bool { latest != nil || !tasks.isEmpty }

    package mutating func append(_ task: HeavyTask) { tasks.append(task) }

    /// The task of this turn; nil when there is none.
    package mutating func next() -> HeavyTask? {
        let task = tasks.popFirst()
        latest = task?.connection
        return task
    }

    /// Whether there is work for more than one connection.
    ///
    /// Two clients that each wait for one answer are never queued at the same time: while one request is queued, the
    /// other is being performed. If the preceding task was another client's, this client has had to wait.
    package func isBusy(besides connection: ConnectionID) -> Bool {
        if !tasks.isEmpty { return true }
        guard let latest else { return false }
        return latest != connection
    }
}

/// A connection that is being moved from one loop to another, with the heavy work of its request.
struct ConnectionHandOff: @unchecked Sendable {
    // Sendable because only one thread at a time has access to the connection: the sending loop forgets it before it is
    // posted, the mailbox's lock synchronizes the two threads, and then only the receiving loop has it.
    let connection: Connection
    /// Nil for a connection that moves between two requests.
    let work: (@Sendable () -> Work)?
}
