import MockOktaHTTP
import MockOktaSystem

/// A client's socket with its connection state machine, as stored by an event loop.
final class Connection {
    /// Identifies the connection on its event loop.
    private(set) var id: ConnectionID
    var machine: ConnectionMachine
    private var channel: Channel
    private let isSecured: Bool
    /// Whether its latest request was answered without heavy or slow work.
    var isLight = true
    /// The events for which the event queue watches the socket.
    var interest: Interest = .reading
    /// Whether the socket became readable while the machine did not want input.
    var hasSpokenEarly = false
    /// The part of `HTTPLimits.requestMemory` that the connection takes.
    var countedBytes = 0
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

    /// Resets the state that belongs to the former loop: its watched events and its timers.
    func move(to id: ConnectionID) {
        self.id = id
        interest = .reading
        hasSpokenEarly = false
        scheduled = .never
    }

    /// The socket events that the machine needs to make progress.
    var wantedInterest: Interest {
        var interest = Interest.none
        if machine.hasOutput { interest = isSecured ? channel.writingNeeds : .writing }
        if machine.wantsInput { interest.formUnion(readingNeeds) }
        return interest
    }

    /// The socket event required before reading is retried.
    var readingNeeds: Interest { isSecured ? channel.readingNeeds : .reading }

    /// Whether decrypted bytes are buffered, for which the socket raises no event.
    var hasPendingBytes: Bool { isSecured && channel.hasPendingBytes }

    func receive(into buffer: inout [UInt8]) -> Channel.Progress {
        let progress = channel.receive(into: &buffer)
        if isSecured { machine.isSecuring = channel.isSecuring }
        return progress
    }

    /// Sends the unsent bytes; returns false when the socket is closed.
    func send() -> Bool {
        switch machine.withUnsent({ channel.send($0) }) {
        case .bytes(let count): machine.sent(count)
        case .blocked: machine.sendingIsBlocked()
        case .closed, .failed, .notSecure: return false
        }
        return true
    }

    /// Sends close_notify if all answers have been sent.
    func sendCloseNotify() {
        if !machine.hasOutput { channel.sendCloseNotify() }
    }

    func shutDownWriting() {
        channel.sendCloseNotify()
        channel.shutDownWriting()
    }

    /// Makes closing the socket send a TCP reset.
    func resetWhenClosed() { channel.resetWhenClosed() }
}
