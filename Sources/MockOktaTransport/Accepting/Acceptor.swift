import MockOktaHTTP
import MockOktaSystem

/// Accepts connections on its own thread and hands each to the event loop that has the fewest connections.
///
/// One acceptor is used instead of SO_REUSEPORT, because with SO_REUSEPORT the kernel may put all of a few connections
/// on one loop.
final class Acceptor: Sendable {
    private let group: EventLoopGroup
    private let maximumConnections: Int
    private let report: @Sendable (AcceptPause) -> Void
    private let queue: any EventQueue
    private let isStopped = Lock(false)

    /// The pause between two attempts while no descriptor is free or the connection limit is reached.
    private static let pauseMilliseconds: Int32 = 20
    /// The minimum time between two reports while one pause follows another.
    private static let reportInterval = Duration.seconds(10)

    init(_ listeners: [ListeningSocket], _ group: EventLoopGroup, _ options: ServerOptions) throws(SystemError) {
        self.group = group
        maximumConnections = options.limits.maximumConnections
        report = options.reportPause
        queue = try options.eventQueue.open()
        for listener in listeners { try queue.add(listener.number, token: UInt64(listener.number), .reading) }
    }

    func stop() {
        isStopped.withLock { $0 = true }
        queue.wake()
    }

    /// The body of the acceptor's thread; only this thread uses the listeners, and they are closed when it ends.
    ///
    /// When stopped, it first accepts the connections already in the listeners' queues: the handshake of those clients
    /// is complete, and they would otherwise see a reset.
    func run(_ listeners: [ListeningSocket]) {
        var events = ReadyEvents()
        var turn = 0
        var isPaused = false
        var nextReport = MonotonicTime.now
        while true {
            let isLast = isStopped.withLock { $0 }
            let pause = acceptAll(listeners, &turn)
            if isLast { return }
            if let pause { makeRoom(pause) }
            if (pause != nil) != isPaused {
                isPaused = pause != nil
                watch(listeners, isPaused ? [] : .reading)
            }
            if let pause, MonotonicTime.now >= nextReport {
                nextReport = .now + Acceptor.reportInterval
                report(pause)
            }
            queue.wait(milliseconds: isPaused ? Acceptor.pauseMilliseconds : nil, into: &events)
        }
    }

    /// Has the loops close connections without a complete request, a part of them at a time, as each waiting client
    /// needs one place only.
    private func makeRoom(_ pause: AcceptPause) {
        let part = group.connectionCount / 64
        switch pause {
        case .connections: group.makeRoom(max(1, part), limit: maximumConnections)
        case .descriptors: group.makeRoom(part, limit: 0)
        }
    }

    private func watch(_ listeners: [ListeningSocket], _ interest: Interest) {
        for listener in listeners {
            try? queue.change(listener.number, token: UInt64(listener.number), interest)
        }
    }

    /// Returns why no further connection can be accepted for now; nil when all waiting connections have been accepted.
    private func acceptAll(_ listeners: [ListeningSocket], _ turn: inout Int) -> AcceptPause? {
        for listener in listeners {
            if let pause = acceptAll(listener, &turn) { return pause }
        }
        return nil
    }

    private func acceptAll(_ listener: ListeningSocket, _ turn: inout Int) -> AcceptPause? {
        while group.connectionCount < maximumConnections {
            switch listener.accept() {
            case .connection(let descriptor, let peer):
                hand(.adopt(descriptor: descriptor, peer: peer, isSecure: listener.isSecure), &turn)
            case .exhausted: return .descriptors
            case .none: return nil
            }
        }
        return .connections
    }

    /// Increments the loop's count immediately, because during a burst the loop itself would do so too late.
    ///
    /// Ties are resolved round-robin.
    private func hand(_ connection: Mailbox.Message, _ turn: inout Int) {
        turn += 1
        let candidates = group.light.indices.map { group.light[($0 + turn) % group.light.count] }
        guard let mailbox = candidates.min(by: { $0.connectionCount < $1.connectionCount }) else { return }
        group.countConnection(1)
        mailbox.countConnection(1)
        mailbox.post(connection)
    }
}
