#if Redis
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaRedisStore
import MockOktaTestSupport
import Testing

/// What a process could keep for itself and must not: another one is asked for it.
@Suite(.enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct ProcessStateTests {
    private func pair(
        _ server: RedisServer,
        _ overlay: String = "{}",
        hasSeededKeys: Bool = true
    ) throws -> [TestDouble] {
        let address = server.address("test-\(UInt64.random(in: .min ... .max))")
        return try (0..<2).map { _ in
            try TestDouble(
                [TestOrganization.builtIn(), overlay],
                hasSeededKeys: hasSeededKeys,
                store: try RedisStateStore(address)
            )
        }
    }

    @Test func `a page that answers a browser's form is on both, for that browser alone`() throws {
        let doubles = try pair(try #require(RedisServer.shared))
        let browser = Browser(doubles[0])
        let page = try browser.get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        let form = try #require(HTMLForm.all(in: page.text).first)
        let body = FormParameters(form.filled(text: "alice@example.com", password: "wrong")).encoded
        let fields: HTTPFields = [
            "Accept": "text/html", "Content-Type": "application/x-www-form-urlencoded", "Sec-Fetch-Mode": "navigate",
        ]
        let request = HTTPRequest(method: .post, path: form.action, fields: fields, body: Array(body.utf8))
        let redirect = try browser.send(request)
        #expect(redirect.status == 303)
        let cookie = browser.cookie("oktaStateToken") ?? ""
        for double in doubles {
            let own = HTTPFields([("Cookie", "oktaStateToken=\(cookie)")])
            let shown = Answer(try double.send(HTTPRequest(method: .get, path: redirect.location, fields: own)))
            #expect(shown.status == 200)
            #expect(shown.text.contains("Unable to sign in"))
            let other = Answer(try double.send(HTTPRequest(method: .get, path: redirect.location)))
            #expect(other.status == 400)
        }
    }

    @Test func `a key that another process made and this one cannot read is answered 503`() throws {
        let server = try #require(RedisServer(port: RedisServer.freePort()))
        let overlay = """
            {authorizationServers: [{id: "own", audiences: ["api://own"], scopes: [{name: "orders:read"}], policies: [
              {name: "P", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [{name: "R", conditions: {
                grantTypes: {include: ["client_credentials"]}, scopes: {include: ["*"]}},
                actions: {token: {accessTokenLifetimeMinutes: 5}}}]}]}]}
            """
        let doubles = try pair(server, overlay, hasSeededKeys: false)
        let service = ("service-app", "service-secret")
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let token = try OAuthClient(doubles[0], server: "own").token(form, basic: service).string("access_token")
        #expect(!token.isEmpty)
        server.stop()
        let client = OAuthClient(doubles[1], server: "own")
        #expect(try client.introspect(token, basic: service).error == "temporarily_unavailable")
        #expect(try client.token(form, basic: service).status == 503)
        #expect(try Browser(doubles[1]).get("/oauth2/own/v1/keys").status == 503)
        #expect(try ManagementClient(doubles[1]).get("/authorizationServers/own").status == 503)
        let explained = try ControlClient(doubles[1]).post("/tokens/explain", ["token": .string(token)])
        #expect(explained.error == "store_unavailable")
    }

    @Test func `a user on demand who cannot be kept is no wrong password`() throws {
        let server = try #require(RedisServer(port: RedisServer.freePort()))
        let double = try pair(server, "{mock: {usersOnDemand: true}}")[0]
        let native: [(String, String)] = [
            ("grant_type", "password"), ("client_id", "native-app"), ("scope", "openid"), ("password", "any"),
        ]
        #expect(try OAuthClient(double).token(native + [("username", "first@example.com")]).status == 200)
        server.stop()
        let answer = try OAuthClient(double).token(native + [("username", "second@example.com")])
        #expect(answer.error == "temporarily_unavailable")
    }

    @Test func `an automatic sign-in that cannot be kept is told to the app`() throws {
        let server = try #require(RedisServer(port: RedisServer.freePort()))
        let double = try pair(server, #"{mock: {autoSignIn: "someone@example.com", usersOnDemand: true}}"#)[0]
        server.stop()
        let answer = try Browser(double).get("/oauth2/default/v1/authorize", OAuthClient.authorize())
        #expect(answer.redirect["error"] == "temporarily_unavailable")
    }
}
#endif
