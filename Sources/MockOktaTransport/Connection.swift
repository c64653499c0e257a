import MockOktaHTTP

/// One client's socket and where its exchange stands.
///
/// It belongs to one event loop, which decides; this holds.
final class Connection {
    /// A connection does one thing at a time, which keeps the answers to pipelined requests in order.
    enum Activity {
        case reading
        /// The request is being answered elsewhere or later: nothing is read and no later request begun.
        case away(Exchange)
        /// The answer waits for a timer.
        case delayed(Reply, Exchange)
        case feeding(any Feed, Exchange)
        case promised(any Promise, Exchange)
        /// The rest of a body that goes out in small pieces.
        case dripping(ArraySlice<UInt8>, Spoiling, Exchange)
        /// There will be no answer; what still comes is dropped, so that the client's leaving is seen.
        case silent
        /// The last answer is out and the write side shut; what still comes is dropped, so that no reset destroys
        /// that answer on its way (RFC 9112 §9.6).
        case lingering(dropped: Int)
    }

    /// What the connection's deadline is about.
    enum Waiting: Hashable {
        case handshake, idle, header, body, write, delay, linger, nothing
    }

    /// Its name on the loop that has it.
    private(set) var id: ConnectionID
    var channel: Channel
    var activity = Activity.reading {
        didSet { if case .reading = activity { isReading = true } else { isReading = false } }
    }
    /// Asked for so often that looking into `activity`, which copies what it holds, would show.
    private(set) var isReading = true
    var parser: RequestParser
    var input = InputBuffer()
    var output = OutputBuffer()
    /// The heavy part of its request, while no loop has taken it on.
    var errand: (@Sendable () -> Work)?
    /// Its latest request was answered at once.
    var isLight = true
    /// Requests begun, so that the time of one is not counted against the next.
    var requestCount = 0
    var peerHasClosed = false
    var closesWhenSent = false
    /// An error was answered whose request may not have been read to its end.
    var wasRefused = false

    /// What epoll watches the socket for.
    var interest: Interest = .reading
    /// It had something to read while nothing was to be read from it.
    var hasSpokenEarly = false
    var waiting = Waiting.nothing
    var waitingRequest = 0
    /// Of the header or the body that is coming in.
    var arrival: Arrival?
    var deadline = MonotonicTime.never
    /// When draining gives the connection up, unless a whole request has come by then.
    var lastCall = MonotonicTime.never
    /// The earliest timer entry that is on its way for this connection.
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
        parser = RequestParser(limits: limits, scheme: scheme, peer: peer)
    }

    /// Between two requests, with nothing of the next one.
    var isIdle: Bool { isReading && input.isEmpty && output.isEmpty && parser.phase == .start }

    func takeErrand() -> (@Sendable () -> Work)? {
        defer { errand = nil }
        return errand
    }

    /// Gets ready for another loop, which knows nothing of what this one watches and waits for.
    func move(to id: ConnectionID) {
        self.id = id
        interest = .reading
        hasSpokenEarly = false
        scheduled = .never
    }

    func nextRequest() throws(HTTPParseError) -> ParsedRequest? {
        try input.nextRequest(&parser)
    }

    func transmit() -> Channel.Progress { output.send(to: &channel) }

    /// Makes the socket's closing a reset.
    func resetWhenClosed() { channel.resetWhenClosed() }

    /// Ends the answers in good order, where they are all out.
    func sayGoodbye() {
        if output.isEmpty { channel.sayGoodbye() }
    }
}
