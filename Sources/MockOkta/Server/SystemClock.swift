import MockOktaModel
import MockOktaSystem

/// The machine's clock: the only reading of the wall clock.
enum SystemClock {
    static func now() -> Instant { Instant(microseconds: WallClock.microseconds) }
}
