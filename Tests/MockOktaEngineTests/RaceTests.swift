import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What fifty connections at once may and may not get.
@Suite struct RaceTests {
    private static let volume = 50

    private static let fixture = """
        {apps: [{client_id: "rotating", client_secret: "rotating-secret", token_endpoint_auth_method: "client_secret_post",
                 grant_types: ["authorization_code", "refresh_token"], consent_method: "TRUSTED",
                 redirect_uris: ["http://localhost:3000/callback"],
                 refresh_token: {rotation_type: "ROTATE", leeway: 0}},
                {client_id: "lenient", client_secret: "lenient-secret", token_endpoint_auth_method: "client_secret_post",
                 grant_types: ["authorization_code", "refresh_token"], consent_method: "TRUSTED",
                 redirect_uris: ["http://localhost:3000/callback"],
                 refresh_token: {rotation_type: "ROTATE", leeway: 30}}]}
        """

    /// More loops and workers than cores, so that threads are interrupted in the middle of things.
    private static func start() throws -> OAuthClient {
        OAuthClient(
            try TestDouble(
                [TestOrganization.builtIn(), fixture],
                .socket,
                loops: 8,
                store: YieldingStateStore()
            )
        )
    }

    private static func post(_ path: String, _ form: [(String, String)], cookie: String? = nil) -> HTTPRequest {
        var fields: HTTPFields = ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"]
        if let cookie { fields["Cookie"] = cookie }
        return HTTPRequest(
            method: .post,
            path: "/oauth2/default/v1" + path,
            fields: fields,
            body: Array(FormParameters(form).encoded.utf8)
        )
    }

    private static func get(_ path: String, _ parameters: [(String, String)], cookie: String? = nil) -> HTTPRequest {
        HTTPRequest(
            method: .get,
            path: "/oauth2/default/v1" + path,
            query: FormParameters(parameters).encoded,
            fields: cookie.map { ["Accept": "text/html", "Cookie": $0] } ?? ["Accept": "text/html"]
        )
    }

    private static func secret(_ id: String) -> [(String, String)] {
        [("client_id", id), ("client_secret", id == "web-app" ? "web-secret" : "\(id)-secret")]
    }

    private static func refresh(_ token: String, _ id: String) -> HTTPRequest {
        post("/token", [("grant_type", "refresh_token"), ("refresh_token", token)] + secret(id))
    }

    private static func signIn(_ client: OAuthClient, _ id: String) throws -> Answer {
        let code = try client.code(["client_id": id, "scope": "openid offline_access"])
        let answer = try client.token(OAuthClient.redeem(code) + secret(id))
        try #require(answer.status == 200, "\(answer)")
        return answer
    }

    @Test func `one code gives tokens to one of fifty connections`() throws {
        let client = try Self.start()
        let code = try client.code(["scope": "openid offline_access"])
        let request = Self.post("/token", OAuthClient.redeem(code) + Self.secret("web-app"))
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: client.double)
        let winners = answers.filter { $0.status == 200 }
        #expect(winners.count == 1)
        let losers = answers.filter { $0.status == 400 && $0.error == "invalid_grant" }
        #expect(losers.count == Self.volume - 1)
        #expect(try client.userInfo(#require(winners.first).string("access_token")).status == 200)
    }

    @Test func `one session token signs in one of fifty connections`() throws {
        let client = try Self.start()
        let fields: HTTPFields = ["Content-Type": "application/json", "Accept": "application/json"]
        let body = Array(#"{"username": "alice@example.com", "password": "Alice-pw-1"}"#.utf8)
        let authn = HTTPRequest(method: .post, path: "/api/v1/authn", fields: fields, body: body)
        let token = Answer(try client.double.send(authn)).string("sessionToken")
        try #require(!token.isEmpty)
        let request = Self.get("/authorize", OAuthClient.authorize(["sessionToken": token, "prompt": "none"]))
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: client.double)
        #expect(answers.count { $0.redirect["code"] != nil } == 1)
        #expect(answers.count { $0.redirect["error"] == "login_required" } == Self.volume - 1)
    }

    @Test func `one client assertion serves one of fifty connections`() throws {
        let client = try Self.start()
        let key = SigningKey(try RSAPrivateKey(pem: client.double.testKey(of: "key-app")))
        let claims: JSONObject = [
            "iss": "key-app", "sub": "key-app", "aud": .string(client.double.url + client.base + "/v1/token"),
            "exp": .integer(Int(TestDouble.start.seconds) + 300), "jti": "once",
        ]
        let form = [
            ("grant_type", "client_credentials"), ("scope", "orders:read"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", try JWT.sign(claims, with: key)),
        ]
        let request = Self.post("/token", form)
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: client.double)
        #expect(answers.count { $0.status == 200 } == 1)
        let isUsed = "The client_assertion token has already been used."
        #expect(answers.count { $0.errorDescription == isUsed } == Self.volume - 1)
    }

    @Test func `without leeway one of fifty refreshes succeeds, and the replays kill its grant`() throws {
        let client = try Self.start()
        let first = try Self.signIn(client, "rotating")
        let request = Self.refresh(first.string("refresh_token"), "rotating")
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: client.double)
        let winners = answers.filter { $0.status == 200 }
        #expect(winners.count == 1)
        #expect(answers.count { $0.error == "invalid_grant" } == Self.volume - 1)
        let winner = try #require(winners.first)
        let again = Self.refresh(winner.string("refresh_token"), "rotating")
        #expect(Answer(try client.double.send(again)).error == "invalid_grant")
        for answer in [first, winner] { #expect(try client.userInfo(answer.string("access_token")).status == 401) }
    }

    @Test func `inside the leeway all of fifty refreshes succeed, each with a token of its own`() throws {
        let client = try Self.start()
        let first = try Self.signIn(client, "lenient")
        let request = Self.refresh(first.string("refresh_token"), "lenient")
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: client.double)
        #expect(answers.allSatisfy { $0.status == 200 })
        let tokens = answers.map { $0.string("refresh_token") }
        #expect(Set(tokens).count == Self.volume)
        client.double.advance(30)
        #expect(Answer(try client.double.send(request)).error == "invalid_grant")
        #expect(Answer(try client.double.send(Self.refresh(tokens[7], "lenient"))).error == "invalid_grant")
    }

    @Test func `a token that does not rotate serves fifty connections alike`() throws {
        let client = try Self.start()
        let token = try Self.signIn(client, "web-app").string("refresh_token")
        let request = Self.refresh(token, "web-app")
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: client.double)
        #expect(answers.allSatisfy { $0.string("refresh_token") == token })
        #expect(Set(answers.map { $0.string("access_token") }).count == Self.volume)
    }

    @Test func `nothing that a race of refreshes and revocations hands out is good after it`() throws {
        let client = try Self.start()
        let first = try Self.signIn(client, "lenient")
        let token = first.string("refresh_token")
        let revocation = Self.post("/revoke", [("token", token)] + Self.secret("lenient"))
        let requests = (0..<Self.volume).map { $0 % 10 == 9 ? revocation : Self.refresh(token, "lenient") }
        let answers = try RequestBurst.fire(requests, at: client.double)
        for (index, answer) in answers.enumerated() where index % 10 != 9 {
            #expect(answer.status == 200 || answer.error == "invalid_grant", "\(answer)")
        }
        for answer in [first] + answers.filter({ !$0.string("access_token").isEmpty }) {
            #expect(try client.introspect(answer.string("access_token"), basic: OAuthClient.web)["active"] == false)
            #expect(try client.introspect(answer.string("refresh_token"), basic: OAuthClient.web)["active"] == false)
        }
    }

    @Test func `signing out while others ask silently ends the session for all who ask later`() throws {
        let client = try Self.start()
        let browser = Browser(client.double)
        let code = try #require(try client.signIn(browser, OAuthClient.authorize()).redirect["code"])
        let hint = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web).string("id_token")
        let cookie = "idx=" + (try #require(browser.cookie("idx")))
        let silent = Self.get("/authorize", OAuthClient.authorize(["prompt": "none"]), cookie: cookie)
        let logout = Self.get("/logout", [("id_token_hint", hint)], cookie: cookie)
        let requests = (0..<Self.volume).map { $0 % 10 == 9 ? logout : silent }
        let answers = try RequestBurst.fire(requests, at: client.double)
        for (index, answer) in answers.enumerated() {
            guard index % 10 != 9 else {
                #expect(answer.status == 200, "\(answer)")
                continue
            }
            let isFine = answer.redirect["code"] != nil || answer.redirect["error"] == "login_required"
            #expect(isFine, "\(answer)")
        }
        #expect(Answer(try client.double.send(silent)).redirect["error"] == "login_required")
    }
}
