import MockOktaCrypto
import MockOktaEngine
import MockOktaMemoryStore
import MockOktaModel

extension Tenant {
    /// Creates the main org; the fixture's `mock` settings apply where the configuration has none.
    static func starting(
        _ organization: Organization,
        _ configuration: CheckedConfiguration,
        isFrozen: Bool?
    ) throws(MockOktaError) -> Tenant {
        let settings = organization.settings
        let real = SystemClock.now()
        var clock = VirtualClock()
        if let start = configuration.clock ?? settings.clock { clock.set(start, real: real) }
        if isFrozen ?? settings.isFrozen { clock.freeze(true, real: real) }
        let given = configuration.seed ?? settings.seed
        let seed = if let given { given } else { try randomSeed() }
        do throws(Refusal) {
            return try Tenant(
                organization: organization,
                clock: clock,
                seed: seed,
                hasSeededKeys: given != nil,
                makeState: IssuedState.inMemory,
                realTime: SystemClock.now
            )
        } catch {
            throw .system(reason: error.why)
        }
    }

    private static func randomSeed() throws(MockOktaError) -> UInt64 {
        do throws(CryptoError) {
            return try SystemRandom.seed()
        } catch {
            throw .system(reason: error.description)
        }
    }
}
