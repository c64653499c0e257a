package import MockOktaHTTP
package import MockOktaSystem

/// How a header or a body comes in: it has a time for the whole, and must keep a pace meanwhile.
///
/// An idle limit alone would not do: a client that sends a byte now and then could hold its connection for long.
package struct ReadDeadline {
    private let end: MonotonicTime
    private var stretchEnd: MonotonicTime
    /// Bytes since the present stretch began.
    package var received = 0

    package init(at now: MonotonicTime, within time: Duration, _ limits: HTTPLimits) {
        end = now + time
        stretchEnd = Self.stretchEnd(at: now, limits)
    }

    /// No time to take an average over means that no pace is asked for.
    private static func stretchEnd(at now: MonotonicTime, _ limits: HTTPLimits) -> MonotonicTime {
        limits.rateTime > .zero ? now + limits.rateTime : .never
    }

    /// When it is to be looked at again.
    package var deadline: MonotonicTime { min(end, stretchEnd) }

    /// Whether it may go on for another stretch.
    package mutating func goesOn(at now: MonotonicTime, _ limits: HTTPLimits) -> Bool {
        let required = Double(limits.minimumRate) * (limits.rateTime / .seconds(1))
        guard now < end, Double(received) >= required else { return false }
        received = 0
        stretchEnd = Self.stretchEnd(at: now, limits)
        return true
    }
}
