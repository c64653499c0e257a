import MockOktaFormats

extension Duration {
    /// `PT10S`, or a plain number of seconds; nil for what is neither.
    package init?(iso8601 text: String) {
        guard let microseconds = ISO8601Duration.parse(text) else { return nil }
        self = .microseconds(microseconds)
    }
}
