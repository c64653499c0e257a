import MockOktaHTTP
import MockOktaSystem

/// The time limits of a connection, and how draining ends it.
extension ConnectionMachine {
    private static let lingerTime = Duration.seconds(1)

    /// Sets `deadline` for the event that the connection waits for.
    ///
    /// Call it when there is no further action.
    ///
    /// The time limits of a header and a body run from their beginning, the idle limit from the last answer, the write
    /// limit from the time at which the client last accepted bytes.
    package mutating func setDeadline(_ clock: LoopClock) {
        let next = currentLimit
        let isSame = next == limit && requestCount == limitedRequest
        limit = next
        limitedRequest = requestCount
        switch next {
        case .none: deadline = .never
        case .idle:
            waitsSince = clock.now
            deadline = clock.now + limits.idle
        case .write where !isSame || hasTakenBytes: deadline = clock.now + limits.writeTime
        case .handshake where !isSame:
            waitsSince = clock.now
            deadline = clock.now + limits.headerTime
        case .header where !isSame:
            waitsSince = clock.now
            expect(within: limits.headerTime, clock)
        case .body where !isSame: expect(within: limits.bodyTime, clock)
        case .delay where !isSame:
            if case .throttled(_, let corruption, _) = activity {
                deadline = clock.now + (corruption.throttle?.pause ?? .zero)
            }
        case .linger where !isSame: deadline = clock.now + ConnectionMachine.lingerTime
        case .handshake, .header, .body, .write, .linger, .delay: break
        }
        hasTakenBytes = false
        if drainDeadline < deadline { deadline = drainDeadline }
    }

    private var currentLimit: Limit {
        if isSecuring { return .handshake }
        return switch activity {
        case .reading: hasOutput ? .write : limit(in: phase)
        case .feeding: hasOutput ? .write : .none
        case .delayed, .longPolling: .delay
        // While a client does not read, no further piece is sent.
        case .throttled: output.isFull ? .write : .delay
        case .lingering: .linger
        case .asked, .away, .silent, .ended, .closed: .none
        }
    }

    private func limit(in phase: RequestParser.Phase) -> Limit {
        switch phase {
        case .start: .idle
        case .header: .header
        case .body: .body
        }
    }

    private mutating func expect(within time: Duration, _ clock: LoopClock) {
        let arrival = ReadDeadline(at: clock.now, within: time, limits)
        self.arrival = arrival
        deadline = arrival.deadline
    }

    /// Handles the expiry of the deadline.
    package mutating func timeIsUp(_ clock: LoopClock) {
        guard clock.now < drainDeadline else { return end() }
        switch limit {
        case .handshake, .idle, .write, .linger:
            end()
        case .header, .body:
            guard var arrival, arrival.goesOn(at: clock.now, limits) else {
                return refuse(408, "The request took too long to arrive.", clock)
            }
            self.arrival = arrival
            deadline = arrival.deadline
        case .delay:
            resume(clock)
        case .none:
            break
        }
    }

    /// Ends feeds and long polls, and closes idle connections; a request that has been read is still answered.
    ///
    /// A partly received request gets `patience` to complete. A request that is still incomplete then has not been
    /// accepted, and the client may send it again (RFC 9110 §9.2.2).
    package mutating func drain(patience: Duration, _ clock: LoopClock) {
        isDraining = true
        switch activity {
        case .feeding(let feed, let exchange):
            drainDeadline = clock.now + patience
            endFeed(feed, exchange)
        case .reading:
            if !hasOutput { drainDeadline = clock.now + patience }
        case .longPolling(let poll, let exchange):
            finish(poll, with: poll.lastAnswer(), exchange, clock)
        case .delayed(let reply, _):
            if reply.isHang { end() }
        case .silent:
            end()
        case .asked, .away, .throttled, .lingering, .ended, .closed: break
        }
    }
}
