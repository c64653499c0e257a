import MockOktaHTTP
import MockOktaSystem

/// Takes connections on its own thread and hands each to the loop that has the fewest.
///
/// One acceptor rather than SO_REUSEPORT, by which the kernel would put all of a few connections on one loop.
final class Acceptor: Sendable {
    private let lanes: EventLoopGroup
    private let maximumConnections: Int
    private let report: @Sendable (AcceptPause) -> Void
    private let poller: Poller
    private let stopSignal: Waker
    private let isStopped = Lock(false)

    private static let stopToken = UInt64.max
    /// While descriptors or connections are used up, how often is looked whether some are free again.
    private static let pauseMilliseconds: Int32 = 20
    /// One pause follows another while there is no room, but it is told only so often.
    private static let reportInterval = Duration.seconds(10)

    init(_ listeners: [ListeningSocket], _ lanes: EventLoopGroup, _ options: ServerOptions) throws(SystemError) {
        self.lanes = lanes
        maximumConnections = options.limits.maximumConnections
        report = options.reportPause
        poller = try Poller()
        stopSignal = try Waker()
        try poller.add(stopSignal.number, token: Acceptor.stopToken, .signals)
        for listener in listeners { try poller.add(listener.number, token: UInt64(listener.number), .reading) }
    }

    func stop() {
        isStopped.withLock { $0 = true }
        stopSignal.signal()
    }

    /// The life of the acceptor's thread; the listeners are the thread's alone and close with it.
    ///
    /// When stopped, it first takes what is already in the queue: those clients have a connection and would
    /// otherwise see it reset.
    func run(_ listeners: [ListeningSocket]) {
        var events = PollEvents()
        var turn = 0
        var isPaused = false
        var nextReport = MonotonicTime.now
        while true {
            let isLast = isStopped.withLock { $0 }
            let pause = acceptAll(listeners, &turn)
            if isLast { return }
            if (pause != nil) != isPaused {
                isPaused = pause != nil
                watch(listeners, isPaused ? [] : .reading)
            }
            if let pause, MonotonicTime.now >= nextReport {
                nextReport = .now + Acceptor.reportInterval
                report(pause)
            }
            poller.wait(milliseconds: isPaused ? Acceptor.pauseMilliseconds : nil, into: &events)
        }
    }

    private func watch(_ listeners: [ListeningSocket], _ interest: Interest) {
        for listener in listeners {
            try? poller.change(listener.number, token: UInt64(listener.number), interest)
        }
    }

    /// Why no more can be taken for now; nil when all that wait have been taken.
    private func acceptAll(_ listeners: [ListeningSocket], _ turn: inout Int) -> AcceptPause? {
        for listener in listeners {
            if let pause = acceptAll(listener, &turn) { return pause }
        }
        return nil
    }

    private func acceptAll(_ listener: ListeningSocket, _ turn: inout Int) -> AcceptPause? {
        while lanes.connectionCount < maximumConnections {
            switch listener.accept() {
            case .connection(let descriptor, let peer):
                hand(.adopt(descriptor: descriptor, peer: peer, isSecure: listener.isSecure), &turn)
            case .exhausted: return .descriptors
            case .none: return nil
            }
        }
        return .connections
    }

    /// Raises the loop's count here and now, as the loop itself would be too late for a burst; ties go in turn.
    private func hand(_ connection: Mailbox.Message, _ turn: inout Int) {
        turn += 1
        let candidates = lanes.light.indices.map { lanes.light[($0 + turn) % lanes.light.count] }
        guard let mailbox = candidates.min(by: { $0.connectionCount < $1.connectionCount }) else { return }
        lanes.countConnection(1)
        mailbox.countConnection(1)
        mailbox.post(connection)
    }
}
