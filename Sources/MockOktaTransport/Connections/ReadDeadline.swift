package import MockOktaHTTP
package import MockOktaSystem

/// The time limit of a header or a body: a limit for the whole, and a minimum rate meanwhile.
///
/// An idle limit alone would not suffice: a client that sends single bytes at intervals could hold its connection for
/// long.
package struct ReadDeadline {
    private let end: MonotonicTime
    private var stretchEnd: MonotonicTime
    /// Bytes received in the current measuring interval.
    package var received = 0

    package init(at now: MonotonicTime, within time: Duration, _ limits: HTTPLimits) {
        end = now + time
        stretchEnd = Self.stretchEnd(at: now, limits)
    }

    /// The end of a measuring interval; never, when `rateTime` is zero and so no minimum rate applies.
    private static func stretchEnd(at now: MonotonicTime, _ limits: HTTPLimits) -> MonotonicTime {
        limits.rateTime > .zero ? now + limits.rateTime : .never
    }

    /// When the transfer has to be checked again.
    package var deadline: MonotonicTime { min(end, stretchEnd) }

    /// Whether the transfer may continue for another interval.
    package mutating func goesOn(at now: MonotonicTime, _ limits: HTTPLimits) -> Bool {
        let required = Double(limits.minimumRate) * (limits.rateTime / .seconds(1))
        guard now < end, Double(received) >= required else { return false }
        received = 0
        stretchEnd = Self.stretchEnd(at: now, limits)
        return true
    }
}
