import MockOktaHTTP
import MockOktaSystem

/// What a connection waits for when it can go no further.
extension EventLoop {
    private static let lingerBytes = 65536
    private static let lingerTime = Duration.seconds(1)

    func settle(_ connection: Connection) {
        if !connection.hasOutput, isFinished(connection) {
            guard mustLinger(connection) else { return close(connection) }
        }
        watch(connection)
        limit(connection)
    }

    private func isFinished(_ connection: Connection) -> Bool {
        if connection.isReading {
            return connection.closesWhenSent || connection.peerHasClosed || isDraining && connection.isIdle
        }
        if case .lingering = connection.activity { return true }
        if case .silent = connection.activity { return connection.peerHasClosed }
        return connection.closesWhenSent
    }

    /// Whether a finished connection stays a while to drop what still comes, as closing with input unread sends a
    /// reset: after errors, and when there is more, such as the empty line some clients send after a body.
    private func mustLinger(_ connection: Connection) -> Bool {
        if connection.peerHasClosed { return false }
        if case .lingering(let dropped) = connection.activity { return dropped <= EventLoop.lingerBytes }
        guard connection.wasRefused || connection.hasInput || hasUnread(connection) else { return false }
        connection.sendCloseNotify()
        connection.shutDownWriting()
        connection.activity = .lingering(dropped: 0)
        return true
    }

    private func hasUnread(_ connection: Connection) -> Bool {
        if case .bytes = receive(connection) { true } else { false }
    }

    /// Whoever does not want to read must not watch for it, or a level-triggered loop spins.
    private func watch(_ connection: Connection) {
        var interest: Interest = connection.hasOutput ? connection.writingNeeds : []
        if wantsInput(connection) { interest.formUnion(connection.readingNeeds) }
        guard interest != connection.interest, !canWait(connection, to: interest) else { return }
        connection.interest = interest
        connection.hasSpokenEarly = false
        let id = connection.id
        do throws(SystemError) {
            try mailbox.poller.change(id.descriptor, token: id.token, interest)
        } catch {
            close(connection)
        }
    }

    /// Few clients speak before they have their answer: not to watch them meanwhile would cost two system calls for
    /// every request that is away, so it is done for those only that have raised an event.
    private func canWait(_ connection: Connection, to interest: Interest) -> Bool {
        guard case .away = connection.activity else { return false }
        return !connection.hasSpokenEarly && interest == connection.interest.subtracting(.reading)
    }

    func wantsInput(_ connection: Connection) -> Bool {
        if connection.peerHasClosed { return false }
        if connection.isReading { return !connection.closesWhenSent && !connection.isOutputFull }
        return switch connection.activity {
        case .lingering, .silent: true
        case .reading, .away, .delayed, .feeding, .promised, .dripping: false
        }
    }

    private func isProducing(_ connection: Connection) -> Bool {
        switch connection.activity {
        case .reading, .feeding: true
        case .away, .delayed, .promised, .dripping, .silent, .lingering: false
        }
    }

    private func waiting(_ connection: Connection) -> Connection.Waiting {
        if connection.isSecuring { return .handshake }
        if connection.hasOutput, isProducing(connection) { return .write }
        if connection.isReading { return waiting(in: connection.phase) }
        return switch connection.activity {
        case .delayed, .promised, .dripping: .delay
        case .lingering: .linger
        case .reading, .away, .feeding, .silent: .nothing
        }
    }

    private func waiting(in phase: RequestParser.Phase) -> Connection.Waiting {
        switch phase {
        case .start: .idle
        case .header: .header
        case .body: .body
        }
    }

    /// Times of a header or a body run from their beginning, the others from the last sign of life.
    private func limit(_ connection: Connection) {
        let waiting = waiting(connection)
        let isSame = waiting == connection.waiting && connection.requestCount == connection.waitingRequest
        connection.waiting = waiting
        connection.waitingRequest = connection.requestCount
        switch waiting {
        case .nothing: connection.deadline = .never
        case .idle: setDeadline(connection, now + limits.idle)
        case .write: setDeadline(connection, now + limits.writeTime)
        case .handshake where !isSame: setDeadline(connection, now + limits.headerTime)
        case .header where !isSame: expect(connection, within: limits.headerTime)
        case .body where !isSame: expect(connection, within: limits.bodyTime)
        case .linger where !isSame: setDeadline(connection, now + EventLoop.lingerTime)
        case .handshake, .header, .body, .linger, .delay: break
        }
        if connection.drainDeadline < connection.deadline { setDeadline(connection, connection.drainDeadline) }
    }

    private func expect(_ connection: Connection, within time: Duration) {
        let arrival = ReadDeadline(at: now, within: time, limits)
        connection.arrival = arrival
        setDeadline(connection, arrival.deadline)
    }

    /// A connection's time is up.
    func expire(_ connection: Connection) {
        guard now < connection.drainDeadline else { return close(connection) }
        switch connection.waiting {
        case .handshake, .idle, .write, .linger:
            close(connection)
        case .header, .body:
            if var arrival = connection.arrival, arrival.goesOn(at: now, limits) {
                connection.arrival = arrival
                return setDeadline(connection, arrival.deadline)
            }
            refuse(connection, 408, "The request took too long to arrive.")
            advance(connection)
        case .delay:
            goOn(connection)
            advance(connection)
        case .nothing:
            break
        }
    }

    /// What was put off is due.
    private func goOn(_ connection: Connection) {
        switch connection.activity {
        case .delayed(let reply, let exchange): begin(reply, on: connection, exchange)
        case .promised(let promise, let exchange):
            finish(promise, with: promise.lastAnswer(), on: connection, exchange)
        case .dripping(let rest, let spoiling, let exchange): drip(rest, spoiling, on: connection, exchange)
        case .reading, .away, .feeding, .silent, .lingering: break
        }
    }
}
