import MockOktaFormats

extension Duration {
    /// Reads `PT10S` or a number of seconds; nil for other text.
    package init?(iso8601 text: String) {
        guard let microseconds = ISO8601Duration.parse(text) else { return nil }
        self = .microseconds(microseconds)
    }
}
