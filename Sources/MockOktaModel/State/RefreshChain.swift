/// The refresh tokens of one grant, by generation; several live at once only inside a leeway.
package struct RefreshChain: Hashable, Sendable {
    private struct Generation: Hashable, Sendable {
        let number: UInt32
        /// When a successor was issued; nil for a token nobody has used yet.
        var supersededAt: Instant?
    }

    package enum Use: Hashable, Sendable {
        /// Answer with the token of this generation.
        case accepted(generation: UInt32)
        /// The token was replaced and its leeway is over: somebody replays it.
        case replayed
    }

    /// When the first token was made: later ones inherit its absolute deadline.
    package let created: Instant
    /// The newest token, which is always live.
    package private(set) var current: UInt32 = 1
    /// Earlier ones that are live: none but inside a leeway, so that most of a million chains hold no list.
    private var earlier: [Generation] = []

    package init(created: Instant) {
        self.created = created
    }

    /// Uses the token of a generation (Okta, "Refresh token rotation").
    ///
    /// - Parameters:
    ///   - number: the generation that the presented token names.
    ///   - rotation: how the app is set now.
    ///   - now: the instant of the request.
    /// - Returns: the generation to answer with, or that the token is a replay.
    package mutating func use(_ number: UInt32, rotation: RefreshTokenRotation, at now: Instant) -> Use {
        removeDead(rotation, at: now)
        guard number == current || earlier.contains(where: { $0.number == number }) else { return .replayed }
        guard case .rotate = rotation else { return .accepted(generation: number) }
        let isFirstUse = number == current || earlier.contains { $0.number == number && $0.supersededAt == nil }
        earlier.append(Generation(number: current))
        // Using a token a second time does not prolong its leeway, nor end its siblings'.
        if isFirstUse { supersede(at: now) }
        current += 1
        return .accepted(generation: current)
    }

    private mutating func removeDead(_ rotation: RefreshTokenRotation, at now: Instant) {
        let leeway: TimeSpan =
            if case .rotate(let leeway) = rotation { leeway } else { .seconds(0) }
        earlier.removeAll { generation in generation.supersededAt.map { now >= $0 + leeway } ?? false }
    }

    /// Supersedes the used token, and siblings that an earlier leeway let come into being: all stay usable for the
    /// leeway that begins now.
    private mutating func supersede(at now: Instant) {
        for index in earlier.indices where earlier[index].supersededAt == nil { earlier[index].supersededAt = now }
    }
}

extension RefreshChain {
    /// Drops the generations that are dead at an instant, so that a clock moved back from there revives none.
    package mutating func expire(rotation: RefreshTokenRotation, asOf instant: Instant) {
        removeDead(rotation, at: instant)
    }

    /// Whether the token of a generation could be used at this instant.
    package func isLive(_ number: UInt32, rotation: RefreshTokenRotation, at now: Instant) -> Bool {
        var copy = self
        return copy.use(number, rotation: rotation, at: now) != .replayed
    }
}
