package import MockOktaHTTP
package import MockOktaSystem

/// The state machine of one connection, without its socket: it takes events and returns actions.
///
/// Its driver reports events by calling the functions (`receive`, `reply`, `timeIsUp`, …), performs the actions that
/// `nextAction` returns until it returns nil, then watches the socket as `wantsInput` and `hasOutput` require, and
/// calls `timeIsUp` at `deadline`. The machine reads the time only from the clock it is given, and never blocks.
///
/// It answers one request at a time, which keeps the answers to pipelined requests in order.
package struct ConnectionMachine {
    private static let lingerBytes = 65_536

    let limits: HTTPLimits
    var activity = Activity.reading
    private(set) var parser: RequestParser
    private(set) var input = InputBuffer()
    var output = OutputBuffer()
    /// An action that takes precedence over all others.
    var pending: Action?
    /// How far the next request has been received.
    private(set) var phase = RequestParser.Phase.start
    /// The number of requests started; it distinguishes the deadline of one request from that of the next.
    private(set) var requestCount = 0
    /// The socket accepts no bytes at the moment.
    private var isBlocked = false
    private var peerHasClosed = false
    var closesWhenSent = false
    /// An error was answered, and its request may not have been read to its end.
    private var wasRefused = false
    /// The socket has been checked for unread bytes since the last bytes arrived.
    private var hasLooked = false
    /// The TLS handshake is in progress; the driver keeps this up to date.
    package var isSecuring = false
    /// The server is draining: each answer is the last one of its connection.
    package internal(set) var isDraining = false

    var limit = Limit.none
    var limitedRequest = 0
    /// The deadline of the header or body that is being received.
    var arrival: ReadDeadline?
    /// The client has accepted bytes since the deadline was set.
    var hasTakenBytes = false
    /// The time at which the driver calls `timeIsUp`.
    package internal(set) var deadline = MonotonicTime.never
    /// When the connection began to wait for a request, or for its TLS handshake.
    var waitsSince = MonotonicTime.never
    /// The size of the body of the latest complete request.
    private(set) var bodyBytes = 0
    /// When draining closes the connection, unless a complete request has arrived by then.
    var drainDeadline = MonotonicTime.never

    package init(limits: HTTPLimits = HTTPLimits(), scheme: HTTPRequest.Scheme = .http, peer: String = "") {
        self.limits = limits
        parser = RequestParser(limits: limits, scheme: scheme, peer: peer)
    }
}

extension ConnectionMachine {
    /// Whether the request is being answered by a worker or another loop.
    package var isAway: Bool { if case .away = activity { true } else { false } }

    /// Whether the connection waits for a request, or for the rest of one.
    package var isReading: Bool { if case .reading = activity { true } else { false } }

    /// Whether the connection is between two requests and nothing of the next one has arrived.
    package var isIdle: Bool { isReading && input.isEmpty && output.isEmpty && phase == .start }

    /// Whether unsent bytes are waiting for the socket.
    package var hasOutput: Bool { !output.isEmpty }

    /// The number of unsent bytes.
    package var unsentCount: Int { output.count }

    /// Whether the driver should read the socket when it is readable.
    ///
    /// Input is also read, up to a limit, while the client waits for a delay, a feed or a long poll; otherwise its
    /// disconnect would not be detected.
    package var wantsInput: Bool {
        if peerHasClosed { return false }
        return switch activity {
        case .reading: !closesWhenSent && !output.isFull
        case .delayed, .feeding, .longPolling: !input.isFull
        case .lingering, .silent: true
        case .asked, .away, .throttled, .ended, .closed: false
        }
    }

    /// Handles received bytes.
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

    /// Handles the end of the input: the client has closed the connection, or has shut down only its write side and
    /// still waits for its answer.
    ///
    /// For a client that waits for a delay or a long poll, an interim answer distinguishes the two: the system of a
    /// client that has closed answers it with a reset, so that the resources are freed at once. HTTP/1.0 has no interim
    /// answers, so an HTTP/1.0 client counts as closed, as does the reader of a feed.
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

    /// Handles first bytes that do not begin a TLS handshake.
    package mutating func receivedPlaintext(_ clock: LoopClock) {
        refuse(.badRequest, "This port speaks HTTPS: the URL begins with https://.", clock)
    }

    /// Passes the unsent bytes to `send`; mutating, because a call on a property would otherwise copy the machine.
    package mutating func withUnsent<Result>(_ send: (Span<UInt8>) -> Result) -> Result { output.withUnsent(send) }

    /// The socket has accepted `count` of the unsent bytes.
    package mutating func sent(_ count: Int) {
        output.drop(count)
        hasTakenBytes = true
    }

    package mutating func sendingIsBlocked() { isBlocked = true }

    /// The socket may accept bytes again.
    package mutating func socketIsReady() { isBlocked = false }

    /// Releases everything that the connection holds, and leaves no action; the driver calls it when the socket is
    /// lost.
    package mutating func close() {
        end()
        activity = .closed
    }

    /// Makes closing the next action.
    mutating func end(isReset: Bool = false) {
        switch activity {
        case .feeding(let feed, _): feed.stop()
        case .longPolling(let poll, _): poll.stop()
        case .closed: return
        default: break
        }
        // A feed or long poll whose start is still a pending action is never started.
        pending = nil
        activity = .ended(isReset: isReset)
    }
}

extension ConnectionMachine {
    /// The next action; nil when the machine needs an event first.
    ///
    /// Bytes that are already buffered are parsed first, because no event follows for them.
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
            bodyBytes = parsed.request.body.count
            activity = .asked(parsed.exchange)
            return parsed.request
        } catch {
            refuse(error.status, error.explanation, clock)
            return nil
        }
    }

    /// Sends 100 (Continue) to a client that waits for it before it sends its body.
    private mutating func sendContinue() {
        guard phase == .body, parser.awaitsContinue else { return }
        ResponseWriter.writeContinue(into: &output.bytes)
        parser.continueWasSent()
    }

    /// Answers input that could not be parsed as a request.
    ///
    /// What follows it cannot be parsed either, so the connection closes.
    mutating func refuse(_ status: HTTPStatus, _ explanation: String, _ clock: LoopClock) {
        let fields: HTTPFields = ["Content-Type": "text/plain; charset=utf-8"]
        let response = HTTPResponse(status, fields: fields, body: Array((explanation + "\n").utf8))
        wasRefused = true
        input = InputBuffer()
        parser.discard()
        answer(response, Exchange(keepsAlive: false), clock)
    }

    /// How a connection with nothing left to send is closed.
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

    /// Lingers where input may still arrive, because closing a socket with unread input sends a reset: after errors,
    /// and where more input follows, such as the empty line that some clients send after a body.
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
