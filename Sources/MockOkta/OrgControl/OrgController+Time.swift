import MockOktaControl
import MockOktaEngine
import MockOktaFormats
import MockOktaModel

/// The virtual clock of the org, which issuing, verification and the journal use.
extension OrgController {
    /// The current time of the org in UTC: `2026-01-01T00:00:00.000Z`.
    public var now: String { RFC3339.format(microseconds: reference.tenant.now.microseconds) }

    /// Moves the clock forward, so that tokens expire and idle windows end.
    ///
    /// - Parameter duration: how far the clock moves, at most to the end of the year 9999. A negative duration has no
    ///   effect.
    public func advance(by duration: Duration) {
        guard duration > .zero else { return }
        let span = TimeSpan(duration)
        changeClock { clock, real in
            let latest = ClockLimits.latest
            clock.now(real: real) + span > latest ? clock.set(latest, real: real) : clock.advance(by: span, real: real)
        }
    }

    /// Sets the clock, which stays frozen or running.
    ///
    /// Tokens that had expired stay expired when the clock is moved back.
    ///
    /// - Parameter time: an instant with a zone, such as `2026-01-01T00:00:00Z`.
    /// - Throws: an error where it is not such an instant.
    public func setClock(to time: String) throws(OrgControlError) {
        guard let microseconds = RFC3339.parse(time) else {
            throw .refused(
                field: "now",
                message: "\(time) is not an instant with a zone, such as 2026-01-01T00:00:00Z",
                allowed: []
            )
        }
        changeClock { clock, real in clock.set(Instant(microseconds: microseconds), real: real) }
    }

    /// Freezes the clock, or makes it run again.
    public func freezeClock(_ isFrozen: Bool = true) {
        changeClock { clock, real in clock.freeze(isFrozen, real: real) }
    }

    private func changeClock(_ change: (inout VirtualClock, _ real: Instant) -> Void) {
        reference.inMemory { () throws(Refusal) in try reference.tenant.changeClock(change) }
    }
}
