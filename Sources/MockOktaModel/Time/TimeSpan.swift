/// A length of time in microseconds: eight bytes in a record, where `Duration` takes sixteen.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func seconds(_ count: Int64) -> TimeSpan {
        let (product, overflow) = count.multipliedReportingOverflow(by: 1_000_000)
        return TimeSpan(microseconds: overflow ? (count > 0 ? .max : .min) : product)
    }

    package static func minutes(_ count: Int64) -> TimeSpan { .seconds(count &* 60) }
    package static func hours(_ count: Int64) -> TimeSpan { .minutes(count &* 60) }

    /// Whole seconds, rounded towards zero: the form of `expires_in`.
    package var seconds: Int64 { microseconds / 1_000_000 }

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.microseconds < right.microseconds
    }
}
