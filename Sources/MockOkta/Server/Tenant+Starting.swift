import MockOktaCrypto
import MockOktaEngine
import MockOktaMemoryStore
import MockOktaModel

extension Tenant {
    /// Creates the main org; the fixture's `mock` settings apply where the configuration has none.
    static func starting(
        _ organization: Organization,
        _ configuration: CheckedConfiguration,
        isFrozen: Bool?,
        store: any StateStore = MemoryStateStore()
    ) throws(MockOktaError) -> Tenant {
        let settings = organization.settings
        let real = SystemClock.now()
        var clock = VirtualClock()
        if let start = configuration.clock ?? settings.clock { clock.set(start, real: real) }
        if isFrozen ?? settings.isFrozen { clock.freeze(true, real: real) }
        do throws(Refusal) {
            let seed = try seed(configuration.seed ?? settings.seed, store)
            return try Tenant(
                organization: organization,
                clock: clock,
                seed: seed.value,
                hasSeededKeys: seed.isGiven,
                store: store,
                realTime: SystemClock.now
            )
        } catch {
            throw .cannotOpenStore(reason: error.why)
        }
    }

    /// The seed: that of the store, where an earlier process has begun it, because what clients hold is sealed by it.
    private static func seed(_ given: UInt64?, _ store: any StateStore) throws(Refusal) -> StoredSeed {
        let drawn = StoredSeed(value: given ?? SystemRandom.seed(), isGiven: given != nil)
        guard store.kind.isOutside else { return drawn }
        let seed = try StoredSeed.established(drawn, in: store)
        if let given, given != seed.value {
            let text = "it was begun with the seed \(seed.value), not \(given); leave the seed out, or name a new store"
            throw Refusal(StoreFailure(text))
        }
        return seed
    }
}
