extension FixtureSchema {
    /// The limits of the server (`mock.limits`), named as in the server.
    package static let limits = ObjectSchema(
        .refused,
        [
            Field("requestLine", size, "Bytes of a request line, 414 beyond: 8192."),
            Field("headerBytes", size, "Bytes of all header fields, 431 beyond: 65536."),
            Field("headerCount", size, "Header fields, 431 beyond: 100."),
            Field("body", size, "Bytes of a body, 413 beyond: 1048576."),
            Field("idle", duration, "Silence between two requests of a connection: PT75S."),
            Field("headerTime", duration, "From the first byte to the end of a header, 408 beyond: PT20S."),
            Field("bodyTime", duration, "From the end of the header to that of the body, 408 beyond: PT60S."),
            Field("minimumRate", .integer(0...1_000_000_000), "Bytes a second of a header or body, 408 below: 100."),
            Field("rateTime", duration, "The time over which that rate is an average, PT0S for no rate: PT10S."),
            Field("writeTime", duration, "Wait for a client that does not read its answer: PT60S."),
            Field(
                "maximumConnections",
                .integer(1...1_000_000),
                "Beyond, the connections that have waited longest without a complete request are closed: 10000."
            ),
            Field(
                "requestMemory",
                size,
                "Bytes of all requests above 16 KB that are held at once, 503 beyond: 67108864."
            ),
        ] + StateLimit.allCases.map { Field($0.rawValue, .integer($0.range), $0.summary) }
    )

    private static let size = Schema.integer(1...1_000_000_000)

    /// ISO 8601 or whole seconds.
    private static let duration = Schema.either(.integer(0...1_000_000_000), .string(.duration))
}
