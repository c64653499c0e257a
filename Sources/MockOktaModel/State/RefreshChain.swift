/// The refresh tokens of one grant, by generation; several live at once only inside a leeway.
package struct RefreshChain: Hashable, Sendable {
    package struct Generation: Hashable, Sendable {
        package var number: UInt32
        /// When a successor was issued; nil for a token nobody has used yet.
        package var supersededAt: Instant?
    }

    package enum Use: Hashable, Sendable {
        /// Answer with the token of this generation.
        case accepted(generation: UInt32)
        /// The token was replaced and its leeway is over: somebody replays it.
        case replayed
    }

    /// When the first token was made: later ones inherit its absolute deadline.
    package let created: Instant
    package private(set) var live: [Generation]
    private var newest: UInt32

    package init(created: Instant) {
        self.created = created
        newest = 1
        live = [Generation(number: 1)]
    }

    /// The newest token, for listing.
    package var current: UInt32 { newest }

    /// Uses the token of a generation (Okta, "Refresh token rotation").
    ///
    /// - Parameters:
    ///   - number: the generation that the presented token names.
    ///   - rotation: how the app is set now.
    ///   - now: the instant of the request.
    /// - Returns: the generation to answer with, or that the token is a replay.
    package mutating func use(_ number: UInt32, rotation: RefreshTokenRotation, at now: Instant) -> Use {
        removeDead(rotation, at: now)
        guard live.contains(where: { $0.number == number }) else { return .replayed }
        guard case .rotate = rotation else { return .accepted(generation: number) }
        supersede(number, at: now)
        newest += 1
        live.append(Generation(number: newest))
        return .accepted(generation: newest)
    }

    private mutating func removeDead(_ rotation: RefreshTokenRotation, at now: Instant) {
        let leeway: TimeSpan =
            if case .rotate(let leeway) = rotation { leeway } else { .seconds(0) }
        live.removeAll { generation in generation.supersededAt.map { now >= $0 + leeway } ?? false }
    }

    /// Supersedes the used token, and siblings that an earlier leeway let come into being.
    ///
    /// All stay usable for the leeway that begins now. Using a token a second time does not prolong its leeway.
    private mutating func supersede(_ number: UInt32, at now: Instant) {
        let isFirstUse = live.contains { $0.number == number && $0.supersededAt == nil }
        guard isFirstUse else { return }
        for index in live.indices where live[index].supersededAt == nil { live[index].supersededAt = now }
    }
}

extension RefreshChain {
    /// Drops the generations that are dead at an instant, so that a clock moved back from there revives none.
    package mutating func bury(rotation: RefreshTokenRotation, at instant: Instant) {
        removeDead(rotation, at: instant)
    }

    /// Whether the token of a generation could be used at this instant.
    package func isLive(_ number: UInt32, rotation: RefreshTokenRotation, at now: Instant) -> Bool {
        var copy = self
        return copy.use(number, rotation: rotation, at: now) != .replayed
    }
}
