package import MockOktaControl
package import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

/// One org with all that belongs to it: what it is, what it issued, its clock, its keys, its chance.
package final class Tenant: ControlledTenant {
    package let seed: UInt64
    private let requestChance: SeededRandom.Series
    private let controlChance: SeededRandom.Series
    private let realTime: @Sendable () -> Instant
    private let makeState: @Sendable () -> IssuedState
    private let moving: Lock<MutableState>
    /// Held while the org changes, so that each change is given what the one before it made.
    private let changing = Lock<Void>(())
    private let snapshots = Lock<[String: Restore]>([:])
    private let state: IssuedState
    private let secret: TenantSecret
    private let keySource: KeySource
    package let keys: TenantKeys
    package let rateLimits = RateLimits()
    package let journal: Journal
    private let caches = TenantCaches()
    package let faults = FaultRegistry()
    let published = PublicDocumentCache()

    /// What an answer that is kept depends on.
    struct Version {
        let now: Instant
        let revision: Int
    }

    /// Makes a tenant.
    ///
    /// - Parameters:
    ///   - organization: from its fixtures.
    ///   - clock: as it stands at the start.
    ///   - seed: where all of its chance comes from.
    ///   - hasSeededKeys: whether keys that the fixture leaves out follow from the seed, too.
    ///   - makeState: gives empty stores.
    ///   - realTime: the clock behind the virtual one.
    package convenience init(
        organization: Organization,
        clock: VirtualClock,
        seed: UInt64,
        hasSeededKeys: Bool = false,
        makeState: @escaping @Sendable () -> IssuedState,
        realTime: @escaping @Sendable () -> Instant
    ) {
        self.init(
            "main",
            Start(organization: organization, clock: clock),
            KeySource(seed: seed, isSeeded: hasSeededKeys),
            makeState,
            realTime
        )
    }

    private init(
        _ name: String,
        _ start: Start,
        _ keySource: KeySource,
        _ makeState: @escaping @Sendable () -> IssuedState,
        _ realTime: @escaping @Sendable () -> Instant
    ) {
        self.keySource = keySource
        self.makeState = makeState
        self.realTime = realTime
        seed = keySource.seed
        // The name keeps the chance of tenants apart.
        requestChance = SeededRandom.Series(seed: seed, purpose: "request:" + name)
        controlChance = SeededRandom.Series(seed: seed, purpose: "control:" + name)
        state = makeState()
        keys = TenantKeys(keySource, since: start.clock.now(real: realTime()))
        let settings = start.organization.settings
        journal = Journal(
            capacity: settings.journalCapacity,
            byteLimit: settings.source["limits"]?["journalBytes"]?.integer ?? Journal.standardByteLimit
        )
        moving = Lock(MutableState(start: start, organization: start.organization, clock: start.clock))
        secret = TenantSecret(seed: seed, tenant: name)
        FixtureGrants.seed(start.organization, in: state.grants, at: start.clock.now(real: realTime()))
    }

    /// Another tenant with the same beginning: fixture, clock and keys, or a fixture of its own.
    func makeSibling(named name: String, playing organization: Organization? = nil) -> Tenant {
        var start = moving.withLock { $0.start }
        if let organization {
            start.organization = organization
            start.clock.begin(organization.settings, real: realTime())
        }
        return Tenant("tenant:" + name, start, keySource, makeState, realTime)
    }

    package var organization: Organization { moving.withLock { $0.organization } }

    package var now: Instant {
        let real = realTime()
        return moving.withLock { $0.clock.now(real: real) }
    }

    var moment: Version {
        let real = realTime()
        return moving.withLock { Version(now: $0.clock.now(real: real), revision: $0.revision) }
    }

    /// What the next request sees.
    package func snapshot(_ urls: BaseURLs) -> OrgSnapshot {
        let real = realTime()
        let moving = moving.withLock { $0 }
        return OrgSnapshot(
            organization: moving.organization,
            now: moving.clock.now(real: real),
            timeline: moving.timeline,
            state: state,
            keys: keys,
            secret: secret,
            urls: urls,
            caches: caches
        )
    }

    /// The chance of the next request.
    package func nextRandom() -> SeededRandom {
        let ordinal = moving.withLock { moving in
            moving.ordinal += 1
            return moving.ordinal
        }
        return requestChance[ordinal]
    }

    package func nextControlRandom() -> SeededRandom {
        let ordinal = moving.withLock { moving in
            moving.controlOrdinal += 1
            return moving.controlOrdinal
        }
        return controlChance[ordinal]
    }
}

extension Tenant {
    package var clock: ClockReading {
        let real = realTime()
        return moving.withLock { ClockReading(now: $0.clock.now(real: real), isFrozen: $0.clock.isFrozen) }
    }

    package func changeClock(_ change: (inout VirtualClock, _ real: Instant) -> Void) {
        let real = realTime()
        let departure = moving.withLock { moving -> Instant? in
            let before = moving.clock.now(real: real)
            change(&moving.clock, real)
            guard moving.clock.now(real: real) < before else { return nil }
            moving.timeline.clockMovedBack(from: before)
            return before
        }
        if let departure { state.expire(asOf: departure, in: organization) }
    }

    /// Puts another org in the place of the present one from the next request on, until a reset.
    package func replace(_ organization: Organization) {
        changing.withLock { _ in install(organization) }
    }

    /// Changes the org from the next request on, until a reset; changes come one after the other.
    ///
    /// - Parameter change: makes the next org of the present one. Other changes wait for it, requests do not.
    /// - Returns: the second part of what `change` gives.
    /// - Throws: what `change` throws; the org stays then.
    package func change<Outcome: Sendable, Failure: Error>(
        _ change: (Organization) throws(Failure) -> (Organization, Outcome)
    ) throws(Failure) -> Outcome {
        try changing.withLock { _ throws(Failure) in
            let (changed, outcome) = try change(organization)
            install(changed)
            return outcome
        }
    }

    /// Plays another org from the next request on, as when its fixture files have changed.
    ///
    /// What has been issued stays; grants are made only for the fixture's refresh tokens that are new.
    package func replaceOrganization(_ organization: Organization) {
        changing.withLock { _ in
            moving.withLock { $0.start.organization = organization }
            install(organization)
        }
    }

    private func install(_ organization: Organization) {
        let former = moving.withLock { moving in
            defer {
                moving.organization = organization
                moving.revision += 1
            }
            return moving.organization
        }
        end(EndedSubjects(from: former, to: organization))
        FixtureGrants.seed(organization, besides: former, in: state.grants, at: now)
    }

    /// Ends grants, sessions and tokens for good, also if their users, apps or servers come back.
    private func end(_ ended: EndedSubjects) {
        guard !ended.subjects.isEmpty else { return }
        moving.withLock { $0.timeline.end(Array(ended.subjects)) }
        state.end(ended, at: now)
    }

    package func reset(keeping parts: Set<ResetPart>) {
        changing.withLock { _ in resetAlone(keeping: parts) }
    }

    private func resetAlone(keeping parts: Set<ResetPart>) {
        // What is kept was drawn from the generators, which must not give it out again.
        let restartsRandom = parts.isDisjoint(with: [.grants, .sessions])
        let (start, former) = moving.withLock { moving in
            let former = moving.organization
            moving.organization = moving.start.organization
            if restartsRandom { (moving.ordinal, moving.controlOrdinal) = (0, 0) }
            return (moving.start, former)
        }
        if !restartsRandom { end(EndedSubjects(from: former, to: start.organization)) }
        if !parts.contains(.clock) {
            changeClock { clock, _ in clock = start.clock }
            // A run after a reset repeats the bytes of the first one, the epoch in its tokens too.
            if restartsRandom { moving.withLock { $0.timeline = Timeline() } }
        }
        if !parts.contains(.grants) {
            state.removeGrants()
            FixtureGrants.seed(start.organization, in: state.grants, at: now)
        }
        if !parts.contains(.sessions) { state.removeSessions() }
        if !parts.contains(.journal) { journal.reset() }
        if !parts.contains(.keys) { keys.restore([:]) }
        if !parts.contains(.faults) { faults.restore(FaultRegistry.Contents()) }
        rateLimits.reset()
        moving.withLock { $0.revision += 1 }
    }

    package func rotateKeys(of server: AuthorizationServer, retire: Bool) throws(CryptoError) -> ServerKeys {
        defer { moving.withLock { $0.revision += 1 } }
        return try keys.rotate(server, retire: retire, at: now)
    }
}

extension Tenant {
    package func saveSnapshot(_ name: String) {
        let restoration = snapshot()
        snapshots.withLock { $0[name] = restoration }
    }

    package func restoreSnapshot(_ name: String) -> Bool {
        guard let restore = snapshots.withLock({ $0[name] }) else { return false }
        changing.withLock { _ in restore() }
        return true
    }

    package func removeSnapshot(_ name: String) -> Bool {
        snapshots.withLock { $0.removeValue(forKey: name) } != nil
    }

    /// Everything but the snapshots themselves; all of it values that are copied only when they change.
    private func snapshot() -> Restore {
        let kept = moving.withLock { moving in
            moving.timeline.beginEpoch()
            return moving
        }
        let (stores, journalled, faulty) = (state.snapshot(), journal.contents, faults.contents)
        let (rotated, counted) = (keys.contents, rateLimits.contents)
        // Weak, because the tenant keeps its snapshots.
        return { [weak self] in
            guard let self else { return }
            stores()
            journal.restore(journalled)
            faults.restore(faulty)
            keys.restore(rotated)
            rateLimits.restore(counted)
            let real = realTime()
            moving.withLock { moving in
                let before = moving.clock.now(real: real)
                var restored = kept
                let isBack = restored.clock.now(real: real) < before
                restored.timeline = moving.timeline.returned(to: kept.timeline, from: isBack ? before : nil)
                // A reset returns to the fixtures of the last reload, whatever the snapshot was made of.
                restored.start = moving.start
                restored.revision = moving.revision + 1
                moving = restored
            }
        }
    }
}
