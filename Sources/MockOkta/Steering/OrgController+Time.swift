import MockOktaControl
import MockOktaEngine
import MockOktaFormats
import MockOktaModel

/// The clock, which issuing, checking and the journal all go by.
extension OrgController {
    /// What the clock shows, in UTC: `2026-01-01T00:00:00.000Z`.
    public var now: String { RFC3339.format(microseconds: handle.tenant.now.microseconds) }

    /// Lets time pass at once, so that tokens expire and idle windows close.
    ///
    /// - Parameter duration: how far the clock moves, to the microsecond and to the end of the year 9999 at most;
    ///   nothing happens when it is negative.
    public func advance(by duration: Duration) {
        guard duration > .zero else { return }
        let span = TimeSpan(duration)
        handle.tenant.changeClock { clock, real in
            let latest = ClockLimits.latest
            clock.now(real: real) + span > latest ? clock.set(latest, real: real) : clock.advance(by: span, real: real)
        }
    }

    /// Sets the clock, which then stands or runs as it did before.
    ///
    /// MutableState it back revives nothing that had expired.
    ///
    /// - Parameter time: with its zone, such as `2026-01-01T00:00:00Z`.
    /// - Throws: when it is no such time.
    public func setClock(to time: String) throws(SteeringError) {
        guard let microseconds = RFC3339.parse(time) else {
            throw .refused(field: "now", message: "\(time) is no time such as 2026-01-01T00:00:00Z", allowed: [])
        }
        handle.tenant.changeClock { clock, real in clock.set(Instant(microseconds: microseconds), real: real) }
    }

    /// Stops the clock where it is, or lets it run on from there.
    public func freezeClock(_ isFrozen: Bool = true) {
        handle.tenant.changeClock { clock, real in clock.freeze(isFrozen, real: real) }
    }
}
