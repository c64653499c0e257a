import MockOktaControl
import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Where the servers are, and what may be asked of them.
@Suite struct ServerControlTests {
    @Test func `every server, the org's own among them, with its path, issuer and scopes`() throws {
        let answer = try ControlClient(TestDouble()).get("/servers")
        #expect(answer["url"] == "http://mock.example")
        let servers = try #require(answer["servers"]?.array)
        #expect(servers.map { $0["server"] } == ["org", "default", "short"])
        #expect(servers.map { $0["path"] } == ["/oauth2", "/oauth2/default", "/oauth2/short"])
        #expect(servers[0]["issuer"] == "http://mock.example")
        #expect(servers[2]["issuer"] == "http://mock.example/oauth2/short")
        #expect(servers[2]["audience"] == "api://short")
        let scopes = try #require(servers[2]["scopes"]?.strings)
        #expect(Set(["openid", "orders:read"]).isSubset(of: scopes))
    }

    @Test func `a tenant's are below its own path`() throws {
        let answer = try ControlClient(TestDouble(), prefix: "/t/a").get("/servers")
        #expect(answer["url"] == "http://mock.example/t/a")
        #expect(answer["servers"]?.array?.last?["issuer"] == "http://mock.example/t/a/oauth2/short")
    }

    private static let hosts: [(String, String)] = [
        ("mock.example", "http://mock.example:80"), ("127.0.0.1:9", "http://127.0.0.1:80"),
        ("[::1]:9", "http://[::1]:80"), ("[::1]", "http://[::1]:80"),
    ]

    @Test(arguments: hosts)
    func `from a port of its own, the control API tells the org's`(host: String, url: String) throws {
        var access = ControlAccess(role: .controlOnly)
        access.orgPort = 80
        let double = try TestDouble([TestOrganization.builtIn()], access: access, host: host)
        #expect(try ControlClient(double).get("/servers")["url"]?.string == url)
        #expect(try ControlClient(double, prefix: "/t/a").get("/servers")["url"]?.string == url + "/t/a")
    }
}
