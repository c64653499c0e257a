import MockOktaFormats

/// A point in time, in microseconds since 1970-01-01T00:00:00Z.
///
/// Every rule about time takes the instant as an argument; only the outermost layer reads a clock.
package struct Instant: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    /// Clamps to the representable range, because a claim may contain any number.
    package init(seconds: Int64) {
        microseconds = TimeSpan.seconds(seconds).microseconds
    }

    /// Whole seconds since 1970, rounded down: the form of `iat` and `exp` (RFC 7519 §2, NumericDate).
    package var seconds: Int64 {
        let (quotient, remainder) = microseconds.quotientAndRemainder(dividingBy: 1_000_000)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The part below one second, from 0 to 999 999.
    package var microsecondsOfSecond: Int64 {
        let remainder = microseconds % 1_000_000
        return remainder < 0 ? remainder + 1_000_000 : remainder
    }

    /// The instant in RFC 3339 format, for journal and log.
    package var text: String { RFC3339.format(microseconds: microseconds) }

    /// 2026-01-01T00:00:00Z, the date of objects of fixtures that have none.
    package static let ofUndatedObjects = Instant(seconds: 1_767_225_600)

    package static let distantFuture = Instant(microseconds: .max)
    package static let distantPast = Instant(microseconds: .min)

    package static func < (left: Instant, right: Instant) -> Bool {
        left.microseconds < right.microseconds
    }

    /// Clamps to the representable range instead of overflowing, because a lifetime may have any length.
    package static func + (instant: Instant, span: TimeSpan) -> Instant {
        let (sum, overflow) = instant.microseconds.addingReportingOverflow(span.microseconds)
        guard overflow else { return Instant(microseconds: sum) }
        return Instant(microseconds: span.microseconds > 0 ? .max : .min)
    }

    package static func - (instant: Instant, span: TimeSpan) -> Instant {
        instant + TimeSpan(microseconds: span.microseconds == .min ? .max : -span.microseconds)
    }

    package static func - (left: Instant, right: Instant) -> TimeSpan {
        let (difference, overflow) = left.microseconds.subtractingReportingOverflow(right.microseconds)
        return TimeSpan(microseconds: overflow ? (left > right ? .max : .min) : difference)
    }
}
