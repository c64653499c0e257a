import MockOktaHTTP

/// Moving connections to the loops that suit their requests.
extension EventLoop {
    /// Queues the heavy request of a connection for a later turn, or moves both to the loop that should perform it.
    func place(_ work: @escaping @Sendable () -> Work, of connection: Connection) {
        let loop = group.loop(
            forHeavyRequestReadBy: mailbox,
            isBusy: heavyTasks.isBusy(besides: connection.id)
        )
        loop.countHeavyTask(1)
        if loop !== mailbox {
            if send(connection, work, to: loop) { return }
            loop.countHeavyTask(-1)
            mailbox.countHeavyTask(1)
        }
        heavyTasks.append(HeavyTask(connection: connection.id, work: work))
        settle(connection)
    }

    /// Moves a connection whose client now sends light requests to a light loop, while this loop has heavy work.
    func moveToLightLoop(_ connection: Connection) {
        guard mailbox.isHeavy, !heavyTasks.isEmpty, connection.isLight, connection.machine.isIdle,
            connections[connection.id] != nil, let loop = group.quietest
        else { return }
        _ = send(connection, nil, to: loop)
    }

    /// Moves a connection to another loop; returns false when it must stay.
    private func send(_ connection: Connection, _ work: (@Sendable () -> Work)?, to loop: Mailbox) -> Bool {
        group.moving(from: mailbox) {
            loop.countConnection(1)
            forget(connection)
            loop.post(.moved(ConnectionHandOff(connection: connection, work: work)))
        }
    }

    /// Takes over a connection from another loop.
    func unpack(_ handOff: ConnectionHandOff) {
        let connection = handOff.connection
        connection.move(to: connections.nextID(connection.id.descriptor))
        if let work = handOff.work { heavyTasks.append(HeavyTask(connection: connection.id, work: work)) }
        if register(connection) { settle(connection) }
    }
}
