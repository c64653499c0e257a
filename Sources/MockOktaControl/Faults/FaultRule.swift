import MockOktaFormats
package import MockOktaHTTP
package import MockOktaModel

/// A fault: which requests it matches, on which of those it acts, and its effect.
struct FaultRule: Sendable {
    static let members = ["match", "effect", "times", "after", "every", "probability"]

    let id: String
    let effect: FaultEffect
    private let match: FaultMatch
    private let times: Int?
    private let after: Int
    private let every: Int
    private let probability: Double?
    private let source: JSONObject
    /// The number of requests that matched.
    private var seen: UInt64 = 0
    /// The number of requests it acted on.
    private var hits = 0
    private var window: (start: Instant, count: Int)?

    init(_ body: ControlBody, id: String) throws(ControlError) {
        self.id = id
        match = try FaultMatch(body.object("match", allowed: FaultMatch.conditions))
        guard let effect = try body.object("effect", allowed: FaultEffect.members) else {
            throw body.error(.missingField, "effect", "is required")
        }
        self.effect = try FaultEffect(effect)
        times = try body.integer("times", atLeast: 1)
        after = try body.integer("after") ?? 0
        every = try body.integer("every", atLeast: 1) ?? 1
        probability = try Self.probability(body)
        source = body.members
    }

    /// Reads a fault of `stored`.
    init(stored: JSONObject) throws(ControlError) {
        let body = try ControlBody(stored["rule"]?.object ?? [:], allowed: Self.members)
        try self.init(body, id: stored["id"]?.string ?? "")
        seen = UInt64(clamping: stored["seen"]?.integer ?? 0)
        hits = stored["hits"]?.integer ?? 0
        if let start = stored["windowStart"]?.integer, let count = stored["windowCount"]?.integer {
            window = (Instant(microseconds: Int64(start)), count)
        }
    }

    /// The fault with how often it has acted.
    var stored: JSONObject {
        var object: JSONObject = [
            "id": .string(id), "rule": .object(source), "seen": .integer(Int(clamping: seen)),
            "hits": .integer(hits),
        ]
        object["windowStart"] = window.map { .integer(Int($0.start.microseconds)) }
        object["windowCount"] = window.map { .integer($0.count) }
        return object
    }

    private static func probability(_ body: ControlBody) throws(ControlError) -> Double? {
        let value: Double
        switch body["probability"] {
        case nil: return nil
        case .integer(let integer)?: value = Double(integer)
        case .double(let double)?: value = double
        default: throw body.error(.wrongType, "probability", "must be a number")
        }
        guard (0...1).contains(value) else { throw body.error(.badValue, "probability", "must be between 0 and 1") }
        return value
    }

    /// Counts a matching request; returns the effect where the fault acts on it.
    mutating func act(on facts: RequestFacts, at now: Instant, seed: UInt64) -> TriggeredFault? {
        if let times, hits >= times { return nil }
        guard facts.isForKeys || !effect.isKeySet, match.matches(facts) else { return nil }
        seen += 1
        guard seen > UInt64(after), (seen - UInt64(after)) % UInt64(every) == 0 else { return nil }
        var random = SeededRandom(seed: seed, purpose: "fault:" + id, ordinal: seen)
        if let probability, Double.random(in: 0..<1, using: &random) >= probability { return nil }
        var fired = TriggeredFault(id: id, effect: effect)
        if let delay = effect.delay {
            fired.delay = TimeSpan(
                microseconds: .random(in: delay.lowerBound.microseconds...delay.upperBound.microseconds, using: &random)
            )
        }
        if case .bucket(let bucket) = effect.answer {
            let state = take(from: bucket, at: now)
            fired.rateLimit = state
            fired.actsBefore = state.isExhausted
            guard state.isExhausted else { return fired }
        }
        hits += 1
        return fired
    }

    /// The conditions that a request does not meet, in words.
    func differences(from facts: RequestFacts) -> [String] {
        var differences = match.differences(from: facts)
        if effect.isKeySet, !facts.isForKeys { differences.append("path is \(facts.path), not /keys of a server") }
        return differences
    }

    private mutating func take(from bucket: RateLimitBucket, at now: Instant) -> RateLimitState {
        var current = window ?? (now, 0)
        if now >= current.start + bucket.window || now < current.start { current = (now, 0) }
        let isExhausted = current.count >= bucket.limit
        if !isExhausted { current.count += 1 }
        window = current
        return RateLimitState(
            limit: bucket.limit,
            remaining: bucket.limit - current.count,
            reset: current.start + bucket.window,
            isExhausted: isExhausted
        )
    }

    var count: FaultCount { FaultCount(hits: hits, remaining: times.map { $0 - hits }) }

    var json: JSON {
        var members: JSONObject = ["id": .string(id)]
        for member in source.members { members[member.key] = member.value }
        members["hits"] = .integer(count.hits)
        members["remaining"] = count.remaining.map { .integer($0) }
        return .object(members)
    }
}

/// How often a fault has acted, and how often it will still act.
package struct FaultCount: Hashable, Sendable {
    package let hits: Int
    /// Nil for a fault without a limit.
    package let remaining: Int?
}

/// A fault that acts on one request.
package struct TriggeredFault: Sendable {
    package internal(set) var id: String
    package var effect: FaultEffect
    package var delay: TimeSpan?
    /// The state of the limit, where the effect is one.
    package var rateLimit: RateLimitState?
    /// False for a limit that is not exhausted: the endpoint answers.
    package var actsBefore = true

    /// Whether the endpoint or a further fault makes the answer.
    package var letsOthersAct: Bool { effect.leavesAnswer || !actsBefore }

    /// Adds the delay, header fields and limit of an earlier fault that acts on the same answer.
    mutating func join(_ earlier: TriggeredFault) {
        if delay == nil { delay = earlier.delay }
        for field in earlier.effect.fields.fields where !effect.fields.contains(field.name) {
            effect.fields[field.name] = field.value
        }
        if rateLimit == nil, !effect.isRateLimit { rateLimit = earlier.rateLimit }
    }
}

/// The values of the three rate-limit header fields.
package struct RateLimitState: Hashable, Sendable {
    package let limit: Int
    package let remaining: Int
    package let reset: Instant
    /// Whether this request exceeds the limit.
    package let isExhausted: Bool

    package init(limit: Int, remaining: Int, reset: Instant, isExhausted: Bool) {
        self.limit = limit
        self.remaining = remaining
        self.reset = reset
        self.isExhausted = isExhausted
    }

    package func announce(in fields: inout HTTPFields) {
        fields.set("x-rate-limit-limit", decimal: limit)
        fields.set("x-rate-limit-remaining", decimal: remaining)
        fields.set("x-rate-limit-reset", decimal: Int(reset.seconds))
    }
}
