import MockOkta
import MockOktaFormats
import MockOktaTestSupport
import Testing

/// One way to guard the control API, and what a path answers then.
struct GuardedPath: CustomTestStringConvertible {
    let testDescription: String
    let control: MockOktaServer.Control
    var isControlPort = false
    var path = "/_mock/clock"
    var authorization: String?
    let status: Int
}

@Suite struct MockOktaServerControlTests {
    private static let off = MockOktaServer.Control(isEnabled: false)
    private static let apart = MockOktaServer.Control(port: 0)
    private static let guarded = MockOktaServer.Control(token: "t0ken")

    static let rows: [GuardedPath] = [
        GuardedPath(testDescription: "open", control: .init(), status: 200),
        GuardedPath(testDescription: "off", control: off, status: 404),
        GuardedPath(testDescription: "off, health", control: off, path: "/_mock/health", status: 200),
        GuardedPath(testDescription: "a port apart, main port", control: apart, status: 404),
        GuardedPath(testDescription: "a port apart, health", control: apart, path: "/_mock/health", status: 200),
        GuardedPath(testDescription: "a port apart, its port", control: apart, isControlPort: true, status: 200),
        GuardedPath(
            testDescription: "a port apart, the org there",
            control: apart,
            isControlPort: true,
            path: "/oauth2/default/v1/keys",
            status: 404
        ),
        GuardedPath(testDescription: "no token", control: guarded, status: 401),
        GuardedPath(testDescription: "another token", control: guarded, authorization: "Bearer t", status: 401),
        GuardedPath(testDescription: "the token", control: guarded, authorization: "Bearer t0ken", status: 200),
        GuardedPath(testDescription: "no token, health", control: guarded, path: "/_mock/health", status: 200),
    ]

    @Test(arguments: rows)
    func `the control API is where and for whom it is meant`(row: GuardedPath) throws {
        let okta = try MockOktaServer.start(configuration: .init(control: row.control))
        defer { okta.stop() }
        let url = row.isControlPort ? try #require(okta.controlURL) : okta.url
        let port = try #require(url.split(separator: ":").last.flatMap { UInt16($0) })
        let client = try RawClient(port: port)
        let field = row.authorization.map { "Authorization: \($0)\r\n" } ?? ""
        try client.send("GET \(row.path) HTTP/1.1\r\nHost: a\r\n\(field)\r\n")
        #expect(try client.readAnswer().status == row.status)
    }

    @Test func `a control port tells where the org is`() throws {
        let okta = try MockOktaServer.start(configuration: .init(control: Self.apart))
        defer { okta.stop() }
        let port = try #require(okta.controlURL?.split(separator: ":").last.flatMap { UInt16($0) })
        let servers = try answer("GET /_mock/servers", at: port)
        #expect(servers["url"]?.string == okta.url)
        #expect(servers["servers"]?.array?.last?["issuer"]?.string == okta.url + "/oauth2/short")
        let below = try answer("GET /t/q/_mock/servers", at: port)
        #expect(below["servers"]?.array?.last?["issuer"]?.string == okta.url + "/t/q/oauth2/short")
        let beside = try answer("GET /_mock/servers", at: port, host: "q.localhost")
        #expect(beside["url"]?.string == "http://q.localhost:\(okta.port)")
        #expect(try answer("PUT /_mock/orgs/q", at: port)["url"]?.string == "http://q.localhost:\(okta.port)")
    }

    @Test func `what a control port mints is good at the org's`() throws {
        let okta = try MockOktaServer.start(configuration: .init(control: Self.apart))
        defer { okta.stop() }
        let port = try #require(okta.controlURL?.split(separator: ":").last.flatMap { UInt16($0) })
        let order = #"{"kind":"access","client":"web-app","user":"alice@example.com","scope":"openid"}"#
        let minted = try answer("POST /_mock/tokens", at: port, body: order)
        let token = try #require(minted["token"]?.string, "\(minted)")
        let form = "token=\(token)&client_id=web-app&client_secret=web-secret"
        let path = "POST /oauth2/default/v1/introspect"
        let introspection = try answer(path, at: okta.port, type: "application/x-www-form-urlencoded", body: form)
        #expect(introspection["active"] == true)
        #expect(introspection["iss"]?.string == okta.issuer)
    }

    @Test func `a pinned base URL names the org from a control port too`() throws {
        let configuration = MockOktaServer.Configuration(baseURL: "https://okta.test", control: Self.apart)
        let okta = try MockOktaServer.start(configuration: configuration)
        defer { okta.stop() }
        let port = try #require(okta.controlURL?.split(separator: ":").last.flatMap { UInt16($0) })
        let servers = try answer("GET /_mock/servers", at: port)
        #expect(servers["url"] == "https://okta.test")
        #expect(servers["servers"]?.array?.first?["issuer"] == "https://okta.test")
    }

    private func answer(
        _ line: String,
        at port: UInt16,
        host: String = "127.0.0.1",
        type: String = "application/json",
        body: String = ""
    ) throws -> JSON {
        let client = try RawClient(port: port)
        let fields = "Host: \(host):\(port)\r\nContent-Type: \(type)\r\nContent-Length: \(body.utf8.count)"
        try client.send("\(line) HTTP/1.1\r\n\(fields)\r\n\r\n\(body)")
        return try JSON.parse(Array(client.readAnswer().body.utf8))
    }
}
