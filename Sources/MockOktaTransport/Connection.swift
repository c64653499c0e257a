import MockOktaHTTP
import MockOktaSystem

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
        case promised(any LongPoll, Exchange)
        /// The rest of a body that goes out in small pieces.
        case dripping(ArraySlice<UInt8>, ResponseCorruption, Exchange)
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
    private(set) var channel: Channel
    /// Whether what the channel needs may be something else than it seems to be.
    private let isSecured: Bool
    var activity = Activity.reading {
        didSet { if case .reading = activity { isReading = true } else { isReading = false } }
    }
    /// Asked for so often that looking into `activity`, which copies what it holds, would show.
    private(set) var isReading = true
    private var parser: RequestParser
    private var input = InputBuffer()
    private var output = OutputBuffer()
    /// How far the next request has come in.
    private(set) var phase = RequestParser.Phase.start
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
    var arrival: ReadDeadline?
    var deadline = MonotonicTime.never
    /// When draining gives the connection up, unless a whole request has come by then.
    var drainDeadline = MonotonicTime.never
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
        isSecured = scheme == .https
        parser = RequestParser(limits: limits, scheme: scheme, peer: peer)
    }

    /// Between two requests, with nothing of the next one.
    var isIdle: Bool { isReading && !hasInput && !hasOutput && phase == .start }

    /// Bytes have come in that no request has taken over yet.
    var hasInput: Bool { !input.isEmpty }

    /// Bytes wait for the socket to take them.
    var hasOutput: Bool { !output.isEmpty }

    /// Too many bytes wait for the socket to add more.
    var isOutputFull: Bool { output.isFull }

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
        guard hasInput else { return nil }
        let parsed = try input.nextRequest(&parser)
        phase = parsed == nil ? parser.phase : .start
        return parsed
    }

    /// Gives the client that waits for it the go-ahead for its body.
    func sendContinue() {
        guard phase == .body, parser.awaitsContinue else { return }
        write { ResponseWriter.writeContinue(into: &$0) }
        parser.continueWasSent()
    }

    func take(_ received: ArraySlice<UInt8>) {
        input.append(received)
        arrival?.received += received.count
    }

    /// Appends to what is to be sent.
    ///
    /// The buffer is taken out meanwhile: so no access to it lasts, and none of the many that look at it is checked.
    func write(_ write: (inout [UInt8]) -> Void) {
        var output = takeOutput()
        write(&output.bytes)
        self.output = output
    }

    private func takeOutput() -> OutputBuffer {
        let taken = output
        output = OutputBuffer()
        return taken
    }
}

extension Connection {
    /// The handshake is still under way.
    var isSecuring: Bool { isSecured && channel.isSecuring }

    /// Whether decrypted bytes wait, for which the socket will raise no event.
    var hasPendingBytes: Bool { isSecured && channel.hasPendingBytes }

    /// What must happen to the socket before reading is tried again.
    var readingNeeds: Interest { isSecured ? channel.readingNeeds : .reading }

    /// What must happen to the socket before writing is tried again.
    var writingNeeds: Interest { isSecured ? channel.writingNeeds : .writing }

    func receive(into buffer: inout [UInt8]) -> Channel.Progress { channel.receive(into: &buffer) }

    func transmit() -> Channel.Progress {
        var output = takeOutput()
        defer { self.output = output }
        return output.send(to: &channel)
    }

    /// Makes the socket's closing a reset.
    func resetWhenClosed() { channel.resetWhenClosed() }

    func shutDownWriting() { channel.shutDownWriting() }

    /// Ends the answers in good order, where they are all out.
    func sendCloseNotify() {
        if !hasOutput { channel.sendCloseNotify() }
    }
}
