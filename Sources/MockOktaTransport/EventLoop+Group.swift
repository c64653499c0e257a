import MockOktaHTTP
import MockOktaSystem

/// How connections get to the loops that suit their requests.
extension EventLoop {
    /// Lets the heavy request of a connection be done here, or sends both where it should be done.
    func place(_ work: @escaping @Sendable () -> Work, of connection: Connection) {
        let place = lanes.placeForErrand(readBy: mailbox, isBusy: isBusy(besides: connection))
        place.countErrand(1)
        connection.errand = work
        if place !== mailbox {
            if send(connection, to: place) { return }
            place.countErrand(-1)
            mailbox.countErrand(1)
        }
        keepErrand(of: connection)
        settle(connection)
    }

    /// Whether the loop has more to do than this connection's requests.
    ///
    /// Two clients that wait for one answer each are never seen at once: while one waits for its turn, the other has
    /// it. That the loop comes from somebody else's errand tells that this one was kept waiting.
    private func isBusy(besides connection: Connection) -> Bool {
        if !errands.isEmpty { return true }
        guard let latestErrand else { return false }
        return latestErrand != connection.id
    }

    private func keepErrand(of connection: Connection) {
        guard let work = connection.takeErrand() else { return }
        errands.append(HeavyTask(connection: connection.id, work: work))
    }

    /// Gives a client that has turned to light requests a loop that is quick, while this one has heavy work.
    func moveToLightLoop(for connection: Connection) {
        guard mailbox.isHeavy, !errands.isEmpty, connection.isLight, connection.isIdle,
            self.connection(connection.id) != nil, let place = lanes.quietest
        else { return }
        _ = send(connection, to: place)
    }

    /// False when it must stay.
    private func send(_ connection: Connection, to place: Mailbox) -> Bool {
        lanes.moving(from: mailbox) {
            // It fails only for a descriptor that is not watched.
            try? mailbox.poller.remove(connection.id.descriptor)
            place.countConnection(1)
            forget(connection)
            place.post(.moved(ConnectionHandOff(connection: connection)))
        }
    }

    /// Takes over a connection of another loop.
    func unpack(_ parcel: ConnectionHandOff) {
        let connection = parcel.connection
        connection.move(to: nextID(connection.id.descriptor))
        keepErrand(of: connection)
        if register(connection) { settle(connection) }
    }
}
