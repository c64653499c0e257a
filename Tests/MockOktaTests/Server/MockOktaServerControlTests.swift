import MockOkta
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
        let client = try RawClient(port: port)
        try client.send("GET /_mock/servers HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
        #expect(try client.readAnswer().body.hasPrefix("{\"url\":\"\(okta.url)\""))
    }
}
