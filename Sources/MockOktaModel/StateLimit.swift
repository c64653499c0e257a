import MockOktaFormats

/// A limit on what the server keeps of its clients' requests, or takes with one of them: the members of `mock.limits`
/// that are not limits of HTTP.
package enum StateLimit: String, CaseIterable, Sendable {
    case tenants, journalBytes, parameters, snapshots, faults, pushedRequests

    /// The limit where the fixture has none.
    package var standard: Int {
        switch self {
        case .tenants: 1000
        case .journalBytes: 64 << 20
        case .parameters: 1000
        case .snapshots: 100
        case .faults: 1000
        case .pushedRequests: 10_000
        }
    }

    /// The values that a fixture may give.
    var range: ClosedRange<Int> {
        switch self {
        case .tenants, .snapshots, .faults, .pushedRequests: 0...1_000_000
        case .journalBytes: 0...1_000_000_000_000
        case .parameters: Self.fewestParameters...1_000_000
        }
    }

    /// A request of so many parameters is never refused for their number.
    package static let fewestParameters = 50

    var summary: String {
        switch self {
        case .tenants: "Isolated orgs, 503 beyond: \(standard)."
        case .journalBytes: "Bytes of the journals of all orgs: \(standard); an isolated org has at most a 32nd."
        case .parameters: "Parameters of a request, 400 beyond: \(standard)."
        case .snapshots: "Named snapshots of an org, 503 beyond: \(standard)."
        case .faults: "Faults of an org that may still act, 503 beyond: \(standard)."
        case .pushedRequests:
            "Pushed requests of a client in an hour that are not used, 429 beyond: \(standard); all orgs have twice that, except in Redis."
        }
    }
}

extension Settings {
    /// The fixture's limit, or its default.
    package func limit(_ limit: StateLimit) -> Int {
        source["limits"]?[limit.rawValue]?.integer ?? limit.standard
    }
}

extension Refusal {
    /// More parameters than `mock.limits.parameters`.
    package static func tooManyParameters(_ count: Int, limit: Int) -> Refusal {
        let text = "The request has \(count) parameters, more than the \(limit) of mock.limits.parameters."
        let row = OAuthError(400, "invalid_request", "too_many_parameters", text)
        return Refusal(row, why: "\(count) parameters; mock.limits.parameters is \(limit)")
    }

    /// More pushed requests than `mock.limits.pushedRequests`.
    package static func tooManyPushedRequests(of clientID: String, limit: Int) -> Refusal {
        let text =
            "The client, or all clients together, have pushed as many requests without using them as mock.limits.pushedRequests allows."
        let row = OAuthError(429, "temporarily_unavailable", "too_many_pushed_requests", text)
        return Refusal(
            row,
            why:
                "\(clientID), or all orgs with twice as many, has reached mock.limits.pushedRequests, which is \(limit)"
        )
    }
}
