/// A duration in microseconds: eight bytes in a record, compared to sixteen for `Duration`.
package struct TimeSpan: Hashable, Comparable, Sendable {
    package let microseconds: Int64

    package init(microseconds: Int64) {
        self.microseconds = microseconds
    }

    package static func seconds(_ count: Int64) -> TimeSpan { TimeSpan(count, times: 1_000_000) }
    package static func minutes(_ count: Int64) -> TimeSpan { TimeSpan(count, times: 60_000_000) }
    package static func hours(_ count: Int64) -> TimeSpan { TimeSpan(count, times: 3_600_000_000) }

    /// Clamps to the representable range instead of overflowing.
    private init(_ count: Int64, times unit: Int64) {
        let (product, overflow) = count.multipliedReportingOverflow(by: unit)
        microseconds = overflow ? (count > 0 ? .max : .min) : product
    }

    /// Whole seconds, rounded towards zero: the form of `expires_in`.
    package var seconds: Int64 { microseconds / 1_000_000 }

    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.microseconds < right.microseconds
    }
}
