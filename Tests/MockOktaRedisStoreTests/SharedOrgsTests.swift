#if Redis
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaRedisStore
import MockOktaTestSupport
import Testing

/// Orgs that one process makes or removes while another one counts, removes or makes them, too.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct SharedOrgsTests {
    private let address: RedisAddress

    init() throws {
        address = try #require(RedisServer.shared).address("test-\(UInt64.random(in: .min ... .max))")
    }

    private func start(_ overlay: String = "{}") throws -> TestDouble {
        try TestDouble([TestOrganization.builtIn(), overlay], store: try RedisStateStore(address))
    }

    private func keys(_ org: String, _ double: TestDouble) throws -> Answer {
        Answer(try double.send(HTTPRequest(method: .get, path: "/t/\(org)/oauth2/default/v1/keys")))
    }

    @Test func `an org that only another process has served is removed, once`() throws {
        let (one, other) = (try start(), try start())
        #expect(try ControlClient(one).put("/orgs/own").status == 201)
        #expect(try ControlClient(other).delete("/orgs/own").status == 204)
        #expect(try ControlClient(other).delete("/orgs/own").status == 404)
        #expect(try ControlClient(one).get("/orgs")["orgs"]?.array?.isEmpty == true)
    }

    @Test func `orgs that another process has removed take no place`() throws {
        let limit = "{mock: {limits: {tenants: 1}}}"
        let (one, other) = (try start(limit), try start(limit))
        #expect(try ControlClient(one).put("/orgs/a").status == 201)
        #expect(try keys("a", other).status == 200)
        #expect(try keys("b", other).error == "limit_reached")
        #expect(try ControlClient(other).put("/orgs/b").error == "limit_reached")
        #expect(try ControlClient(one).delete("/orgs/a").status == 204)
        #expect(try keys("b", other).status == 200)
        #expect(try ControlClient(one).delete("/orgs/b").status == 204)
        #expect(try ControlClient(other).put("/orgs/c").status == 201)
        #expect(try ControlClient(other).get("/orgs")["orgs"]?.array?.map { $0["name"] } == ["c"])
    }

    /// A fixture in which a client has refresh tokens.
    private static func fixture(_ tokens: [String] = ["given"]) -> String {
        let given = tokens.map { token in
            """
            {token: '\(token)', clientId: 'g', userId: 'ann@example.com', issuer: 'https://h/oauth2/x',
             scopes: ['openid', 'offline_access'], status: 'ACTIVE'}
            """
        }
        return """
            {users: [{profile: {login: 'ann@example.com'}}],
             apps: [{client_id: 'g', client_secret: 's', grant_types: ['authorization_code', 'refresh_token']}],
             authorizationServers: [{id: 'x', audiences: ['x'], policies: [{name: 'P',
               conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R', conditions: {
                 grantTypes: {include: ['authorization_code']}, scopes: {include: ['*']}},
                 actions: {token: {accessTokenLifetimeMinutes: 5}}}]}]}],
             refreshTokens: [\(given.joined(separator: ", "))]}
            """
    }

    @Test func `a refresh token of the fixtures that was revoked at once stays so in a process that starts meanwhile`()
        throws
    {
        let (place, client) = (address, ("g", "s"))
        let store = InterruptedStore(try RedisStateStore(place), of: "main", at: .readOrganization) {
            do {
                let first = try TestDouble([Self.fixture()], store: try RedisStateStore(place))
                let server = OAuthClient(first, server: "x")
                #expect(try server.introspect("given", basic: client)["active"] == true)
                #expect(try server.post("/v1/revoke", [("token", "given")], basic: client).status == 200)
            } catch {
                Issue.record(error)
            }
        }
        let second = try TestDouble([Self.fixture()], store: store)
        #expect(store.isDone)
        #expect(try OAuthClient(second, server: "x").introspect("given", basic: client)["active"] == false)
    }

    @Test func `a new org with many refresh tokens is made in one step`() throws {
        let fixture = Self.fixture((0..<2000).map { "given-\($0)" })
        let double = try TestDouble([fixture], store: try RedisStateStore(address))
        let server = OAuthClient(double, server: "x")
        for token in ["given-0", "given-1999"] {
            #expect(try server.introspect(token, basic: ("g", "s"))["active"] == true)
        }
    }
}
#endif
