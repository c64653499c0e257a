import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// After the clock was moved back, what had expired at the later time is still expired.
@Suite struct ClockMovedBackTests {
    private static let start = "2026-01-01T00:00:00Z"
    private static let fixture = """
        {apps: [{client_id: "fast", application_type: "native", grant_types: ["password", "refresh_token"],
                 refresh_token: {rotation_type: "ROTATE", leeway: 30}, redirect_uris: ["a:/b"]}],
         authorizationServers: [{name: "idle", id: "idle", audiences: ["api://idle"],
           policies: [{name: "p", conditions: {clients: {include: ["ALL_CLIENTS"]}},
             rules: [{name: "r", conditions: {grantTypes: {include: ["password"]}, scopes: {include: ["*"]}},
                      actions: {token: {accessTokenLifetimeMinutes: 60, refreshTokenWindowMinutes: 10}}}]}]}]}
        """

    private func set(_ double: TestDouble, _ instant: String) throws {
        let body = Array(#"{"now":"\#(instant)"}"#.utf8)
        #expect(try double.send(HTTPRequest(method: .put, path: "/_mock/clock", body: body)).status == .ok)
    }

    private func signIn(_ client: OAuthClient) throws -> Answer {
        try client.token([
            ("grant_type", "password"), ("client_id", "fast"), ("username", "alice@example.com"),
            ("password", "Alice-pw-1"), ("scope", "openid offline_access"),
        ])
    }

    private func refresh(_ client: OAuthClient, _ token: String) throws -> Answer {
        try client.token([("grant_type", "refresh_token"), ("client_id", "fast"), ("refresh_token", token)])
    }

    @Test func `a replaced refresh token whose leeway was over is a replay`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.fixture))
        let first = try signIn(client).string("refresh_token")
        let second = try refresh(client, first).string("refresh_token")
        client.double.advance(31)
        try set(client.double, Self.start)
        #expect(try client.introspect(first, clientID: "fast").text == #"{"active":false}"#)
        #expect(try refresh(client, first).error == "invalid_grant")
        #expect(try refresh(client, second).error == "invalid_grant")
    }

    @Test func `a refresh token whose idle window had closed stays dead`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.fixture), server: "idle")
        let token = try signIn(client).string("refresh_token")
        client.double.advance(600)
        try set(client.double, Self.start)
        #expect(try client.introspect(token, clientID: "fast").text == #"{"active":false}"#)
        #expect(try refresh(client, token).error == "invalid_grant")
    }

    @Test func `an access token that had expired stays dead, and a new one lives`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.fixture))
        let old = try signIn(client).string("access_token")
        client.double.advance(3600)
        try set(client.double, Self.start)
        #expect(try client.introspect(old, clientID: "fast").text == #"{"active":false}"#)
        let new = try signIn(client).string("access_token")
        #expect(try client.introspect(new, clientID: "fast")["active"] == true)
    }

    @Test func `a code, a session and a sign-in page that had expired stay dead`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.fixture))
        let (signedIn, waiting) = (Browser(client.double), Browser(client.double))
        let code = try #require(try client.signIn(signedIn, OAuthClient.authorize()).redirect["code"])
        let page = try waiting.get(client.base + "/v1/authorize", OAuthClient.authorize())
        client.double.advance(3 * 3600)
        try set(client.double, Self.start)
        #expect(try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).error == "invalid_grant")
        let silent = OAuthClient.authorize(["prompt": "none"])
        #expect(try client.signIn(signedIn, silent).redirect["error"] == "login_required")
        #expect(try waiting.signIn(page, "alice@example.com", "Alice-pw-1").status == 400)
    }

    @Test func `the clock does not pass the last year that can be told`() throws {
        let double = try TestDouble()
        try set(double, "9999-12-31T23:59:59Z")
        let body = Array(#"{"by":"PT1S"}"#.utf8)
        let answer = Answer(try double.send(HTTPRequest(method: .post, path: "/_mock/clock/advance", body: body)))
        #expect(answer.status == 400 && answer["field"] == "by")
    }
}
