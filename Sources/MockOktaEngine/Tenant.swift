package import MockOktaControl
package import MockOktaCrypto
import MockOktaEndpoints
import MockOktaFormats
package import MockOktaIssuing
package import MockOktaModel
import MockOktaSystem
import Synchronization

/// One org with its state: fixtures, issued tokens, clock, signing keys and random generator.
package final class Tenant: ControlledTenant {
    package let seed: UInt64
    private let requestChance: SeededRandom.Series
    private let controlChance: SeededRandom.Series
    let realTime: @Sendable () -> Instant
    let store: any StateStore
    /// What the store keeps beside the issued records; nil for stores in memory.
    let archive: TenantArchive?
    let moving: Lock<MutableState>
    /// Serializes changes of the org, so that each change starts from the result of the previous one.
    let changing = Lock<Void>(())
    let snapshots = Lock<[ExactString: Restore]>([:])
    let state: IssuedState
    /// Whether this is the main org.
    let isMain: Bool
    private let secret: TenantSecret
    private let keySource: KeySource
    private let budgets: ProcessBudgets
    package let keys: TenantKeys
    package let rateLimits = RateLimits()
    package let journal: Journal
    let caches: TenantCaches
    package let outbox: Outbox
    package let faults = FaultRegistry()
    let published = PublicDocumentCache()
    private let hasState = Atomic<Bool>(false)
    /// Whether the store says that the org has state.
    private let isMarked = Atomic<Bool>(false)

    /// The state that the validity of a cached answer depends on.
    struct Version {
        let now: Instant
        let revision: Int
        /// The real time at which it was read; nil while the clock is frozen, when durations are not recorded.
        let real: Instant?
    }

    /// Creates a tenant.
    ///
    /// - Parameters:
    ///   - organization: the org as its fixtures describe it.
    ///   - clock: the initial state of the clock.
    ///   - seed: the seed of its random generators.
    ///   - hasSeededKeys: whether keys that the fixture omits are derived from the seed, too.
    ///   - store: keeps the state of this tenant and of its siblings.
    ///   - realTime: the clock that the virtual one is based on.
    ///   - generateKey: makes a new signing key.
    /// - Throws: `Refusal` where a store fails.
    package convenience init(
        organization: Organization,
        clock: VirtualClock,
        seed: UInt64,
        hasSeededKeys: Bool = false,
        store: any StateStore,
        realTime: @escaping @Sendable () -> Instant,
        generateKey: @escaping @Sendable () throws(CryptoError) -> RSAPrivateKey = { () throws(CryptoError) in
            try RSAPrivateKey.generate()
        }
    ) throws(Refusal) {
        let vault = TenantArchive(of: "main", in: store)?.vault
        try self.init(
            "main",
            Start(organization: organization, clock: clock),
            KeySource(seed: seed, isSeeded: hasSeededKeys, vault: vault, generate: generateKey),
            ProcessBudgets(organization.settings, in: store.kind),
            store,
            realTime
        )
    }

    private init(
        _ name: String,
        _ start: Start,
        _ keySource: KeySource,
        _ budgets: ProcessBudgets,
        _ store: any StateStore,
        _ realTime: @escaping @Sendable () -> Instant
    ) throws(Refusal) {
        self.keySource = keySource
        self.budgets = budgets
        caches = TenantCaches(budgets.pushedRequests)
        self.store = store
        self.realTime = realTime
        seed = keySource.seed
        let engine = store.engine(of: name)
        archive = engine.outside.map(TenantArchive.init)
        isMain = name == "main"
        // The name gives each tenant a generator of its own, and the count each start of a process with its state.
        _ = try archive?.known()
        let count = try archive?.countStart() ?? 0
        let purpose = count == 0 ? name : "\(name):\(count)"
        requestChance = SeededRandom.Series(seed: seed, purpose: "request:" + purpose)
        controlChance = SeededRandom.Series(seed: seed, purpose: "control:" + purpose)
        state = IssuedState(engine)
        outbox = Outbox(archive == nil ? nil : Outbox.Archive(engine))
        keys = TenantKeys(keySource, since: start.clock.now(real: realTime()), vault: archive?.vault)
        let settings = start.organization.settings
        journal = Journal(
            capacity: settings.journalCapacity,
            // Any client can make isolated orgs, a thousand by default.
            byteLimit: settings.limit(.journalBytes) / (name == "main" ? 1 : 32),
            budget: budgets.journals,
            log: archive?.engine.log
        )
        moving = Lock(MutableState(start: start, organization: start.organization, clock: start.clock))
        secret = TenantSecret(seed: seed, tenant: name)
        if let archive {
            try load(archive)
        } else {
            try FixtureGrants.seed(start.organization, in: state.grants, at: start.clock.now(real: realTime()))
        }
    }

    /// Creates another tenant with the same initial state: clock, keys, and the fixture unless another one is given.
    func makeSibling(named name: String, playing organization: Organization? = nil) throws(Refusal) -> Tenant {
        // Otherwise it would be made anew in a store that has lost it.
        try archive?.requirePresent()
        var start = moving.withLock { $0.start }
        var own = organization
        if own == nil { own = try storedFixture(of: name) }
        start.hasOwnFixture = own != nil
        if let organization = own {
            start.organization = organization
            start.clock.begin(organization.settings, real: realTime())
        }
        return try Tenant(Self.storeName(of: name), start, keySource, budgets, store, realTime)
    }

    /// Whether its client could miss it: a request other than for a public document has succeeded, or the control API
    /// was used.
    var holdsState: Bool { hasState.load(ordering: .relaxed) }

    /// Keeps an isolated org when another one needs its place, also after a restart.
    package func keep() {
        hasState.store(true, ordering: .relaxed)
        guard let archive, !isMain, !archive.isShared, !isMarked.load(ordering: .relaxed) else { return }
        // Where the store fails, the next request tries again.
        if (try? archive.mark()) != nil { isMarked.store(true, ordering: .relaxed) }
    }

    /// Keeps an isolated org that an earlier process has kept, or that has issued or changed anything.
    func keepIfUsed() throws(Refusal) {
        guard let archive else { return }
        var isKept = archive.isShared
        for name in TenantArchive.marksOfUse + state.names where !isKept {
            isKept = try !archive.rows(of: name).isEmpty
        }
        if isKept { keep() }
    }

    package var organization: Organization { moving.withLock { $0.organization } }

    package var now: Instant {
        let real = realTime()
        return moving.withLock { $0.clock.now(real: real) }
    }

    var moment: Version {
        let real = realTime()
        return moving.withLock { moving in
            Version(
                now: moving.clock.now(real: real),
                revision: moving.revision,
                real: moving.clock.isFrozen ? nil : real
            )
        }
    }

    /// How long a request has taken, in real time; nil while the clock is frozen.
    func duration(since version: Version) -> TimeSpan? {
        version.real.map { max(.seconds(0), realTime() - $0) }
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
