/// The limits on what a client may send or keep open, in one value, so that a flag or a fixture can set each of them.
///
/// Exceeding a size limit is an `HTTPParseError`; exceeding the time limit or falling below the minimum rate of a
/// header or a body is answered with 408; `idle` and `writeTime` close the connection without an answer; at
/// `maximumConnections` those connections are closed that have waited longest without a complete request.
package struct HTTPLimits: Hashable, Sendable {
    /// Bytes of the request line without its line end; 414 above.
    package var requestLine = 8192
    /// Bytes of all field lines with their line ends; 431 above.
    package var headerBytes = 65536
    /// Number of field lines, including trailers; 431 above.
    package var headerCount = 100
    /// Bytes of the decoded body; 413 above.
    package var body = 1_048_576
    /// The idle time between two requests of a connection.
    package var idle: Duration = .seconds(75)
    /// From the first byte of a request to the end of its header, and for a TLS handshake.
    package var headerTime: Duration = .seconds(20)
    /// From the end of the header to the end of the body.
    package var bodyTime: Duration = .seconds(60)
    /// The minimum rate of a header or a body in bytes per second, averaged over each `rateTime`.
    package var minimumRate = 100
    package var rateTime: Duration = .seconds(10)
    /// The time without progress in writing an answer to a client that does not read.
    package var writeTime: Duration = .seconds(60)
    package var maximumConnections = 10_000
    /// Bytes of the larger requests (above 16 KB) that all connections hold together; a request that needs more is
    /// answered with 503.
    package var requestMemory = 67_108_864

    package init() {}
}
