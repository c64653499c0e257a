import MockOktaCrypto
import MockOktaHTTP
import MockOktaSystem

/// Performs the actions of the connections' state machines.
extension EventLoop {
    func adopt(_ descriptor: Int32, _ peer: String, isSecure: Bool) {
        let id = connections.nextID(descriptor)
        guard let connection = connection(id, peer, securedBy: isSecure ? options.tls : nil) else {
            mailbox.countConnection(-1)
            return group.countConnection(-1)
        }
        if register(connection) { settle(connection) }
    }

    /// Returns nil, with the socket closed, when OpenSSL cannot allocate a session.
    private func connection(_ id: ConnectionID, _ peer: String, securedBy tls: TLSContext?) -> Connection? {
        guard let tls else { return Connection(id, peer: peer, Channel(id.descriptor), .http, options.limits) }
        guard let channel = try? Channel(id.descriptor, securedBy: tls) else { return nil }
        return Connection(id, peer: peer, channel, .https, options.limits)
    }

    /// Returns false, with the connection closed, when the event queue rejects it.
    func register(_ connection: Connection) -> Bool {
        connection.machine.isDraining = isDraining
        connections.insert(connection)
        dropStaleTimers()
        do throws(SystemError) {
            try mailbox.queue.add(connection.id.descriptor, token: connection.id.token, connection.interest)
            return true
        } catch {
            close(connection)
            return false
        }
    }

    func handle(_ event: ReadyEvents.Event, _ connection: Connection) {
        if event.isBroken { return close(connection) }
        connection.machine.socketIsReady()
        if connection.machine.wantsInput, event.isReadable || connection.readingNeeds == .writing {
            read(connection)
        } else {
            connection.hasSpokenEarly = event.isReadable
            advance(connection)
        }
    }

    private func read(_ connection: Connection) {
        repeat {
            guard receive(from: connection) else { return close(connection) }
        } while connection.hasPendingBytes
        advance(connection)
    }

    /// Passes the available input to the machine; returns false when the socket is lost.
    private func receive(from connection: Connection) -> Bool {
        switch connection.receive(into: &received) {
        case .bytes(let count): connection.machine.receive(received[..<count])
        case .blocked: break
        case .closed: connection.machine.peerClosed()
        case .notSecure: connection.machine.receivedPlaintext(clock)
        case .failed: return false
        }
        return true
    }

    /// The number of requests of one connection that are answered before other connections have their turn.
    private static var requestsPerTurn: Int { 8 }

    /// Performs the machine's actions until it waits for an event, or has answered many pipelined requests.
    func advance(_ connection: Connection) {
        var work: (@Sendable () -> Work)?
        var answered = 0
        while answered < Self.requestsPerTurn, let action = connection.machine.nextAction(clock) {
            switch action {
            case .respond(let request):
                work = respond(to: request, of: connection)
                answered += 1
            case .send: guard connection.send() else { return close(connection) }
            case .startFeed(let feed): feed.start(signal: signal(connection))
            case .startLongPoll(let poll): poll.start(signal: signal(connection))
            case .look: guard receive(from: connection) else { return close(connection) }
            case .shutDownWriting: connection.shutDownWriting()
            case .close: return close(connection)
            case .reset:
                connection.resetWhenClosed()
                return close(connection)
            }
        }
        if let work {
            place(work, of: connection)
        } else if answered == Self.requestsPerTurn {
            settle(connection)
            signal(connection)()
        } else {
            settle(connection)
            moveToLightLoop(connection)
        }
    }

    /// Answers the request, or returns the heavy work that remains to be done for its answer.
    private func respond(to request: HTTPRequest, of connection: Connection) -> (@Sendable () -> Work)? {
        switch responder.work(on: request) {
        case .done(let reply):
            connection.isLight = true
            connection.machine.reply(reply, clock)
            return nil
        case .heavy(let work):
            connection.isLight = false
            connection.machine.awaitReply()
            return work
        case .slow(let answer):
            connection.isLight = false
            connection.machine.awaitReply()
            workers.submit(answer, of: connection.id, to: mailbox)
            return nil
        }
    }

    private func signal(_ connection: Connection) -> @Sendable () -> Void {
        let (mailbox, id) = (mailbox, connection.id)
        return { mailbox.post(.signalled(id)) }
    }

    /// Registers interest in the connection's next event.
    func settle(_ connection: Connection) {
        guard hasMemory(for: connection) else {
            connection.machine.memoryIsExhausted(clock)
            return advance(connection)
        }
        connection.machine.setDeadline(clock)
        schedule(connection)
        watch(connection)
    }

    /// Schedules a timer for the connection's deadline; moving a deadline later costs nothing until the old entry is
    /// due.
    func schedule(_ connection: Connection) {
        let deadline = connection.machine.deadline
        guard deadline < connection.scheduled else { return }
        timers.schedule(connection.id, at: deadline)
        connection.scheduled = deadline
    }

    private func watch(_ connection: Connection) {
        let interest = connection.wantedInterest
        guard interest != connection.interest, !canWait(connection, to: interest) else { return }
        connection.interest = interest
        connection.hasSpokenEarly = false
        do throws(SystemError) {
            try mailbox.queue.change(connection.id.descriptor, token: connection.id.token, interest)
        } catch {
            close(connection)
        }
    }

    /// Whether a change of interest can be deferred.
    ///
    /// Few clients send more before they have their answer. To stop watching them meanwhile would cost two system calls
    /// for every request answered elsewhere, so this is done only for connections that have raised an event.
    private func canWait(_ connection: Connection, to interest: Interest) -> Bool {
        guard connection.machine.isAway else { return false }
        return !connection.hasSpokenEarly && interest == connection.interest.subtracting(.reading)
    }

    /// Removes the timer entries of closed connections, which would otherwise stay for the whole idle time.
    private func dropStaleTimers() {
        guard timers.count > 2 * connections.count + 1024 else { return }
        let connections = connections
        timers.keep { entry in connections[entry.connection]?.scheduled == entry.deadline }
    }

    func close(_ connection: Connection) {
        guard connections[connection.id] != nil else { return }
        connection.sendCloseNotify()
        connection.machine.close()
        forget(connection)
        release(connection)
    }

    /// Removes a connection that now belongs to another loop or is closed.
    func forget(_ connection: Connection) {
        connections.remove(connection)
        try? mailbox.queue.remove(connection.id.descriptor)
        mailbox.countConnection(-1)
    }
}
