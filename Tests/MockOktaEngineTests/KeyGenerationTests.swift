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

    @Test func `a rotation is not undone by threads that ask for the first key meanwhile`() throws {
        let organization = try TestOrganization.read([TestOrganization.builtIn()])
        let server = try #require(organization.authorizationServer(at: "default"))
        for seed in 0..<200 {
            let keys = TenantKeys(KeySource(seed: UInt64(seed), isSeeded: true), since: TestDouble.start)
            let readers = try (0..<4).map { _ in try Thread("reader") { _ = try? keys.keys(of: server) } }
            let rotated = try keys.rotate(server, retire: true, at: TestDouble.start)
            for reader in readers { reader.join() }
            #expect(try keys.keys(of: server) === rotated)
        }
    }
}
