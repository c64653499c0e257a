import MockOktaCrypto
import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaMemoryStore
import MockOktaModel
import MockOktaSystem
import MockOktaTestSupport
import Testing

/// While a signing key is generated, nothing waits that does not need it.
@Suite struct KeyGenerationTests {
    /// A tenant whose new keys are generated when the test permits it.
    private final class Generation: Sendable {
        let started = Gate()
        let permitted = Gate()
        let tenant: Tenant

        init() throws {
            var clock = VirtualClock()
            clock.freeze(true, real: TestDouble.start)
            let key = try RSAPrivateKey.generate()
            tenant = try Tenant(
                organization: TestOrganization.read([TestOrganization.builtIn()]),
                clock: clock,
                seed: 1,
                store: MemoryStateStore(),
                realTime: { TestDouble.start },
                generateKey: { [started, permitted] () throws(CryptoError) in
                    started.open()
                    permitted.pass()
                    return key
                }
            )
        }
    }

    @Test func `a rotation that generates its key delays no change of the org`() throws {
        let generation = try Generation()
        let tenant = generation.tenant
        let server = try #require(tenant.organization.authorizationServer(at: "default"))
        let rotation = try Thread("rotation") { _ = try? tenant.rotateKeys(of: server, retire: false) }
        generation.started.pass()
        // Each of these would wait for the key if the rotation held up changes.
        try tenant.changeClock { clock, real in clock.advance(by: .hours(1), real: real) }
        try tenant.replace(tenant.organization)
        #expect(tenant.now == TestDouble.start + .hours(1))
        #expect(tenant.keys.isReady(server, at: tenant.now))
        generation.permitted.open()
        generation.permitted.open()
        rotation.join()
        #expect(tenant.keys.lastRotation(of: server) == tenant.now)
    }
}
