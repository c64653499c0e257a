import MockOktaIssuing
import Testing

struct SharedScopesTests {
    /// The place in memory is the point: equal lists are one.
    @Test func `equal lists become one`() {
        func place(_ list: [String]) -> Int? {
            unsafe list.withUnsafeBufferPointer { unsafe $0.baseAddress.map { Int(bitPattern: $0) } }
        }
        let one = SharedScopes.list(["openid", "shared-\(1)"])
        let other = SharedScopes.list(["openid", "shared-\(1)"])
        #expect(one == ["openid", "shared-1"])
        #expect(place(one) == place(other))
        #expect(SharedScopes.list(["shared-1", "openid"]) == ["shared-1", "openid"])
    }
}
