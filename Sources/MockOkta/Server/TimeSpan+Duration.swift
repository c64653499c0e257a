import MockOktaFormats
import MockOktaModel

extension TimeSpan {
    /// Digits beyond the microsecond are dropped; what is longer than can be told is the longest that can.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let whole = TimeSpan.seconds(seconds).microseconds
        let (sum, overflow) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        self.init(microseconds: overflow ? whole : sum)
    }
}

extension Duration {
    /// As the control API writes it: `PT1M30S`.
    package var iso8601: String { ISO8601Duration.format(microseconds: TimeSpan(self).microseconds) }
}
