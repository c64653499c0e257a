import MockOktaModel
import MockOktaSystem

/// The system's clock; no other code of this module reads it.
enum SystemClock {
    static func now() -> Instant { Instant(microseconds: WallClock.microseconds) }
}
