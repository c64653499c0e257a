package import MockOktaHTTP
package import MockOktaSystem

/// One connection without its socket: events go in, actions come out.
///
/// Its driver reports what has happened by the functions (`receive`, `reply`, `timeIsUp`, …), then does what
/// `nextAction` says until that is nil, then watches the socket for what `wantsInput` and `hasOutput` say and calls
/// `timeIsUp` at `deadline`. It reads no clock but the one it is given, and blocks on nothing.
///
/// It answers one request at a time, which keeps the answers to pipelined requests in order.
package struct ConnectionMachine {
    /// What its driver has to do now.
    package enum Action: Sendable {
        /// Ask the responder, and report by `reply`, or by `awaitReply` and `reply` later.
        case respond(HTTPRequest)
        /// Hand the unsent bytes to the socket (`withUnsent`) and report by `sent` or `sendingIsBlocked`.
        case send
        /// Start the feed with a signal after which `nextAction` is asked.
        case startFeed(any Feed)
        /// Start the long poll with a signal after which `nextAction` is asked.
        case startLongPoll(any LongPoll)
        /// See whether the socket has unread bytes or its end, and report by `receive` or `peerClosed`.
        case look
        /// Shut the write side; the connection stays open to drop what still comes.
        case shutDownWriting
        /// Close the socket; the machine is at its end.
        case close
        /// Close the socket by a TCP reset; the machine is at its end.
        case reset
    }

    enum Activity {
        case reading
        /// The responder has been asked.
        case asked(Exchange)
        /// The request is being answered elsewhere or later: nothing is read and no later request begun.
        case away(Exchange)
        /// The reply waits for a timer.
        case delayed(Reply, Exchange)
        case feeding(any Feed, Exchange)
        case longPolling(any LongPoll, Exchange)
        /// The rest of a body that goes out in small pieces.
        case throttled(ArraySlice<UInt8>, ResponseCorruption, Exchange)
        /// There will be no answer; what still comes is dropped, so that the client's leaving is seen.
        case silent
        /// The last answer is out and the write side shut; what still comes is dropped, so that no reset destroys
        /// that answer on its way (RFC 9112 §9.6).
        case lingering(dropped: Int)
        /// Nothing is left but closing.
        case ended(isReset: Bool)
        case closed
    }

    /// What the deadline is about.
    enum Limit: Hashable {
        case none, handshake, idle, header, body, write, delay, linger
    }

    private static let lingerBytes = 65_536

    let limits: HTTPLimits
    var activity = Activity.reading {
        didSet { if case .reading = activity { isReading = true } else { isReading = false } }
    }
    /// Asked for so often that looking into `activity`, which copies what it holds, would show.
    package private(set) var isReading = true
    private var parser: RequestParser
    private var input = InputBuffer()
    var output = OutputBuffer()
    /// An action that goes before all others.
    var pending: Action?
    /// How far the next request has come in.
    private(set) var phase = RequestParser.Phase.start
    /// Requests begun, so that the time of one is not counted against the next.
    private(set) var requestCount = 0
    /// The socket takes no bytes for now.
    private var isBlocked = false
    private var peerHasClosed = false
    var closesWhenSent = false
    /// An error was answered whose request may not have been read to its end.
    private var wasRefused = false
    /// The socket has been asked for unread bytes since the last ones came.
    private var hasLooked = false
    /// The TLS handshake is still under way; kept up to date by the driver.
    package var isSecuring = false
    /// Each answer is the last of its connection.
    package internal(set) var isDraining = false

    var limit = Limit.none
    var limitedRequest = 0
    /// Of the header or the body that is coming in.
    var arrival: ReadDeadline?
    /// The client has taken bytes since the deadline was set.
    var hasTakenBytes = false
    /// When to call `timeIsUp`.
    package internal(set) var deadline = MonotonicTime.never
    /// When draining gives the connection up, unless a whole request has come by then.
    var drainDeadline = MonotonicTime.never

    package init(limits: HTTPLimits = HTTPLimits(), scheme: HTTPRequest.Scheme = .http, peer: String = "") {
        self.limits = limits
        parser = RequestParser(limits: limits, scheme: scheme, peer: peer)
    }
}

extension ConnectionMachine {
    /// A request is being answered elsewhere.
    package var isAway: Bool { if case .away = activity { true } else { false } }

    /// Between two requests, with nothing of the next one.
    package var isIdle: Bool { isReading && input.isEmpty && output.isEmpty && phase == .start }

    /// Bytes wait for the socket to take them.
    package var hasOutput: Bool { !output.isEmpty }

    /// The number of bytes that wait for the socket.
    package var unsentCount: Int { output.count }

    /// Whether the socket is to be read when it has something.
    ///
    /// A client that waits for a delay, a feed or a long poll is read too, up to a bound: else nothing would show that
    /// it has gone.
    package var wantsInput: Bool {
        if peerHasClosed { return false }
        return switch activity {
        case .reading: !closesWhenSent && !output.isFull
        case .delayed, .feeding, .longPolling: !input.isFull
        case .lingering, .silent: true
        case .asked, .away, .throttled, .ended, .closed: false
        }
    }

    /// Bytes have come.
    package mutating func receive(_ bytes: ArraySlice<UInt8>) {
        switch activity {
        case .lingering(let dropped): activity = .lingering(dropped: dropped + bytes.count)
        case .silent, .ended, .closed: break
        case .reading, .asked, .away, .delayed, .feeding, .longPolling, .throttled:
            input.append(bytes)
            hasLooked = false
            arrival?.received += bytes.count
        }
    }

    /// The client sends nothing more: it has closed, or only shut its write side and still waits for its answer.
    ///
    /// For one that waits for a delay or a long poll an interim answer tells which: the system of a client that has
    /// closed refuses it by a reset, so that what it waits for is freed at once. An HTTP/1.0 client knows no interim
    /// answers and counts as closed, as does the reader of a feed.
    package mutating func peerClosed() {
        peerHasClosed = true
        switch activity {
        case .delayed(_, let exchange) where exchange.minorVersion > 0,
            .longPolling(_, let exchange) where exchange.minorVersion > 0:
            ResponseWriter.writeProcessing(into: &output.bytes)
        case .delayed, .longPolling, .feeding, .silent: end()
        case .reading, .asked, .away, .throttled, .lingering, .ended, .closed: break
        }
    }

    /// The first bytes are not those of a TLS handshake.
    package mutating func receivedPlaintext(_ clock: LoopClock) {
        refuse(.badRequest, "This port speaks HTTPS: the URL begins with https://.", clock)
    }

    /// The responder's reply, to the latest request, will come later.
    package mutating func awaitReply() {
        if case .asked(let exchange) = activity { activity = .away(exchange) }
    }

    /// Hands the unsent bytes to the socket; mutating, as a call on a property would else copy the machine.
    package mutating func withUnsent<Result>(_ send: (Span<UInt8>) -> Result) -> Result { output.withUnsent(send) }

    /// The socket has taken so many of the unsent bytes.
    package mutating func sent(_ count: Int) {
        output.drop(count)
        hasTakenBytes = true
    }

    package mutating func sendingIsBlocked() { isBlocked = true }

    /// The socket may take bytes again.
    package mutating func socketIsReady() { isBlocked = false }

    /// Frees what the connection waits for and leaves nothing to do; the driver has lost the socket.
    package mutating func close() {
        end()
        activity = .closed
    }

    /// Closes with the next action.
    mutating func end(isReset: Bool = false) {
        switch activity {
        case .feeding(let feed, _): feed.stop()
        case .longPolling(let poll, _): poll.stop()
        case .closed: return
        default: break
        }
        // One whose start is still an action is never started.
        pending = nil
        activity = .ended(isReset: isReset)
    }
}

extension ConnectionMachine {
    /// What to do now; nil when an event must come first.
    ///
    /// Bytes already buffered are parsed first, because no event will come for them.
    package mutating func nextAction(_ clock: LoopClock) -> Action? {
        if let action = pending {
            pending = nil
            return action
        }
        if case .ended(let isReset) = activity {
            activity = .closed
            return isReset ? .reset : .close
        }
        if let request = nextRequest(clock) { return .respond(request) }
        if !isReading { pull(clock) }
        if hasOutput, !isBlocked { return .send }
        return ending()
    }

    private mutating func nextRequest(_ clock: LoopClock) -> HTTPRequest? {
        guard isReading, !closesWhenSent, !output.isFull, !input.isEmpty else { return nil }
        do throws(HTTPParseError) {
            guard let parsed = try input.nextRequest(&parser) else {
                phase = parser.phase
                sendContinue()
                return nil
            }
            phase = .start
            requestCount += 1
            drainDeadline = .never
            activity = .asked(parsed.exchange)
            return parsed.request
        } catch {
            refuse(error.status, error.explanation, clock)
            return nil
        }
    }

    /// Gives the client that waits for it the go-ahead for its body.
    private mutating func sendContinue() {
        guard phase == .body, parser.awaitsContinue else { return }
        ResponseWriter.writeContinue(into: &output.bytes)
        parser.continueWasSent()
    }

    /// Answers what never became a request; what follows it cannot be parsed, so the connection ends.
    mutating func refuse(_ status: HTTPStatus, _ explanation: String, _ clock: LoopClock) {
        let fields: HTTPFields = ["Content-Type": "text/plain; charset=utf-8"]
        let response = HTTPResponse(status, fields: fields, body: Array((explanation + "\n").utf8))
        wasRefused = true
        answer(response, Exchange(keepsAlive: false), clock)
    }

    /// The end of a connection that has nothing more to send.
    private mutating func ending() -> Action? {
        guard !hasOutput, isFinished else { return nil }
        switch activity {
        case .lingering(let dropped) where !peerHasClosed && dropped <= ConnectionMachine.lingerBytes: return nil
        case .reading where !peerHasClosed: return endReading()
        default: break
        }
        activity = .closed
        return .close
    }

    /// Closing with input unread sends a reset, so the connection stays a while to drop what still comes: after
    /// errors, and when there is more, such as the empty line that some clients send after a body.
    private mutating func endReading() -> Action {
        if wasRefused || !input.isEmpty {
            activity = .lingering(dropped: 0)
            return .shutDownWriting
        }
        if !hasLooked {
            hasLooked = true
            return .look
        }
        activity = .closed
        return .close
    }

    private var isFinished: Bool {
        switch activity {
        case .reading: closesWhenSent || peerHasClosed || isDraining && isIdle
        case .lingering: true
        case .asked, .away, .delayed, .feeding, .longPolling, .throttled, .silent, .ended, .closed: false
        }
    }
}
