package import MockOktaControl
package import MockOktaCrypto
import MockOktaEndpoints
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

extension Tenant {
    package var clock: ClockReading {
        let real = realTime()
        return moving.withLock { ClockReading(now: $0.clock.now(real: real), isFrozen: $0.clock.isFrozen, real: real) }
    }

    package func changeClock(_ change: (inout VirtualClock, _ real: Instant) -> Void) throws(Refusal) {
        try exclusively { (_) throws(Refusal) in try moveClock(change) }
    }

    /// Moves the clock; what has expired before a move back is removed first, which no request can see.
    private func moveClock(_ change: (inout VirtualClock, _ real: Instant) -> Void) throws(Refusal) {
        let real = realTime()
        let departure = moving.withLock { moving -> Instant? in
            let before = moving.clock.now(real: real)
            change(&moving.clock, real)
            guard moving.clock.now(real: real) < before else { return nil }
            moving.timeline.clockMovedBack(from: before)
            return before
        }
        if let departure { try state.expire(asOf: departure, in: organization) }
    }

    /// Replaces the org for all later requests, until a reset.
    package func replace(_ organization: Organization) throws(Refusal) {
        try exclusively { (changes) throws(Refusal) in install(organization, &changes) }
    }

    /// Changes the org for all later requests, until a reset; changes are serialized.
    ///
    /// - Parameter change: returns the new org for the current one, or nil to change nothing. Other changes wait for
    ///   it, requests do not.
    /// - Returns: the second element of the result of `change`.
    /// - Throws: any refusal of `change`, and `Refusal` where a store fails; the org is then unchanged.
    package func change<Outcome: Sendable>(
        _ change: (Organization) throws(Refusal) -> (Organization?, Outcome)
    ) throws(Refusal) -> Outcome {
        try exclusively { (changes) throws(Refusal) in
            let (changed, outcome) = try change(organization)
            if let changed { install(changed, &changes) }
            return outcome
        }
    }

    /// Replaces the org for all later requests, as when its fixture files have changed.
    ///
    /// Issued tokens remain. Grants are created only for those refresh tokens of the fixture that are new.
    package func replaceOrganization(_ organization: Organization) throws(Refusal) {
        try exclusively { (changes) throws(Refusal) in
            moving.withLock { $0.start.organization = organization }
            install(organization, &changes)
        }
    }

    private func install(_ organization: Organization, _ changes: inout RecordChanges) {
        let former = moving.withLock { moving in
            defer {
                moving.organization = organization
                moving.revision += 1
            }
            return moving.organization
        }
        journal.capacity = organization.settings.journalCapacity
        end(EndedSubjects(from: former, to: organization), &changes)
        changes.seeds += FixtureGrants.seeds(of: organization, besides: former, at: now)
    }

    /// Ends grants, sessions and tokens permanently, even if their users, apps or servers are added again.
    private func end(_ ended: EndedSubjects, _ changes: inout RecordChanges) {
        guard !ended.subjects.isEmpty else { return }
        moving.withLock { $0.timeline.end(Array(ended.subjects)) }
        changes.ended.formUnion(ended.subjects)
    }

    package func reset(keeping parts: Set<ResetPart>) throws(Refusal) {
        try exclusively { (changes) throws(Refusal) in try resetAlone(keeping: parts, &changes) }
    }

    private func resetAlone(keeping parts: Set<ResetPart>, _ changes: inout RecordChanges) throws(Refusal) {
        // Values that are kept came from the generators, which must not produce them again.
        let restartsRandom = parts.isDisjoint(with: [.grants, .sessions])
        let (start, former) = moving.withLock { moving in
            let former = moving.organization
            moving.organization = moving.start.organization
            return (moving.start, former)
        }
        if restartsRandom {
            changes.afterwards.append { self.moving.withLock { ($0.ordinal, $0.controlOrdinal) = (0, 0) } }
        } else {
            end(EndedSubjects(from: former, to: start.organization), &changes)
        }
        if !parts.contains(.clock) {
            try moveClock { clock, _ in clock = start.clock }
            // A run after a reset produces the same bytes as the first run, including the epoch in its tokens.
            if restartsRandom { moving.withLock { $0.timeline = Timeline() } }
        }
        if !parts.contains(.grants) {
            changes.removesGrants = true
            changes.seeds = FixtureGrants.seeds(of: start.organization, at: now)
        }
        if !parts.contains(.sessions) {
            changes.removesSessions = true
            changes.outbox = Outbox.Contents()
        }
        journal.capacity = start.organization.settings.journalCapacity
        if !parts.contains(.journal) { changes.exchanges = [] }
        if !parts.contains(.keys) { keys.restore([:]) }
        if !parts.contains(.faults) { faults.restore(FaultRegistry.Contents()) }
        changes.afterwards.append {
            self.rateLimits.reset()
            self.caches.keySets.removeAll()
        }
        moving.withLock { $0.revision += 1 }
    }

    /// How often a rotation whose key was taken by another one generates the next key before it holds up other changes.
    private static let rotationAttempts = 8

    /// Generates the next key while other changes of the org go on, then rotates.
    package func rotateKeys(of server: AuthorizationServer, retire: Bool) throws(CryptoError) -> ServerKeys {
        for attempt in 1...Self.rotationAttempts {
            keys.prepareRotation(of: server)
            let result: Result<ServerKeys, CryptoError>?
            do throws(Refusal) {
                result = try exclusively { _ in
                    keys.canRotate(server) || attempt == Self.rotationAttempts ? rotate(server, retire) : nil
                }
            } catch {
                throw CryptoError(.keepKey, reason: error.why)
            }
            if let result { return try result.get() }
        }
        throw CryptoError(.generateKey, reason: "other rotations took each generated key")
    }

    private func rotate(_ server: AuthorizationServer, _ retire: Bool) -> Result<ServerKeys, CryptoError> {
        defer { moving.withLock { $0.revision += 1 } }
        do throws(CryptoError) {
            let rotated = try keys.rotate(server, retire: retire, at: now)
            return .success(rotated)
        } catch {
            return .failure(error)
        }
    }
}
