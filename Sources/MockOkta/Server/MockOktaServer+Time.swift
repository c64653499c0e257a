import MockOktaEngine
import MockOktaModel

/// What tests do instead of waiting.
extension MockOktaServer {
    /// Lets time pass at once, so that tokens expire and idle windows close.
    ///
    /// - Parameter duration: how far the clock moves; nothing happens when it is negative.
    public func advanceClock(by duration: Duration) {
        guard duration > .zero else { return }
        let (seconds, attoseconds) = duration.components
        let fraction = TimeSpan(microseconds: attoseconds / 1_000_000_000_000)
        tenant.changeClock { clock, real in
            clock.advance(by: .seconds(seconds), real: real)
            clock.advance(by: fraction, real: real)
        }
    }

    /// Stops the clock where it is, or lets it run on from there.
    public func freezeClock(_ isFrozen: Bool = true) {
        tenant.changeClock { clock, real in clock.freeze(isFrozen, real: real) }
    }

    /// Returns to the start: clock and org as they were then, nothing issued, nobody signed in.
    public func reset() {
        tenant.reset(keeping: [])
    }
}
