package import MockOktaHTTP
import MockOktaSystem

/// How replies reach the wire.
extension ConnectionMachine {
    /// The responder's reply; one that nothing waits for any more is dropped.
    package mutating func reply(_ reply: consuming Reply, _ clock: LoopClock) {
        switch activity {
        case .asked(let exchange), .away(let exchange): begin(reply, exchange, clock)
        default: break
        }
    }

    /// Starts putting a reply on the wire.
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

    /// An endpoint closes the connection after its answer by a `Connection: close` of its own.
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

    /// A delay before no response at all would hold up draining for nothing.
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

/// Answers whose bytes differ on purpose from what they say.
extension ConnectionMachine {
    /// Sends what a fault left of an answer; where it cuts or misstates the body, the connection ends unannounced.
    private mutating func answer(
        _ response: HTTPResponse,
        corruptedBy corruption: ResponseCorruption,
        _ exchange: Exchange,
        _ clock: LoopClock
    ) {
        var exchange = exchange
        if isDraining || asksToClose(response) { exchange.keepsAlive = false }
        let length = corruption.declaredLength ?? response.body.count
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

/// Answers without a known end, and answers that come when something has happened elsewhere.
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

    /// Asks a feed for as much as the client can take: a slow reader costs one buffer, not a growing queue.
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

    /// Does what was put off until now.
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
    /// No answer will ever come of it.
    var isHang: Bool {
        switch self {
        case .noResponse(.hang): true
        case .later(let reply, _): reply.isHang
        case .complete, .feed, .longPoll, .corrupted, .noResponse: false
        }
    }
}
