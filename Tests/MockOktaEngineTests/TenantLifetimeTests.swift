import MockOktaEngine
import MockOktaTestSupport
import Testing

struct TenantLifetimeTests {
    @Test func `an org that nobody has is gone, with its snapshots`() throws {
        weak var tenant: Tenant?
        try {
            let double = try TestDouble()
            tenant = double.tenant
            _ = try double.tenant.saveSnapshot("kept", limit: nil)
            #expect(try double.tenant.restoreSnapshot("kept"))
        }()
        #expect(tenant == nil)
    }
}
