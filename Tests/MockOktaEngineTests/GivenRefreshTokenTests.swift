import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Refresh tokens of a fixture: the lifetimes of their rule, and the exact instant at which they expire.
struct GivenRefreshTokenTests {
    private static func client(
        _ token: String,
        _ lifetimes: String,
        assignments: String = ""
    ) throws -> OAuthClient {
        let fixture = """
            {users: [{profile: {login: 'ann@example.com'}}],
             apps: [{client_id: 'g', client_secret: 's', \(assignments)
               grant_types: ['authorization_code', 'refresh_token']}],
             authorizationServers: [{id: 'x', audiences: ['x'], policies: [{name: 'P',
               conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R', conditions: {
                 grantTypes: {include: ['authorization_code']}, scopes: {include: ['*']}},
                 actions: {token: {\(lifetimes)}}}]}]}],
             refreshTokens: [{token: 'given', clientId: 'g', userId: 'ann@example.com', issuer: 'https://h/oauth2/x',
               scopes: ['openid', 'offline_access'], \(token)}]}
            """
        return OAuthClient(try TestDouble([fixture]), server: "x")
    }

    private static func refresh(_ client: OAuthClient) throws -> Int {
        let form = [("grant_type", "refresh_token"), ("refresh_token", "given")]
        return try client.token(form, basic: ("g", "s")).status
    }

    private static let hour =
        "accessTokenLifetimeMinutes: 5, refreshTokenLifetimeMinutes: 0, refreshTokenWindowMinutes: 60"

    /// The clock is at 2026-01-01T00:00:00Z.
    static let rows: [(token: String, lifetimes: String, dies: Int64)] = [
        ("created: '2025-12-31T23:30:00.000Z', expiresAt: '2026-01-01T00:00:10.500Z'", hour, 10_500_000),
        ("created: '2025-12-01T00:00:00.000Z', expiresAt: '2026-01-01T00:00:10.000001Z'", hour, 10_000_001),
        ("created: '2026-01-01T00:00:00.000Z'", hour, 3_600_000_000),
        (
            "created: '2025-12-01T00:00:00.000Z', expiresAt: '2026-01-01T00:00:10.000Z'",
            "refreshTokenLifetimeMinutes: 0, refreshTokenWindowMinutes: 0", 10_000_000
        ),
        (
            "created: '2025-12-31T23:50:00.000Z'",
            "accessTokenLifetimeMinutes: 5, refreshTokenLifetimeMinutes: 30, refreshTokenWindowMinutes: 20", 600_000_000
        ),
    ]

    @Test(.rule("refresh.given-expiry"), arguments: rows)
    func `it dies at its instant unless it is used`(token: String, lifetimes: String, dies: Int64) throws {
        let client = try Self.client(token, lifetimes)
        client.double.advance(TimeSpan(microseconds: dies - 1))
        #expect(try client.introspect("given", basic: ("g", "s"))["active"] == true)
        client.double.advance(TimeSpan(microseconds: 1))
        #expect(try client.introspect("given", basic: ("g", "s"))["active"] == false)
        #expect(try Self.refresh(client) == 400)
    }

    @Test(.rule("refresh.given-expiry"))
    func `its first use begins the window of its rule`() throws {
        let token = "created: '2025-12-31T23:30:00.000Z', expiresAt: '2026-01-01T00:00:10.000Z'"
        let client = try Self.client(token, Self.hour)
        client.double.advance(9)
        #expect(try Self.refresh(client) == 200)
        client.double.advance(3599)
        #expect(try Self.refresh(client) == 200)
        client.double.advance(3600)
        #expect(try Self.refresh(client) == 400)
    }

    @Test(.rule("refresh.given-expiry"))
    func `it is refused where its user is not assigned to the app`() throws {
        let client = try Self.client("status: 'ACTIVE'", Self.hour, assignments: "assignments: {users: []},")
        #expect(try client.introspect("given", basic: ("g", "s")).text == #"{"active":false}"#)
        let form = [("grant_type", "refresh_token"), ("refresh_token", "given")]
        #expect(try client.token(form, basic: ("g", "s")).error == "access_denied")
    }

    @Test(.rule("refresh.given-expiry"))
    func `an ordered one takes the lifetimes of its rule`() throws {
        let client = try Self.client("status: 'REVOKED'", Self.hour)
        let order: JSON = [
            "kind": "refresh", "server": "x", "client": "g", "user": "ann@example.com",
            "scope": "openid offline_access",
        ]
        let token = try ControlClient(client.double).post("/tokens", order).string("token")
        client.double.advance(3599)
        #expect(try client.introspect(token, basic: ("g", "s"))["active"] == true)
        client.double.advance(1)
        #expect(try client.introspect(token, basic: ("g", "s"))["active"] == false)
    }
}
