/// The refresh tokens of one grant, by generation; more than one is live only during a leeway.
package struct RefreshChain: Hashable, Sendable {
    struct Generation: Hashable, Sendable {
        let number: UInt32
        /// When a successor was issued; nil for a token that has not been used yet.
        var supersededAt: Instant?
    }

    package enum Use: Hashable, Sendable {
        /// Return the token of this generation.
        case accepted(generation: UInt32)
        /// The token was replaced and its leeway is over: it is being replayed.
        case replayed
    }

    /// When the first token was created: later ones inherit its absolute deadline.
    package let created: Instant
    /// The newest token, which is always live.
    package internal(set) var current: UInt32 = 1
    /// Earlier tokens that are live: none except during a leeway, so that most of a million chains hold no list.
    var earlier: [Generation] = []

    package init(created: Instant) {
        self.created = created
    }

    /// Uses the token of a generation (Okta, "Refresh token rotation").
    ///
    /// - Parameters:
    ///   - number: the generation of the presented token.
    ///   - rotation: the app's current setting.
    ///   - now: the instant of the request.
    /// - Returns: the generation to answer with, or that the token is a replay.
    package mutating func use(_ number: UInt32, rotation: RefreshTokenRotation, at now: Instant) -> Use {
        removeDead(rotation, at: now)
        guard number == current || earlier.contains(where: { $0.number == number }) else { return .replayed }
        guard case .rotate = rotation else { return .accepted(generation: number) }
        let isFirstUse = number == current || earlier.contains { $0.number == number && $0.supersededAt == nil }
        earlier.append(Generation(number: current))
        // A second use of a token extends neither its own leeway nor that of its siblings, and does not end theirs.
        if isFirstUse { supersede(at: now) }
        current += 1
        return .accepted(generation: current)
    }

    private mutating func removeDead(_ rotation: RefreshTokenRotation, at now: Instant) {
        let leeway: TimeSpan =
            if case .rotate(let leeway) = rotation { leeway } else { .seconds(0) }
        earlier.removeAll { generation in generation.supersededAt.map { now >= $0 + leeway } ?? false }
    }

    /// Supersedes the used token and the siblings issued during an earlier leeway: all of them stay usable during the
    /// leeway that begins now.
    private mutating func supersede(at now: Instant) {
        for index in earlier.indices where earlier[index].supersededAt == nil { earlier[index].supersededAt = now }
    }
}

extension RefreshChain {
    /// Removes the generations that have expired at an instant, so that moving the clock back does not make them valid
    /// again.
    package mutating func expire(rotation: RefreshTokenRotation, asOf instant: Instant) {
        removeDead(rotation, at: instant)
    }

    /// Whether the token of a generation can be used at this instant.
    package func isLive(_ number: UInt32, rotation: RefreshTokenRotation, at now: Instant) -> Bool {
        var copy = self
        return copy.use(number, rotation: rotation, at: now) != .replayed
    }
}
