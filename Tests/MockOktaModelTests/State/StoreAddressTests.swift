import MockOktaModel
import Testing

@Suite struct StoreAddressTests {
    @Test(arguments: [
        ("memory", StoreAddress.memory), ("sqlite:state.db", .sqlite(path: "state.db")),
        ("sqlite:/var/lib/mock-okta/a b.db", .sqlite(path: "/var/lib/mock-okta/a b.db")),
    ])
    func `a store is memory or a file`(text: String, address: StoreAddress) throws {
        #expect(try StoreAddress(text) == address)
    }

    @Test(arguments: [
        ("sqlite:", "names no file behind sqlite:"),
        ("mysql:there", "mysql:there is none of memory or sqlite:PATH"),
        ("", " is none of memory or sqlite:PATH"),
    ])
    func `anything else is refused with what would be right`(text: String, reason: String) {
        do throws(StoreAddressError) {
            _ = try StoreAddress(text)
            Issue.record("it is taken")
        } catch {
            #expect(error.reason == reason)
        }
    }
}
