import MockOktaHTTP

/// What the connections of all loops share: memory for requests, and the number of connections.
extension EventLoop {
    /// Counts the bytes that the connection holds; returns false where it holds more than before and all connections
    /// together hold more than they may.
    func hasMemory(for connection: Connection) -> Bool {
        let held = connection.machine.heldBytes
        let difference = held - connection.countedBytes
        if difference == 0 { return true }
        connection.countedBytes = held
        return group.countRequestBytes(difference) <= options.limits.requestMemory || difference < 0
    }

    /// Returns what a closed connection has taken.
    func release(_ connection: Connection) {
        if connection.countedBytes > 0 { _ = group.countRequestBytes(-connection.countedBytes) }
        connection.countedBytes = 0
        group.countConnection(-1)
    }

    /// Closes up to so many connections that have no complete request, because new connections need their place.
    func makeRoom(_ count: Int) {
        var waiting: [(order: ConnectionMachine.Eviction, connection: Connection)] = []
        for connection in connections.all {
            if let order = connection.machine.eviction(clock) { waiting.append((order, connection)) }
        }
        waiting.sort { $0.order < $1.order }
        for (_, connection) in waiting.prefix(count) { close(connection) }
    }
}
