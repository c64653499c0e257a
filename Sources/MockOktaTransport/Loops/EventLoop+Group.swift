import MockOktaHTTP

/// How connections get to the loops that suit their requests.
extension EventLoop {
    /// Keeps the heavy request of a connection for a later turn, or sends both to the loop where it should be done.
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

    /// Moves a client that has turned to light requests to a loop that is quick, while this one has heavy work.
    func moveToLightLoop(_ connection: Connection) {
        guard mailbox.isHeavy, !heavyTasks.isEmpty, connection.isLight, connection.machine.isIdle,
            connections[connection.id] != nil, let loop = group.quietest
        else { return }
        _ = send(connection, nil, to: loop)
    }

    /// False when it must stay.
    private func send(_ connection: Connection, _ work: (@Sendable () -> Work)?, to loop: Mailbox) -> Bool {
        group.moving(from: mailbox) {
            loop.countConnection(1)
            forget(connection)
            loop.post(.moved(ConnectionHandOff(connection: connection, work: work)))
        }
    }

    /// Takes over a connection of another loop.
    func unpack(_ handOff: ConnectionHandOff) {
        let connection = handOff.connection
        connection.move(to: connections.nextID(connection.id.descriptor))
        if let work = handOff.work { heavyTasks.append(HeavyTask(connection: connection.id, work: work)) }
        if register(connection) { settle(connection) }
    }
}
