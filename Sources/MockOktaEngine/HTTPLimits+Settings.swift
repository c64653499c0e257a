import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

extension HTTPLimits {
    private static let counts: [(name: String, path: any WritableKeyPath<HTTPLimits, Int> & Sendable)] = [
        ("requestLine", \.requestLine),
        ("headerBytes", \.headerBytes),
        ("headerCount", \.headerCount),
        ("body", \.body),
        ("minimumRate", \.minimumRate),
        ("maximumConnections", \.maximumConnections),
        ("requestMemory", \.requestMemory),
    ]

    private static let times: [(name: String, path: any WritableKeyPath<HTTPLimits, Duration> & Sendable)] = [
        ("idle", \.idle),
        ("headerTime", \.headerTime),
        ("bodyTime", \.bodyTime),
        ("rateTime", \.rateTime),
        ("writeTime", \.writeTime),
    ]

    /// The limits of the fixture's `mock.limits`, already validated by its schema, with defaults for the others.
    package init(_ settings: Settings) {
        self.init()
        guard case .object(let given) = settings.source["limits"] else { return }
        for (name, path) in Self.counts {
            if case .integer(let value) = given[name] { self[keyPath: path] = value }
        }
        for (name, path) in Self.times {
            if let value = Self.duration(given[name]) { self[keyPath: path] = value }
        }
    }

    /// Reads an ISO 8601 duration or a number of seconds.
    private static func duration(_ value: JSON?) -> Duration? {
        switch value {
        case .integer(let seconds): .seconds(seconds)
        case .string(let text): ISO8601Duration.parse(text).map { .microseconds($0) }
        default: nil
        }
    }
}
