import MockOktaHTTP
import MockOktaSystem

/// Serves its connections on one thread.
///
/// In each turn it waits for events, then handles the ready sockets, the messages, the due timers, and on a heavy loop
/// one heavy request. Apart from waiting for events, it blocks only on locks that other threads hold briefly.
///
/// It is created and used on its own thread; other threads access it only through its mailbox.
final class EventLoop {
    let mailbox: Mailbox
    let group: EventLoopGroup
    let responder: any Responder
    let workers: WorkerPool
    let options: ServerOptions
    let clock: LoopClock
    var connections = ConnectionTable()
    var timers = Timers()
    var heavyTasks = HeavyTaskQueue()
    /// The buffer for one read of a socket.
    var received = [UInt8](repeating: 0, count: 65_536)
    private var drainDeadline: MonotonicTime?
    /// Whether the loop may end, because no other loop sends it connections any more.
    private var mayEnd: Bool

    init(
        _ mailbox: Mailbox,
        of group: EventLoopGroup,
        responder: any Responder,
        workers: WorkerPool,
        _ options: ServerOptions
    ) {
        self.mailbox = mailbox
        self.group = group
        self.responder = responder
        self.workers = workers
        self.options = options
        clock = LoopClock(now: .now) { responder.dateSeconds() }
        mayEnd = !mailbox.isHeavy
    }

    var isDraining: Bool { drainDeadline != nil }

    /// The body of the loop's thread: it runs until draining is complete or its time limit has passed.
    func run() {
        var events = ReadyEvents()
        while !isDone {
            let wake = heavyTasks.isAtWork ? clock.now : min(timers.next, drainDeadline ?? .never)
            mailbox.queue.wait(milliseconds: clock.now.milliseconds(until: wake), into: &events)
            clock.now = .now
            turn(events)
            if let task = heavyTasks.next() { perform(task) }
        }
        for connection in connections.all { close(connection) }
    }

    private var isDone: Bool {
        guard let drainDeadline else { return false }
        return connections.count == 0 && mayEnd || clock.now >= drainDeadline
    }

    private func turn(_ events: borrowing ReadyEvents) {
        for event in events.events {
            if let connection = connections[ConnectionID(token: event.token)] { handle(event, connection) }
        }
        if events.wasWoken { readMail() }
        while let entry = timers.takeDue(at: clock.now) { handle(entry) }
    }

    private func readMail() {
        for message in mailbox.take() { handle(message) }
    }

    private func handle(_ message: Mailbox.Message) {
        switch message {
        case .adopt(let descriptor, let peer, let isSecure):
            adopt(descriptor, peer, isSecure: isSecure)
        case .moved(let handOff):
            unpack(handOff)
        case .signalled(let id):
            if let connection = connections[id] { advance(connection) }
        case .answered(let id, let reply):
            take(reply, for: id)
        case .drain(let deadline):
            drainDeadline = deadline
            for connection in connections.all {
                connection.machine.drain(patience: options.drainDeadline, clock)
                advance(connection)
            }
        case .makeRoom(let count, let limit):
            if group.connectionCount >= limit { makeRoom(count) }
        case .end:
            mayEnd = true
        }
    }

    /// Performs a heavy request.
    private func perform(_ task: HeavyTask) {
        let work = task.work()
        mailbox.countHeavyTask(-1)
        clock.now = .now
        // A message may start draining; this answer is then marked as the last one of its connection.
        readMail()
        switch work {
        case .done(let reply):
            take(reply, for: task.connection)
        case .heavy(let work):
            mailbox.countHeavyTask(1)
            heavyTasks.append(HeavyTask(connection: task.connection, work: work))
        case .slow(let answer):
            workers.submit(answer, of: task.connection, to: mailbox)
        }
    }

    private func take(_ reply: Reply, for id: ConnectionID) {
        guard let connection = connections[id] else { return }
        connection.machine.reply(reply, clock)
        advance(connection)
    }

    private func handle(_ entry: Timers.Entry) {
        guard let connection = connections[entry.connection], connection.scheduled == entry.deadline else { return }
        connection.scheduled = .never
        if connection.machine.deadline <= clock.now {
            connection.machine.timeIsUp(clock)
            advance(connection)
        } else {
            schedule(connection)
        }
    }
}
