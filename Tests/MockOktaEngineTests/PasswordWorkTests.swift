import MockOktaEngine
import MockOktaFormats
import MockOktaHTTP
import MockOktaMemoryStore
import MockOktaModel
import MockOktaTestSupport
import Testing

/// The hash of a password is computed on a worker thread, never on a loop that signs for other clients.
@Suite struct PasswordWorkTests {
    private static let hashed = """
        {users: [{profile: {login: "hal@example.com"}, credentials: {password: {hash: {
          algorithm: "SHA-256", value: "jHuX46iD+gKlAoKU3HHmFOlX8Vuio5mbJbfOzvaeaNw=", salt: "TXlTYWx0"}}}}]}
        """

    private static let json: HTTPFields = ["Content-Type": "application/json"]
    private static let form: HTTPFields = ["Content-Type": "application/x-www-form-urlencoded"]

    private func kind(_ request: HTTPRequest, _ fixture: String) throws -> String {
        var clock = VirtualClock()
        clock.freeze(true, real: TestDouble.start)
        let tenant = try Tenant(
            organization: try TestOrganization.read([TestOrganization.builtIn(), fixture]),
            clock: clock,
            seed: 1,
            hasSeededKeys: true,
            store: MemoryStateStore(),
            realTime: { TestDouble.start }
        )
        let engine = Engine(tenant: tenant, urls: URLOptions())
        var keys = HTTPRequest(method: .get, path: "/oauth2/default/v1/keys")
        keys.authority = "mock.example"
        _ = engine.respond(to: keys)
        var request = request
        request.authority = "mock.example"
        request.hasBodyFraming = true
        guard case .heavy(let work) = engine.work(on: request) else { return "light" }
        return if case .slow = work() { "slow" } else { "heavy" }
    }

    @Test(arguments: [
        ("/api/v1/authn", #"{"username": "nobody@example.com", "password": "x"}"#, "slow"),
        ("/oauth2/default/v1/token", "grant_type=password&username=a&password=b", "slow"),
        ("/oauth2/default/v1/token", "grant_type=client_credentials&scope=orders:read", "heavy"),
        ("/idp/idx/identify", #"{"identifier": "a"}"#, "slow"),
    ])
    func `where passwords are hashed, what compares one is slow`(path: String, body: String, kind: String) throws {
        let request = HTTPRequest(
            method: .post,
            path: path,
            fields: path.hasSuffix("token") ? Self.form : Self.json,
            body: Array(body.utf8)
        )
        #expect(try self.kind(request, Self.hashed) == kind)
        #expect(try self.kind(request, "{}") == "heavy")
    }
}
