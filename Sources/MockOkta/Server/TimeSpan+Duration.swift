import MockOktaFormats
import MockOktaModel

extension TimeSpan {
    /// Truncates to microseconds; a duration that is out of range becomes the longest possible one.
    init(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        let whole = TimeSpan.seconds(seconds).microseconds
        let (sum, overflow) = whole.addingReportingOverflow(attoseconds / 1_000_000_000_000)
        self.init(microseconds: overflow ? whole : sum)
    }
}

extension Duration {
    /// The duration in the control API's format: `PT1M30S`.
    package var iso8601: String { ISO8601Duration.format(microseconds: TimeSpan(self).microseconds) }
}
