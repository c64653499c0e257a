import Glibc
import MockOkta
import MockOktaFormats
import MockOktaTestSupport
import Testing

struct MockOktaServerTests {
    @Test func `a server takes a free port and tells its issuer`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        #expect(okta.url == "http://127.0.0.1:\(okta.port)")
        #expect(okta.issuer == okta.url + "/oauth2/default")
        let metadata = try okta.get("/oauth2/default/.well-known/openid-configuration")
        #expect(try JSON.parse(Array(metadata.body.utf8))["issuer"]?.string == okta.issuer)
    }

    @Test(arguments: ["0.0.0.0", "::", "localhost"])
    func `an address that nobody can call is told as the loopback`(host: String) throws {
        let okta = try MockOktaServer.start(configuration: .init(host: host))
        defer { okta.stop() }
        #expect(okta.url == "http://127.0.0.1:\(okta.port)")
        #expect(try okta.get("/_mock/health").status == 200)
    }

    @Test func `a base URL is the issuer's, not where the server listens`() throws {
        let configuration = MockOktaServer.Configuration(baseURL: "https://okta.test/")
        let okta = try MockOktaServer.start(configuration: configuration)
        defer { okta.stop() }
        #expect(okta.issuer == "https://okta.test/oauth2/default")
        #expect(okta.url.hasPrefix("http://127.0.0.1:"))
    }

    @Test func `the first server is the issuer where there is no default one`() throws {
        let fixture = MockOktaServer.Fixtures.json(#"{authorizationServers: [{id: "one"}, {id: "two"}]}"#)
        let okta = try MockOktaServer.start(fixtures: fixture)
        defer { okta.stop() }
        #expect(okta.issuer == okta.url + "/oauth2/one")
    }

    @Test func `equal seeds and clocks give equal bytes`() throws {
        let configuration = MockOktaServer.Configuration(
            baseURL: "http://okta.test",
            clock: "2026-01-01T00:00:00Z",
            isFrozen: true,
            seed: 7
        )
        let bodies = try (0..<2).map { _ in
            let okta = try MockOktaServer.start(configuration: configuration)
            defer { okta.stop() }
            return try okta.serviceToken().body
        }
        #expect(bodies[0].contains("access_token"))
        #expect(bodies[0] == bodies[1])
    }

    @Test func `the fixture's clock and seed hold where the configuration says nothing`() throws {
        let fixture = MockOktaServer.Fixtures.json(#"{mock: {clock: "2020-02-02T00:00:00Z", frozen: true, seed: 20}}"#)
        let told = try MockOktaServer.start(fixtures: fixture)
        defer { told.stop() }
        #expect(told.seed == 20)
        #expect(try told.get("/_mock/clock").body == #"{"now":"2020-02-02T00:00:00.000Z","frozen":true}"#)
        let configuration = MockOktaServer.Configuration(clock: "2030-03-03T00:00:00+01:00", seed: 30)
        let overruled = try MockOktaServer.start(fixtures: fixture, configuration: configuration)
        defer { overruled.stop() }
        #expect(overruled.seed == 30)
        #expect(try overruled.get("/_mock/clock").body == #"{"now":"2030-03-02T23:00:00.000Z","frozen":true}"#)
    }

    @Test func `servers without a key get one`() throws {
        let fixture = MockOktaServer.Fixtures.json(#"{apps: [{client_id: "x"}]}"#)
        let okta = try MockOktaServer.start(fixtures: fixture)
        defer { okta.stop() }
        let keys = try JSON.parse(Array(okta.get("/oauth2/default/v1/keys").body.utf8))
        #expect(keys["keys"]?.array?.count == 1)
    }

    @Test func `time passes when it is told to, and a reset takes it back`() throws {
        let okta = try MockOktaServer.start(configuration: .init(clock: "2026-01-01T00:00:00Z", isFrozen: true))
        defer { okta.stop() }
        okta.advance(by: .milliseconds(3_600_500))
        #expect(try okta.get("/_mock/clock").body.contains("2026-01-01T01:00:00.500Z"))
        okta.advance(by: .seconds(-1))
        #expect(try okta.get("/_mock/clock").body.contains("2026-01-01T01:00:00.500Z"))
        okta.freezeClock(false)
        #expect(try okta.get("/_mock/clock").body.contains(#""frozen":false"#))
        okta.reset()
        #expect(try okta.get("/_mock/clock").body == #"{"now":"2026-01-01T00:00:00.000Z","frozen":true}"#)
    }

    @Test func `a stopped server frees its port`() throws {
        let first = try MockOktaServer.start()
        first.stop()
        let second = try MockOktaServer.start(port: first.port)
        defer { second.stop() }
        #expect(second.port == first.port)
    }

    @Test func `a busy port is told with the process that holds it`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let error = #expect(throws: MockOktaError.self) {
            try MockOktaServer.start(port: okta.port)
        }
        let text = error?.description ?? ""
        #expect(
            text.hasPrefix(
                "cannot listen on 127.0.0.1:\(okta.port): Address already in use; held by process \(getpid()) "
            )
        )
    }

    @Test func `problems of fixtures are told with their place`() {
        let error = #expect(throws: MockOktaError.self) {
            try MockOktaServer.start(fixtures: .json("{\n  aps: []\n}"))
        }
        #expect(error?.description.hasPrefix("fixture:2:3: aps: is not known") == true)
    }

    struct BadConfiguration: Sendable, CustomTestStringConvertible {
        let member: String
        let configuration: MockOktaServer.Configuration
        let reason: String

        var testDescription: String { reason }
    }

    @Test(arguments: [
        BadConfiguration(
            member: "clock",
            configuration: .init(clock: "2026-01-01T00:00:00"),
            reason: "2026-01-01T00:00:00 has no zone; write 2026-01-01T00:00:00Z for UTC"
        ),
        BadConfiguration(
            member: "clock",
            configuration: .init(clock: "noon"),
            reason: "noon is no time such as 2026-01-01T00:00:00Z"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "localhost:8080"),
            reason: "localhost:8080 begins with neither http:// nor https://"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "http://okta.test?path"),
            reason: "http://okta.test?path is not of the form http://host:port"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "http://okta.test/a//b"),
            reason:
                "the path of http://okta.test/a//b has more than letters, digits and -._~ between single slashes"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "http://okta.test/a/../b"),
            reason:
                "the path of http://okta.test/a/../b has more than letters, digits and -._~ between single slashes"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "http://okta.test/oauth2/x"),
            reason:
                "the path of http://okta.test/oauth2/x begins like a path of the server itself, /oauth2; choose another"
        ),
        BadConfiguration(
            member: "control.origins",
            configuration: {
                var configuration = MockOktaServer.Configuration()
                configuration.control.origins = ["http://okta.test/path"]
                return configuration
            }(),
            reason: "http://okta.test/path is not of the form http://host:port"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "http://x:99999"),
            reason: "http://x:99999 has no host, or a port other than 1 to 65535"
        ),
        BadConfiguration(
            member: "baseURL",
            configuration: .init(baseURL: "https://:8443"),
            reason: "https://:8443 has no host, or a port other than 1 to 65535"
        ),
        BadConfiguration(
            member: "backChannelURL",
            configuration: .init(baseURL: "http://x", backChannelURL: "http://y:"),
            reason: "http://y: has no host, or a port other than 1 to 65535"
        ),
        BadConfiguration(
            member: "backChannelURL",
            configuration: .init(backChannelURL: "http://okta:8080"),
            reason: "requires a base URL"
        ),
        BadConfiguration(
            member: "threads",
            configuration: .init(threads: 0),
            reason: "0 is not a number from 1 to 1024"
        ),
        BadConfiguration(
            member: "seed",
            configuration: .init(seed: 1 << 53),
            reason: "9007199254740992 is larger than 9007199254740991"
        ),
    ])
    func `a configuration that cannot be used is refused`(row: BadConfiguration) {
        #expect(throws: MockOktaError.badConfiguration(member: row.member, reason: row.reason)) {
            try MockOktaServer.start(configuration: row.configuration)
        }
    }
}
