import MockOktaHTTP
import MockOktaSystem

/// One client's socket with the machine that decides what to do with it, as an event loop keeps them.
final class Connection {
    /// Its name on the loop that has it.
    private(set) var id: ConnectionID
    var machine: ConnectionMachine
    private var channel: Channel
    private let isSecured: Bool
    /// Its latest request was answered at once.
    var isLight = true
    /// What the event queue watches the socket for.
    var interest: Interest = .reading
    /// It had something to read while nothing was to be read from it.
    var hasSpokenEarly = false
    /// The earliest timer entry that exists for this connection.
    var scheduled = MonotonicTime.never

    init(
        _ id: ConnectionID,
        peer: String,
        _ channel: consuming Channel,
        _ scheme: HTTPRequest.Scheme,
        _ limits: HTTPLimits
    ) {
        self.id = id
        self.channel = channel
        isSecured = scheme == .https
        machine = ConnectionMachine(limits: limits, scheme: scheme, peer: peer)
        machine.isSecuring = isSecured
    }

    /// Gets ready for another loop, which knows nothing of what this one watches and has scheduled.
    func move(to id: ConnectionID) {
        self.id = id
        interest = .reading
        hasSpokenEarly = false
        scheduled = .never
    }

    /// What the socket must be watched for, so that the machine can go on.
    var wantedInterest: Interest {
        var interest: Interest = machine.hasOutput ? (isSecured ? channel.writingNeeds : .writing) : []
        if machine.wantsInput { interest.formUnion(readingNeeds) }
        return interest
    }

    /// What must happen to the socket before reading is tried again.
    var readingNeeds: Interest { isSecured ? channel.readingNeeds : .reading }

    /// Whether decrypted bytes wait, for which the socket will raise no event.
    var hasPendingBytes: Bool { isSecured && channel.hasPendingBytes }

    func receive(into buffer: inout [UInt8]) -> Channel.Progress {
        let progress = channel.receive(into: &buffer)
        if isSecured { machine.isSecuring = channel.isSecuring }
        return progress
    }

    /// Hands the unsent bytes to the socket; false when it is gone.
    func send() -> Bool {
        switch machine.withUnsent({ channel.send($0) }) {
        case .bytes(let count): machine.sent(count)
        case .blocked: machine.sendingIsBlocked()
        case .closed, .failed, .notSecure: return false
        }
        return true
    }

    /// Ends the answers in good order, where they are all out.
    func sendCloseNotify() {
        if !machine.hasOutput { channel.sendCloseNotify() }
    }

    func shutDownWriting() {
        channel.sendCloseNotify()
        channel.shutDownWriting()
    }

    /// Makes closing the socket a TCP reset.
    func resetWhenClosed() { channel.resetWhenClosed() }
}
