import MockOktaHTTP
import MockOktaSystem

/// What a connection takes from the resources that all connections share.
extension ConnectionMachine {
    /// Requests below this size are not counted: they arrive in one piece and are answered at once.
    private static let countedBytes = 16_384
    /// How long a client may keep its connection between two requests, even where new connections need the place.
    private static let keptIdle = Duration.seconds(1)
    /// How long a client has to send its request before its place may be needed.
    private static let keptUnfinished = Duration.milliseconds(50)

    /// The bytes that count towards `HTTPLimits.requestMemory`: those of the request that is being received or
    /// answered, and of what follows it.
    package var heldBytes: Int {
        let count = input.count + (isReading ? parser.heldBytes : bodyBytes)
        return count < Self.countedBytes ? 0 : count
    }

    /// Handles input for which no memory is left: the request is refused; a client that sends further requests while it
    /// waits for an answer loses its connection.
    package mutating func memoryIsExhausted(_ clock: LoopClock) {
        switch activity {
        case .reading where !closesWhenSent:
            refuse(503, "The requests in progress take all memory that mock.limits.requestMemory allows.", clock)
        case .delayed, .feeding, .longPolling:
            if !input.isEmpty { end() }
        case .reading, .asked, .away, .throttled, .silent, .lingering, .ended, .closed:
            break
        }
    }

    /// How readily the connection is closed where new ones need the place, the lowest value first: those that have not
    /// sent their request to its end, then those between two requests, each by the time of waiting.
    ///
    /// Nil for a connection with a complete request or an unsent answer, and for one that began to wait just now.
    package func eviction(_ clock: LoopClock) -> Eviction? {
        guard isReading, !hasOutput, !closesWhenSent else { return nil }
        let isBetweenRequests = isIdle && !isSecuring && requestCount > 0
        let kept = isBetweenRequests ? Self.keptIdle : Self.keptUnfinished
        guard waitsSince + kept <= clock.now else { return nil }
        return Eviction(isBetweenRequests: isBetweenRequests, waitsSince: waitsSince)
    }

    /// The order in which connections are closed to make room.
    package struct Eviction: Comparable, Sendable {
        let isBetweenRequests: Bool
        let waitsSince: MonotonicTime

        package static func < (left: Eviction, right: Eviction) -> Bool {
            guard left.isBetweenRequests == right.isBetweenRequests else { return right.isBetweenRequests }
            return left.waitsSince < right.waitsSince
        }
    }
}
