import MockOktaModel
import Testing

struct OutgoingHostsTests {
    private let hosts = OutgoingHosts(
        names: ["any.example", "One.example:8443"],
        urls: ["https://Keys.example/jwks?x=1", "http://localhost:9000/jwks", "http://[::1]/jwks", "no URL"]
    )

    @Test(arguments: [
        "https://any.example/a", "http://ANY.example:1234/b", "https://one.example:8443", "https://keys.example/other",
        "https://keys.example:443/jwks", "HTTP://localhost:9000/x", "http://[::1]:80/",
    ])
    func `hosts that are named are allowed`(url: String) {
        #expect(hosts.allows(url))
    }

    @Test(arguments: [
        "https://one.example/a", "http://keys.example/jwks", "https://keys.example:8443/jwks", "http://localhost/jwks",
        "http://[::1]:81/", "ftp://any.example/", "https://other.example/", "https://any.example@other.example/",
        "https://x@any.example/", "https://any.example.other.example/", "any.example", "",
    ])
    func `others are not`(url: String) {
        #expect(!hosts.allows(url))
    }

    @Test func `without names there are none`() {
        #expect(OutgoingHosts().isEmpty)
        #expect(!hosts.isEmpty)
    }
}
