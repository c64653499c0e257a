/// A clock that can be set, frozen and advanced: what every lifetime is measured by.
///
/// A value that is asked with the real time at hand, so that it reads no clock itself.
package struct VirtualClock: Hashable, Sendable {
    private enum Mode: Hashable {
        case running(ahead: TimeSpan)
        case frozen(at: Instant)
    }

    private var mode: Mode

    /// Real time, until told otherwise.
    package init() {
        mode = .running(ahead: .seconds(0))
    }

    package var isFrozen: Bool {
        if case .frozen = mode { true } else { false }
    }

    package func now(real: Instant) -> Instant {
        switch mode {
        case .running(let ahead): real + ahead
        case .frozen(let instant): instant
        }
    }

    package mutating func set(_ instant: Instant, real: Instant) {
        mode = isFrozen ? .frozen(at: instant) : .running(ahead: instant - real)
    }

    /// Stops the clock where it is, or lets it run on from there.
    package mutating func freeze(_ isFrozen: Bool, real: Instant) {
        let now = now(real: real)
        mode = isFrozen ? .frozen(at: now) : .running(ahead: now - real)
    }

    package mutating func advance(by span: TimeSpan, real: Instant) {
        set(now(real: real) + span, real: real)
    }

    /// Starts as a fixture says: `mock.clock` and `mock.frozen`.
    package mutating func begin(_ settings: Settings, real: Instant) {
        if let start = settings.clock { set(start, real: real) }
        if settings.isFrozen { freeze(true, real: real) }
    }

    package mutating func returnToRealTime() {
        mode = .running(ahead: .seconds(0))
    }
}
