import Glibc

/// An instant of the monotonic clock, for time limits and delays; no virtual clock affects it.
package struct MonotonicTime: Comparable, Hashable, Sendable {
    private let nanoseconds: Int64

    package static var now: MonotonicTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    /// Later than every other instant.
    package static let never = MonotonicTime(nanoseconds: .max)

    package static func < (left: MonotonicTime, right: MonotonicTime) -> Bool { left.nanoseconds < right.nanoseconds }

    /// Saturates at `never`.
    package static func + (time: MonotonicTime, duration: Duration) -> MonotonicTime {
        let (seconds, attoseconds) = duration.components
        let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
        let (length, lengthOverflows) = whole.addingReportingOverflow(attoseconds / 1_000_000_000)
        let (sum, sumOverflows) = time.nanoseconds.addingReportingOverflow(length)
        return overflows || lengthOverflows || sumOverflows ? .never : MonotonicTime(nanoseconds: sum)
    }

    /// Whole milliseconds until a later instant, rounded up so that waiting that long suffices; nil for `never`.
    package func milliseconds(until later: MonotonicTime) -> Int32? {
        if later == .never { return nil }
        let difference = max(0, later.nanoseconds - nanoseconds)
        return Int32(clamping: (difference + 999_999) / 1_000_000)
    }

    /// Whole milliseconds since an earlier instant.
    package func milliseconds(since earlier: MonotonicTime) -> Int64 {
        (nanoseconds &- earlier.nanoseconds) / 1_000_000
    }
}
