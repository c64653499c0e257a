/// How much of everything a client may send or keep open; one value, so that a flag or a fixture can set each.
///
/// The breaches of the sizes are `HTTPParseError` cases; those of the times and the rate of a header or a body are
/// answered with 408, `idle` and `writeTime` close silently, and at `maximumConnections` accepting pauses.
package struct HTTPLimits: Hashable, Sendable {
    /// Bytes of the request line without its line end; 414 beyond.
    package var requestLine = 8192
    /// Bytes of all field lines with their line ends; 431 beyond.
    package var headerBytes = 65536
    /// Field lines, trailers included; 431 beyond.
    package var headerCount = 100
    /// Bytes of the decoded body; 413 beyond.
    package var body = 1_048_576
    /// Silence between two requests of a connection.
    package var idle: Duration = .seconds(75)
    /// From the first byte of a request to the end of its header, and for a TLS handshake.
    package var headerTime: Duration = .seconds(20)
    /// From the end of the header to the end of the body.
    package var bodyTime: Duration = .seconds(60)
    /// Bytes in a second that a header or a body must bring at least, on the average of each `rateTime`.
    package var minimumRate = 100
    package var rateTime: Duration = .seconds(10)
    /// Without progress in writing an answer to a client that does not read.
    package var writeTime: Duration = .seconds(60)
    package var maximumConnections = 10_000

    package init() {}
}
