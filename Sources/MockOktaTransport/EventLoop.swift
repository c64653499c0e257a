import DequeModule
import MockOktaCrypto
import MockOktaHTTP
import MockOktaSystem

/// Serves its connections on one thread and blocks on nothing but epoll.
///
/// It is born inside its thread; others reach it through its mailbox only. A turn is: wait, sockets, mail, timers, and
/// where heavy requests are done, one of them.
final class EventLoop {
    let mailbox: Mailbox
    let lanes: EventLoopGroup
    let responder: any Responder
    let workers: Workers
    let limits: HTTPLimits
    private let options: ServerOptions
    private var connections: [Connection?] = []
    private var count = 0
    private var generation: UInt32 = 0
    private var timers = Timers()
    private var received = [UInt8](repeating: 0, count: 65536)
    private var date = DateField(seconds: 0)
    private(set) var now = MonotonicTime.now
    private var drainDeadline: MonotonicTime?
    /// Nobody sends connections any more.
    private var mayEnd: Bool
    /// Heavy requests that are still to be done here.
    var errands: Deque<HeavyTask> = []
    /// Whose heavy request was done before this turn, where the turn has followed without a pause.
    private(set) var latestErrand: ConnectionID?

    init(
        _ mailbox: Mailbox,
        of lanes: EventLoopGroup,
        responder: any Responder,
        workers: Workers,
        _ options: ServerOptions
    ) {
        self.mailbox = mailbox
        self.lanes = lanes
        mayEnd = !mailbox.isHeavy
        self.responder = responder
        self.workers = workers
        limits = options.limits
        self.options = options
    }

    var isDraining: Bool { drainDeadline != nil }

    var writer: ResponseWriter {
        let seconds = responder.dateSeconds()
        if seconds != date.seconds { date = DateField(seconds: seconds) }
        return ResponseWriter(date: date.text)
    }

    /// The life of the loop's thread: until draining is done or its time is up.
    func run() {
        var events = PollEvents()
        while !isDone {
            let isAtWork = latestErrand != nil || !errands.isEmpty
            let wake = isAtWork ? now : min(timers.next, drainDeadline ?? .never)
            mailbox.poller.wait(milliseconds: now.milliseconds(until: wake), into: &events)
            now = .now
            turn(events)
            latestErrand = nil
            if let errand = errands.popFirst() { carryOut(errand) }
        }
        for connection in connections { if let connection { close(connection) } }
    }

    private var isDone: Bool {
        guard let drainDeadline else { return false }
        return count == 0 && errands.isEmpty && mayEnd || now >= drainDeadline
    }

    private func turn(_ events: PollEvents) {
        var hasMail = false
        for index in 0..<events.count {
            let event = events[index]
            if event.token == Mailbox.token {
                hasMail = true
            } else if let connection = connection(ConnectionID(token: event.token)) {
                handle(event, connection)
            }
        }
        if hasMail { readMail() }
        while let entry = timers.takeDue(at: now) { handle(entry) }
    }

    private func handle(_ event: PollEvents.Event, _ connection: Connection) {
        if event.isBroken {
            close(connection)
        } else if wantsInput(connection), event.isReadable || connection.readingNeeds == .writing {
            read(connection)
        } else {
            connection.hasSpokenEarly = event.isReadable
            advance(connection)
        }
    }

    private func readMail() {
        for message in mailbox.take() { handle(message) }
    }

    private func handle(_ message: Mailbox.Message) {
        switch message {
        case .adopt(let descriptor, let peer, let isSecure):
            adopt(descriptor, peer, isSecure: isSecure)
        case .moved(let parcel):
            unpack(parcel)
        case .signalled(let id):
            if let connection = connection(id) { advance(connection) }
        case .answered(let id, let reply):
            take(reply, for: id)
        case .drain(let deadline):
            drain(until: deadline)
        case .end:
            mayEnd = true
        }
    }

    private func carryOut(_ errand: HeavyTask) {
        latestErrand = errand.connection
        let work = errand.work()
        mailbox.countErrand(-1)
        now = .now
        // It may say that the server drains, and the client shall hear that this answer is its last.
        readMail()
        switch work {
        case .done(let reply):
            take(reply, for: errand.connection)
        case .heavy(let work):
            mailbox.countErrand(1)
            errands.append(HeavyTask(connection: errand.connection, work: work))
        case .slow(let answer):
            workers.submit(answer, of: errand.connection, to: mailbox)
        }
    }

    private func take(_ reply: Reply, for id: ConnectionID) {
        guard let connection = connection(id), case .away(let exchange) = connection.activity else { return }
        begin(reply, on: connection, exchange)
        advance(connection)
    }

    private func handle(_ entry: Timers.Entry) {
        guard let connection = connection(entry.connection), connection.scheduled == entry.deadline else { return }
        connection.scheduled = .never
        if connection.deadline <= now {
            expire(connection)
        } else {
            setDeadline(connection, connection.deadline)
        }
    }

    /// MutableState a deadline later costs nothing until the old entry comes up.
    func setDeadline(_ connection: Connection, _ deadline: MonotonicTime) {
        connection.deadline = deadline
        guard deadline < connection.scheduled else { return }
        timers.schedule(connection.id, at: deadline)
        connection.scheduled = deadline
    }

    /// Short connections leave entries behind that would stay for the whole idle time.
    private func dropStaleTimers() {
        guard timers.count > 2 * count + 1024 else { return }
        timers.keep { entry in connection(entry.connection)?.scheduled == entry.deadline }
    }

    func connection(_ id: ConnectionID) -> Connection? {
        let index = Int(id.descriptor)
        guard connections.indices.contains(index), let connection = connections[index] else { return nil }
        return connection.id == id ? connection : nil
    }

    private func adopt(_ descriptor: Int32, _ peer: String, isSecure: Bool) {
        guard let connection = connection(nextID(descriptor), peer, securedBy: isSecure ? options.tls : nil) else {
            mailbox.countConnection(-1)
            return lanes.countConnection(-1)
        }
        if register(connection) { settle(connection) }
    }

    func nextID(_ descriptor: Int32) -> ConnectionID {
        generation &+= 1
        return ConnectionID(descriptor: descriptor, generation: generation)
    }

    /// False, with the connection closed, when epoll will not have it.
    func register(_ connection: Connection) -> Bool {
        let id = connection.id
        let index = Int(id.descriptor)
        while connections.count <= index { connections.append(nil) }
        connections[index] = connection
        count += 1
        dropStaleTimers()
        do throws(SystemError) {
            try mailbox.poller.add(id.descriptor, token: id.token, connection.interest)
            return true
        } catch {
            close(connection)
            return false
        }
    }

    /// Forgets a connection that is another loop's from now on, or nobody's.
    func forget(_ connection: Connection) {
        connections[Int(connection.id.descriptor)] = nil
        count -= 1
        mailbox.countConnection(-1)
    }

    /// Nil, with the socket closed, when OpenSSL has no memory for a session.
    private func connection(_ id: ConnectionID, _ peer: String, securedBy tls: TLSContext?) -> Connection? {
        guard let tls else { return Connection(id, peer: peer, Channel(id.descriptor), .http, limits) }
        guard let channel = try? Channel(id.descriptor, securedBy: tls) else { return nil }
        return Connection(id, peer: peer, channel, .https, limits)
    }

    func close(_ connection: Connection) {
        guard self.connection(connection.id) != nil else { return }
        connection.sendCloseNotify()
        if case .feeding(let feed, _) = connection.activity { feed.stop() }
        if case .promised(let promise, _) = connection.activity { promise.stop() }
        // Whoever is in the middle of something with it shall find nothing to do.
        connection.activity = .lingering(dropped: 0)
        forget(connection)
        lanes.countConnection(-1)
    }

    func receive(_ connection: Connection) -> Channel.Progress {
        connection.receive(into: &received)
    }

    private func read(_ connection: Connection) {
        repeat {
            switch receive(connection) {
            case .bytes(let count): take(count, for: connection)
            case .blocked: break
            case .closed: connection.peerHasClosed = true
            case .failed: return close(connection)
            case .notSecure: refuse(connection, 400, "This port speaks HTTPS: the URL begins with https://.")
            }
        } while connection.hasPendingBytes
        advance(connection)
    }

    private func take(_ count: Int, for connection: Connection) {
        if connection.isReading { return connection.take(received[..<count]) }
        switch connection.activity {
        case .lingering(let dropped): connection.activity = .lingering(dropped: dropped + count)
        case .silent: break
        case .reading, .away, .delayed, .feeding, .promised, .dripping: connection.take(received[..<count])
        }
    }

    /// Ends the feeds and closes what is idle; a request that has just come in is read first and still answered.
    ///
    /// One that is coming in gets a moment for its rest; beyond that nobody has accepted it (RFC 9110 §9.2.2 lets the
    /// client send it again).
    private func drain(until deadline: MonotonicTime) {
        drainDeadline = deadline
        for connection in connections.compactMap({ $0 }) {
            switch connection.activity {
            case .feeding(let feed, let exchange):
                connection.drainDeadline = now + options.drainDeadline
                endFeed(feed, on: connection, exchange)
                advance(connection)
            case .reading:
                if !connection.hasOutput { connection.drainDeadline = now + options.drainDeadline }
                read(connection)
            case .promised(let promise, let exchange):
                finish(promise, with: promise.lastAnswer(), on: connection, exchange)
                advance(connection)
            case .silent: close(connection)
            case .away, .delayed, .dripping, .lingering: break
            }
        }
    }
}
