import MockOktaFormats
import MockOktaHTTP
package import MockOktaModel

/// `/_mock/clock`: reads, sets, freezes and advances the virtual clock.
enum ClockControl {
    static func read(_ context: ControlContext) -> HTTPResponse {
        let clock = context.tenant.clock
        return ControlResponse.json(
            .ok,
            [
                "now": .string(RFC3339.format(microseconds: clock.now.microseconds)),
                "frozen": .bool(clock.isFrozen),
            ]
        )
    }

    static func change(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let body = try ControlBody(context.request, allowed: ["now", "frozen"])
        let frozen = try body.bool("frozen")
        let target = try instant(body)
        let returnsToRealTime = body["now"] == .null
        try ControlError.translating { () throws(Refusal) in
            try context.tenant.changeClock { clock, real in
                if returnsToRealTime { clock.returnToRealTime() }
                if let target { clock.set(target, real: real) }
                if let frozen { clock.freeze(frozen, real: real) }
            }
        }
        return read(context)
    }

    static func advance(_ context: ControlContext) throws(ControlError) -> HTTPResponse {
        let span = try ControlBody(context.request, allowed: ["by"]).timeSpan("by")
        var isInRange = true
        try ControlError.translating { () throws(Refusal) in
            try context.tenant.changeClock { clock, real in
                // Checked with the change, as another request may move the clock meanwhile.
                isInRange = clock.now(real: real) + span <= ClockLimits.latest
                if isInRange { clock.advance(by: span, real: real) }
            }
        }
        guard isInRange else {
            throw ControlError(
                .badValue,
                field: "by",
                "the clock would pass the year 9999, the last that RFC 3339 can express"
            )
        }
        return read(context)
    }

    private static func instant(_ body: ControlBody) throws(ControlError) -> Instant? {
        switch body["now"] {
        case nil, .null?: return nil
        case .string(let text)?:
            guard let microseconds = RFC3339.parse(text) else {
                throw ControlError(
                    .badValue,
                    field: "now",
                    "now must be an instant with a zone, such as \"2026-01-01T00:00:00Z\""
                )
            }
            return Instant(microseconds: microseconds)
        default:
            throw ControlError(.wrongType, field: "now", "now must be an instant as a string, or null for real time")
        }
    }
}

/// The range of a virtual clock.
package enum ClockLimits {
    /// 9999-12-31T23:59:59Z, the last second that RFC 3339 can express.
    package static let latest = Instant(seconds: 253_402_300_799)
}
