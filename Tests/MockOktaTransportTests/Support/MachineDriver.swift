import MockOktaHTTP
import MockOktaSystem
import MockOktaTestSupport
import MockOktaTransport

/// Drives a machine as an event loop does, with a clock that the test moves and a socket that takes what the test lets.
final class MachineDriver {
    var machine: ConnectionMachine
    let clock = LoopClock(now: .now) { 784_111_777 }
    /// How many bytes the socket still takes.
    var room = Int.max
    /// The reply to each request; nil for one that is answered later.
    var respond: (HTTPRequest) -> Reply? = { .complete(HTTPResponse(.ok, body: Array($0.path.utf8))) }
    /// The paths of the requests that the machine has asked for.
    private(set) var requests: [String] = []
    /// What the machine has asked for besides sending and answering, in order.
    private(set) var actions: [String] = []
    private var sent: [UInt8] = []

    init(limits: HTTPLimits = HTTPLimits(), isSecuring: Bool = false) {
        machine = ConnectionMachine(limits: limits)
        machine.isSecuring = isSecuring
        run()
    }

    /// What has been sent since the last look.
    func takeSent() -> String {
        defer { sent = [] }
        return String(decoding: sent, as: UTF8.self)
    }

    func receive(_ text: String) {
        machine.receive(Array(text.utf8)[...])
        run()
    }

    func peerCloses() {
        machine.peerClosed()
        run()
    }

    func reply(_ reply: Reply) {
        machine.reply(reply, clock)
        run()
    }

    func drain(patience: Duration = .seconds(1)) {
        machine.drain(patience: patience, clock)
        run()
    }

    /// The client has read so many bytes.
    func makeRoom(_ count: Int) {
        room += count
        machine.socketIsReady()
        run()
    }

    /// Moves the clock, stopping at each deadline on the way.
    func pass(_ time: Duration) {
        let end = clock.now + time
        while machine.deadline <= end, !actions.contains("close") {
            clock.now = machine.deadline
            machine.timeIsUp(clock)
            run()
        }
        clock.now = end
    }

    /// Does what the machine says until it waits for an event.
    func run() {
        while let action = machine.nextAction(clock) { perform(action) }
        machine.setDeadline(clock)
    }

    private func perform(_ action: ConnectionMachine.Action) {
        switch action {
        case .respond(let request):
            requests.append(request.path)
            if let reply = respond(request) { machine.reply(reply, clock) } else { machine.awaitReply() }
        case .send: send()
        case .startFeed: actions.append("startFeed")
        case .startLongPoll: actions.append("startLongPoll")
        case .look: actions.append("look")
        case .shutDownWriting: actions.append("shutDownWriting")
        case .close: actions.append("close")
        case .reset: actions.append("reset")
        }
    }

    private func send() {
        let room = room
        let bytes = machine.withUnsent { unsent in (0..<min(room, unsent.count)).map { unsent[$0] } }
        if bytes.isEmpty { return machine.sendingIsBlocked() }
        sent += bytes
        self.room -= bytes.count
        machine.sent(bytes.count)
    }
}

/// A long poll that the test answers.
final class TestLongPoll: LongPoll {
    let timeout: Duration
    let started = Gate()
    let stopped = Gate()
    let state = Lock((answer: HTTPResponse?.none, stops: 0))

    init(timeout: Duration = .seconds(30)) {
        self.timeout = timeout
    }

    func start(signal: @escaping @Sendable () -> Void) { started.open() }

    func answer() -> HTTPResponse? { state.withLock { $0.answer } }

    func lastAnswer() -> HTTPResponse { HTTPResponse(408) }

    func stop() {
        state.withLock { $0.stops += 1 }
        stopped.open()
    }
}
