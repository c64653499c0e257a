import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct OrganizationCacheTests {
    @Test func `values are of one organization`() throws {
        var cache = OrganizationCache<String, Int>(capacity: 2)
        let (first, second) = (try TestOrganization.read(["{}"]), try TestOrganization.read(["{}"]))
        cache.remember(1, for: "a", in: first)
        #expect(cache.value(for: "a", in: first) == 1 && cache.value(for: "a", in: second) == nil)
        cache.remember(2, for: "b", in: second)
        #expect(cache.value(for: "b", in: second) == 2 && cache.value(for: "a", in: second) == nil)
    }

    @Test func `a former organization does not stay in memory`() throws {
        var cache = OrganizationCache<String, Int>(capacity: 2)
        weak var former: Organization?
        func keep() throws {
            let organization = try TestOrganization.read(["{}"])
            cache.remember(1, for: "a", in: organization)
            former = organization
        }
        try keep()
        #expect(former != nil)
        cache.remember(2, for: "b", in: try TestOrganization.read(["{}"]))
        #expect(former == nil)
    }
}
