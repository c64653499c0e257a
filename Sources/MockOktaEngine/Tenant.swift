package import MockOktaControl
package import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem

/// One org with its state: fixtures, issued tokens, clock, signing keys and random generator.
package final class Tenant: ControlledTenant {
    package let seed: UInt64
    private let requestChance: SeededRandom.Series
    private let controlChance: SeededRandom.Series
    let realTime: @Sendable () -> Instant
    private let makeState: @Sendable () -> IssuedState
    let moving: Lock<MutableState>
    /// Serializes changes of the org, so that each change starts from the result of the previous one.
    let changing = Lock<Void>(())
    let snapshots = Lock<[ExactString: Restore]>([:])
    let state: IssuedState
    private let secret: TenantSecret
    private let keySource: KeySource
    package let keys: TenantKeys
    package let rateLimits = RateLimits()
    package let journal: Journal
    private let caches = TenantCaches()
    package let outbox = Outbox()
    package let faults = FaultRegistry()
    let published = PublicDocumentCache()

    /// The state that the validity of a cached answer depends on.
    struct Version {
        let now: Instant
        let revision: Int
    }

    /// Creates a tenant.
    ///
    /// - Parameters:
    ///   - organization: the org as its fixtures describe it.
    ///   - clock: the initial state of the clock.
    ///   - seed: the seed of its random generators.
    ///   - hasSeededKeys: whether keys that the fixture omits are derived from the seed, too.
    ///   - makeState: creates empty stores.
    ///   - realTime: the clock that the virtual one is based on.
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
        // The name gives each tenant a generator of its own.
        requestChance = SeededRandom.Series(seed: seed, purpose: "request:" + name)
        controlChance = SeededRandom.Series(seed: seed, purpose: "control:" + name)
        state = makeState()
        keys = TenantKeys(keySource, since: start.clock.now(real: realTime()))
        let settings = start.organization.settings
        journal = Journal(
            capacity: settings.journalCapacity,
            byteLimit: settings.limit(.journalBytes)
        )
        moving = Lock(MutableState(start: start, organization: start.organization, clock: start.clock))
        secret = TenantSecret(seed: seed, tenant: name)
        FixtureGrants.seed(start.organization, in: state.grants, at: start.clock.now(real: realTime()))
    }

    /// Creates another tenant with the same initial state: clock, keys, and the fixture unless another one is given.
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

    /// The state that the next request sees.
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
            caches: caches,
            outbox: outbox
        )
    }

    /// The random generator of the next request.
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

    /// Replaces the org for all later requests, until a reset.
    package func replace(_ organization: Organization) {
        changing.withLock { _ in install(organization) }
    }

    /// Changes the org for all later requests, until a reset; changes are serialized.
    ///
    /// - Parameter change: returns the new org for the current one. Other changes wait for it, requests do not.
    /// - Returns: the second element of the result of `change`.
    /// - Throws: any error of `change`; the org is then unchanged.
    package func change<Outcome: Sendable, Failure: Error>(
        _ change: (Organization) throws(Failure) -> (Organization, Outcome)
    ) throws(Failure) -> Outcome {
        try changing.withLock { _ throws(Failure) in
            let (changed, outcome) = try change(organization)
            install(changed)
            return outcome
        }
    }

    /// Replaces the org for all later requests, as when its fixture files have changed.
    ///
    /// Issued tokens remain. Grants are created only for those refresh tokens of the fixture that are new.
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
        journal.capacity = organization.settings.journalCapacity
        end(EndedSubjects(from: former, to: organization))
        FixtureGrants.seed(organization, besides: former, in: state.grants, at: now)
    }

    /// Ends grants, sessions and tokens permanently, even if their users, apps or servers are added again.
    private func end(_ ended: EndedSubjects) {
        guard !ended.subjects.isEmpty else { return }
        moving.withLock { $0.timeline.end(Array(ended.subjects)) }
        state.end(ended, at: now)
    }

    package func reset(keeping parts: Set<ResetPart>) {
        changing.withLock { _ in resetAlone(keeping: parts) }
    }

    private func resetAlone(keeping parts: Set<ResetPart>) {
        // Values that are kept came from the generators, which must not produce them again.
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
            // A run after a reset produces the same bytes as the first run, including the epoch in its tokens.
            if restartsRandom { moving.withLock { $0.timeline = Timeline() } }
        }
        if !parts.contains(.grants) {
            state.removeGrants()
            FixtureGrants.seed(start.organization, in: state.grants, at: now)
        }
        if !parts.contains(.sessions) { removeSessions() }
        resetJournal(to: start.organization.settings, keepsEntries: parts.contains(.journal))
        if !parts.contains(.keys) { keys.restore([:]) }
        if !parts.contains(.faults) { faults.restore(FaultRegistry.Contents()) }
        rateLimits.reset()
        caches.keySets.removeAll()
        moving.withLock { $0.revision += 1 }
    }

    package func rotateKeys(of server: AuthorizationServer, retire: Bool) throws(CryptoError) -> ServerKeys {
        defer { moving.withLock { $0.revision += 1 } }
        return try keys.rotate(server, retire: retire, at: now)
    }
}
