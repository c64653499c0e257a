import MockOktaIssuing
import Testing

@Suite struct BaseURLsTests {
    @Test(arguments: [
        ("http://localhost:8080", "", "http://localhost:8080"), ("https://okta.example", "", "https://okta.example"),
        ("http://[::1]:8080/t/team-a", "/t/team-a", "http://[::1]:8080"),
        ("https://okta.example/mock", "/mock", "https://okta.example"),
    ])
    func `a base has an origin and a path`(front: String, path: String, origin: String) {
        #expect(String(BaseURLs(front: front).path) == path)
        #expect(BaseURLs(front: front).origin == origin)
    }
}
