import MockOktaFormats
import Testing

@Suite struct NearestNameTests {
    private let names = ["clientId", "clientName", "grantTypes", "redirectUris", "id"]

    @Test(arguments: [
        ("grantType", "grantTypes"), ("granttypes", "grantTypes"), ("grnatTypes", "grantTypes"),
        ("clientid", "clientId"),
        ("redirectURI", "redirectUris"), ("ids", "id"), ("clientId", "clientId"),
    ])
    func `a slip finds its name`(text: String, name: String) {
        #expect(NearestName.nearest(to: text, among: names) == name)
    }

    @Test(arguments: ["", "x", "password", "cl", "entirelyDifferent"])
    func `what resembles nothing finds nothing`(text: String) {
        #expect(NearestName.nearest(to: text, among: names) == nil)
    }

    @Test func `of two equally near the first is named`() {
        #expect(NearestName.nearest(to: "cat", among: ["bat", "hat"]) == "bat")
    }

    @Test func `a huge text costs nothing`() {
        #expect(NearestName.nearest(to: String(repeating: "x", count: 100_000), among: names) == nil)
    }
}
