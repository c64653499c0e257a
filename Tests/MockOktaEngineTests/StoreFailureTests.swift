import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What clients are answered while the store is away: 503 where it is needed, everything else as before.
@Suite struct StoreFailureTests {
    private let stores = FailingStores()
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try TestDouble([TestOrganization.builtIn(), IDXClient.fixture], store: stores)
        client = OAuthClient(double)
    }

    private func tokens() throws -> Answer {
        let code = try client.code(["scope": "openid offline_access"])
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        try #require(answer.status == 200)
        return answer
    }

    private func refresh(_ token: String) throws -> Answer {
        try client.token([("grant_type", "refresh_token"), ("refresh_token", token)], basic: OAuthClient.web)
    }

    private func expectUnavailable(_ answer: Answer, _ comment: Comment) {
        #expect(answer.status == 503, comment)
        #expect(answer.error == "temporarily_unavailable", comment)
        let text = "The authorization server is currently unable to handle the request due to a temporary overloading "
        #expect(answer.errorDescription == text + "or maintenance of the server.", comment)
    }

    @Test func `endpoints of OAuth answer 503 temporarily_unavailable, and then go on where they were`() throws {
        let tokens = try tokens()
        let code = try client.code(["scope": "openid offline_access"])
        let (access, refreshToken) = (tokens.string("access_token"), tokens.string("refresh_token"))
        stores.isAway = true
        expectUnavailable(try client.token(OAuthClient.redeem(code), basic: OAuthClient.web), "code")
        expectUnavailable(try refresh(refreshToken), "refresh")
        expectUnavailable(try client.introspect(access, basic: OAuthClient.web), "introspect")
        expectUnavailable(try client.introspect(refreshToken, basic: OAuthClient.web), "introspect refresh")
        expectUnavailable(try client.post("/v1/revoke", [("token", access)], basic: OAuthClient.web), "revoke")
        expectUnavailable(try client.userInfo(access), "userinfo")
        expectUnavailable(
            try client.post("/v1/par", OAuthClient.authorize(["client_id": nil]), basic: OAuthClient.web),
            "par"
        )
        stores.isAway = false
        #expect(try client.introspect(access, basic: OAuthClient.web)["active"] == true)
        #expect(try refresh(refreshToken).status == 200)
        #expect(try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).status == 200)
    }

    @Test func `a rotating refresh token is not used up by a request that failed`() throws {
        let native = OAuthClient.authorize([
            "client_id": "native-app", "redirect_uri": "com.example.app:/callback", "scope": "openid offline_access",
        ])
        let code = try client.signIn(Browser(double), native).redirect["code"] ?? ""
        let changes = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]
        let first = try client.token(OAuthClient.redeem(code, changes)).string("refresh_token")
        let form = [("grant_type", "refresh_token"), ("refresh_token", first), ("client_id", "native-app")]
        stores.isAway = true
        expectUnavailable(try client.token(form), "rotation")
        stores.isAway = false
        let answer = try client.token(form)
        #expect(answer.status == 200)
        #expect(answer.string("refresh_token") != first)
    }

    @Test func `what needs no store is answered as before`() throws {
        stores.isAway = true
        let service = ("service-app", "service-secret")
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        #expect(try client.token(form, basic: service).status == 200)
        let browser = Browser(double)
        let paths = ["/.well-known/openid-configuration", "/oauth2/default/v1/keys", "/"]
        for path in paths { #expect(try browser.get(path).status == 200, "\(path)") }
        #expect(try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize()).status == 200)
        #expect(try ManagementClient(double).get("/users").status == 200)
    }

    @Test func `health is degraded, and tells that it is the store`() throws {
        let control = ControlClient(double)
        #expect(try control.get("/health")["status"] == "UP")
        #expect(try control.get("/store").json == ["kind": "memory", "status": "UP"])
        stores.isAway = true
        let health = try control.get("/health")
        #expect(health.status == 503)
        #expect(health["status"] == "DEGRADED")
        let answer = try control.get("/store")
        #expect(answer.status == 200)
        #expect(answer.json == ["kind": "memory", "status": "DOWN", "message": .string(FailingStores.text)])
    }

    @Test func `Okta's own APIs answer 503 E0000010`() throws {
        let browser = Browser(double)
        _ = try client.signIn(browser, OAuthClient.authorize())
        let envelope = try IDXClient(double).begin()
        stores.isAway = true
        let answers = [
            try AuthnClient(double).start("alice@example.com", "Alice-pw-1"),
            try browser.get("/api/v1/sessions/me"),
            try ManagementClient(double).get("/sessions/102AAAAAAAAAAAAAAAAAAAAAA"),
        ]
        for answer in answers {
            #expect(answer.status == 503)
            #expect(answer["errorCode"] == "E0000010")
            #expect(answer["errorSummary"] == "Service is in read only mode")
        }
        let step = try IDXClient(double).submit(envelope, "identify", ["identifier": "alice@example.com"])
        #expect(step.status == 503)
        #expect(step.messageKeys == ["E0000010"])
    }

    @Test func `browsers get a page, and apps an error that a redirect can carry (RFC 6749 section 4.1.2.1)`() throws {
        let browser = Browser(double)
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        stores.isAway = true
        let refused = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        #expect(refused.status == 503)
        #expect(refused.text.contains("<h1>503 Service Unavailable</h1>"))
        #expect(refused.text.contains(FailingStores.text))
        stores.isAway = false
        _ = try browser.signIn(page, "alice@example.com", "Alice-pw-1")
        stores.isAway = true
        let answer = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        #expect(answer.redirect["error"] == "temporarily_unavailable")
        #expect(answer.redirect["state"] == "s-1")
    }

    @Test func `the control API answers 503 store_unavailable`() throws {
        let control = ControlClient(double)
        stores.isAway = true
        let answers = [
            try control.get("/grants"),
            try control.put("/clock", ["now": "2020-01-01T00:00:00Z"]),
            try control.post("/reset"),
            try control.post("/sessions", ["user": "alice@example.com"]),
            try control.put("/snapshots/a"),
        ]
        for answer in answers {
            #expect(answer.status == 503)
            #expect(answer.error == "store_unavailable")
            #expect(answer["message"] == .string(FailingStores.text))
        }
    }

    @Test func `the journal says why, and a fault that needs the user of a token is not passed over`() throws {
        let refreshToken = try tokens().string("refresh_token")
        let control = ControlClient(double)
        let fault: JSON = ["match": ["user": "alice@example.com"], "effect": ["status": 418]]
        #expect(try control.post("/faults", fault).status == 201)
        stores.isAway = true
        expectUnavailable(try refresh(refreshToken), "refresh")
        #expect(try control.requests().last?["why"] == .string(FailingStores.text))
        stores.isAway = false
        #expect(try refresh(refreshToken).status == 418)
    }

    /// Fails the store after one more operation each time, until the request succeeds.
    private func answerAfterFailures(_ send: () throws -> Answer) throws -> Answer {
        for count in 0..<30 {
            stores.operationsLeft = count
            let answer = try send()
            stores.operationsLeft = nil
            if answer.status != 503 { return answer }
        }
        throw StoreFailure("the request needs more than thirty operations")
    }

    @Test func `a store that fails between two writes does not use up a device code for nothing`() throws {
        let fixture = """
            {apps: [{client_id: "tv-app", application_type: "native", token_endpoint_auth_method: "none",
                     grant_types: ["urn:ietf:params:oauth:grant-type:device_code", "refresh_token"]}]}
            """
        let double = try TestDouble([TestOrganization.builtIn(), fixture], store: stores)
        let org = OAuthClient(double, server: nil)
        let form = [("client_id", "tv-app"), ("scope", "openid offline_access")]
        let device = try org.post("/v1/device/authorize", form)
        let decision: JSON = ["decision": "approve", "user": "alice@example.com"]
        let path = "/device/\(device.string("user_code"))"
        #expect(try ControlClient(double).post(path, decision).status == 204)
        let poll = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("client_id", "tv-app"),
            ("device_code", device.string("device_code")),
        ]
        let answer = try answerAfterFailures { try org.token(poll) }
        #expect(answer.status == 200)
        let token = [
            ("grant_type", "refresh_token"), ("client_id", "tv-app"), ("refresh_token", answer.string("refresh_token")),
        ]
        #expect(try org.token(token).status == 200)
        #expect(try org.token(poll).error == "invalid_grant")
    }

    @Test func `a store that fails between two writes does not use up a session token for nothing`() throws {
        let double = try TestDouble([TestOrganization.builtIn()], store: stores)
        let token = try AuthnClient(double).post("", ["username": "alice@example.com", "password": "Alice-pw-1"])
        let body: JSON = ["sessionToken": .string(token.string("sessionToken"))]
        let answer = try answerAfterFailures { try ManagementClient(double).post("/sessions", body) }
        #expect(answer.status == 200)
        #expect(try ManagementClient(double).post("/sessions", body).status == 401)
    }
}
