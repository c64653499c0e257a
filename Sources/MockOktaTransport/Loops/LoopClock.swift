import MockOktaFormats
package import MockOktaHTTP
package import MockOktaSystem

/// The time of one event loop, read once per turn, so that all work of a turn uses the same instant.
package final class LoopClock {
    /// The instant of the present turn, for time limits and delays.
    package var now: MonotonicTime
    private let seconds: () -> Int64
    /// The value of `Date` (RFC 9110 §6.6.1), formatted again only when the second has changed.
    private var date: (seconds: Int64, text: String)

    /// - Parameters:
    ///   - now: the instant of the present turn.
    ///   - seconds: the clock for the `Date` field, in seconds since 1970.
    package init(now: MonotonicTime, seconds: @escaping () -> Int64) {
        self.now = now
        self.seconds = seconds
        date = (0, IMFFixdate.format(seconds: 0))
    }

    /// Writes answers with the current `Date`.
    package var writer: ResponseWriter {
        let seconds = seconds()
        if seconds != date.seconds { date = (seconds, IMFFixdate.format(seconds: seconds)) }
        return ResponseWriter(date: date.text)
    }
}
