package import MockOktaHTTP
import MockOktaSystem

/// How replies are written to the connection.
extension ConnectionMachine {
    /// The reply to the latest request follows later.
    package mutating func awaitReply() {
        if case .asked(let exchange) = activity { activity = .away(exchange) }
    }

    /// Takes the responder's reply; a reply for which no request waits any more is dropped.
    package mutating func reply(_ reply: consuming Reply, _ clock: LoopClock) {
        switch activity {
        case .asked(let exchange), .away(let exchange): begin(reply, exchange, clock)
        default: break
        }
    }

    /// Starts to write a reply.
    mutating func begin(_ reply: consuming Reply, _ exchange: Exchange, _ clock: LoopClock) {
        switch consume reply {
        case .complete(let response): answer(response, exchange, clock)
        case .later(let reply, let delay): hold(reply, for: delay, exchange, clock)
        case .feed(let response, let feed): begin(feed, response, exchange, clock)
        case .longPoll(let poll): begin(poll, exchange, clock)
        case .corrupted(let response, let corruption): answer(response, corruptedBy: corruption, exchange, clock)
        case .noResponse(let kind): begin(kind)
        }
    }

    /// Writes an answer; the endpoint can close the connection after it with a `Connection: close` of its own.
    mutating func answer(_ response: HTTPResponse, _ exchange: Exchange, _ clock: LoopClock) {
        var exchange = exchange
        if isDraining || asksToClose(response) { exchange.keepsAlive = false }
        clock.writer.write(response, for: exchange, into: &output.bytes)
        endAnswer(keepsAlive: exchange.keepsAlive)
    }

    private func asksToClose(_ response: HTTPResponse) -> Bool { response.fields["Connection"] == "close" }

    private mutating func endAnswer(keepsAlive: Bool) {
        activity = .reading
        if !keepsAlive { closesWhenSent = true }
    }

    /// Delays a reply, except `NoResponse`: delaying that would hold up draining for no benefit.
    private mutating func hold(_ reply: Reply, for delay: Duration, _ exchange: Exchange, _ clock: LoopClock) {
        if isDraining, reply.isHang { return end() }
        activity = .delayed(reply, exchange)
        deadline = clock.now + delay
    }

    private mutating func begin(_ kind: NoResponse) {
        switch kind {
        case .hang where isDraining: end()
        case .hang: activity = .silent
        case .close: endAnswer(keepsAlive: false)
        case .reset: end(isReset: true)
        }
    }
}

/// Answers that a fault has corrupted on purpose.
extension ConnectionMachine {
    /// Sends an answer as a fault has altered it; where the fault truncates or misstates the body, the connection is
    /// closed without `Connection: close`.
    private mutating func answer(
        _ response: HTTPResponse,
        corruptedBy corruption: ResponseCorruption,
        _ exchange: Exchange,
        _ clock: LoopClock
    ) {
        var exchange = exchange
        if isDraining || asksToClose(response) { exchange.keepsAlive = false }
        let length = corruption.declaredLength ?? response.content.count
        clock.writer.writeHead(of: response, declaring: length, for: exchange, into: &output.bytes)
        let sendsBody = !exchange.isHead && !response.status.forbidsBody
        let body = sendsBody ? response.body.prefix(corruption.sentLength ?? .max) : []
        guard let throttle = corruption.throttle, !body.isEmpty else {
            output.bytes.append(contentsOf: body)
            return endAnswer(keepsAlive: exchange.keepsAlive && !corruption.closes)
        }
        activity = .throttled(body, corruption, exchange)
        deadline = clock.now + throttle.pause
    }

    /// Sends the next piece of a throttled body.
    private mutating func sendPiece(
        _ rest: ArraySlice<UInt8>,
        _ corruption: ResponseCorruption,
        _ exchange: Exchange,
        _ clock: LoopClock
    ) {
        guard let throttle = corruption.throttle else { return }
        deadline = clock.now + throttle.pause
        output.bytes.append(contentsOf: rest.prefix(throttle.bytes))
        let rest = rest.dropFirst(throttle.bytes)
        if rest.isEmpty { return endAnswer(keepsAlive: exchange.keepsAlive && !corruption.closes) }
        activity = .throttled(rest, corruption, exchange)
    }
}

/// Answers of unknown length, and answers that wait for an event.
extension ConnectionMachine {
    private mutating func begin(
        _ feed: any Feed,
        _ response: HTTPResponse,
        _ exchange: Exchange,
        _ clock: LoopClock
    ) {
        var exchange = exchange
        if exchange.minorVersion < 1 || isDraining || asksToClose(response) { exchange.keepsAlive = false }
        clock.writer.writeStreamHead(response, for: exchange, into: &output.bytes)
        if exchange.isHead || response.status.forbidsBody {
            feed.stop()
            endAnswer(keepsAlive: exchange.keepsAlive)
        } else if isDraining {
            endFeed(feed, exchange)
        } else {
            activity = .feeding(feed, exchange)
            pending = .startFeed(feed)
        }
    }

    private mutating func begin(_ poll: any LongPoll, _ exchange: Exchange, _ clock: LoopClock) {
        if isDraining { return finish(poll, with: poll.lastAnswer(), exchange, clock) }
        activity = .longPolling(poll, exchange)
        pending = .startLongPoll(poll)
        deadline = clock.now + poll.timeout
    }

    /// Pulls from a feed only what the output buffer can hold: a slow reader costs one buffer, not a growing queue.
    mutating func pull(_ clock: LoopClock) {
        switch activity {
        case .feeding(let feed, let exchange):
            while !output.isFull {
                switch feed.next() {
                case .bytes(let bytes): ResponseWriter.writePiece(bytes, for: exchange, into: &output.bytes)
                case .wait: return
                case .end: return endFeed(feed, exchange)
                }
            }
        case .longPolling(let poll, let exchange):
            if let response = poll.answer() { finish(poll, with: response, exchange, clock) }
        default: break
        }
    }

    mutating func endFeed(_ feed: any Feed, _ exchange: Exchange) {
        feed.stop()
        pending = nil
        ResponseWriter.writeEnd(for: exchange, into: &output.bytes)
        endAnswer(keepsAlive: exchange.keepsAlive && !isDraining)
    }

    mutating func finish(_ poll: any LongPoll, with response: HTTPResponse, _ exchange: Exchange, _ clock: LoopClock) {
        poll.stop()
        pending = nil
        answer(response, exchange, clock)
    }

    /// Continues when a delay or a long poll ends: with the delayed reply, the last answer or the next piece of the
    /// body.
    mutating func resume(_ clock: LoopClock) {
        switch activity {
        case .delayed(let reply, let exchange): begin(reply, exchange, clock)
        case .longPolling(let poll, let exchange): finish(poll, with: poll.lastAnswer(), exchange, clock)
        case .throttled(let rest, let corruption, let exchange): sendPiece(rest, corruption, exchange, clock)
        case .reading, .asked, .away, .feeding, .silent, .lingering, .ended, .closed: break
        }
    }
}

extension Reply {
    /// Whether the reply is one that never sends a response.
    var isHang: Bool {
        switch self {
        case .noResponse(.hang): true
        case .later(let reply, _): reply.isHang
        case .complete, .feed, .longPoll, .corrupted, .noResponse: false
        }
    }
}
