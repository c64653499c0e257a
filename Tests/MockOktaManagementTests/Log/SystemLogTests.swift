import MockOktaEndpoints
import MockOktaFormats
import MockOktaHTTP
import MockOktaManagement
import MockOktaTestSupport
import Testing

/// `/api/v1/logs`.
@Suite struct SystemLogTests {
    private let double: TestDouble
    private let client: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
    }

    private func events(_ query: String = "") throws -> [JSON] { try client.get("/logs" + query).json.array ?? [] }

    private func types(_ query: String = "") throws -> [String] {
        try events(query).compactMap { $0["eventType"]?.string }
    }

    private func authenticate(_ login: String, _ password: String) throws {
        _ = try client.post("/authn", ["username": .string(login), "password": .string(password)])
    }

    @Test(.rule("log.object")) func `an entry has Okta's members in Okta's order`() throws {
        try authenticate("alice@example.com", "Alice-pw-1")
        let event = try #require(try events("?filter=eventType%20eq%20%22user.session.start%22").first)
        let members = [
            "actor", "client", "device", "authenticationContext", "displayMessage", "eventType", "outcome",
            "published", "securityContext", "severity", "debugContext", "legacyEventType", "transaction", "uuid",
            "version", "request", "target",
        ]
        #expect(event.object?.keys == members)
        #expect(event["published"] == "2026-01-01T00:00:00.000Z" && event["version"] == "0")
        #expect(event["actor"]?["alternateId"] == "alice@example.com" && event["actor"]?["type"] == "User")
        #expect(event["displayMessage"] == "User login to Okta")
        #expect(event["uuid"]?.string?.split(separator: "-").map(\.count) == [8, 4, 4, 4, 12])
        let id = event["transaction"]?["id"]?.string
        #expect(id?.count == 32 && event["debugContext"]?["debugData"]?["requestId"]?.string == id)
    }

    @Test(.rule("log.transaction")) func `the id of the transaction is that of the answer`() throws {
        let answer = try client.post("/groups", ["profile": ["name": "Clerks"]])
        let event = try #require(try events().first)
        #expect(event["transaction"]?["id"]?.string == answer.field("x-okta-request-id"))
    }

    @Test(
        .rule("log.sign-in"),
        arguments: [
            ("alice@example.com", "Alice-pw-1", "SUCCESS", nil),
            ("bob@example.com", "no", "FAILURE", "INVALID_CREDENTIALS"),
            ("locked@example.com", "Locked-pw-1", "FAILURE", "LOCKED_OUT"),
            ("ghost@example.com", "x", "FAILURE", "INVALID_CREDENTIALS"),
        ] as [(String, String, String, String?)]
    )
    func `a sign-in is logged with its outcome`(
        login: String,
        password: String,
        result: String,
        reason: String?
    ) throws {
        try authenticate(login, password)
        let event = try #require(try events().last)
        #expect(event["eventType"] == "user.session.start")
        #expect(event["outcome"]?["result"]?.string == result && event["outcome"]?["reason"]?.string == reason)
        #expect(event["actor"]?["alternateId"]?.string == login)
        #expect(event["severity"]?.string == (reason == nil ? "INFO" : "WARN"))
    }

    @Test(.rule("log.tokens")) func `tokens are logged when granted, refreshed, reused and revoked`() throws {
        let oauth = OAuthClient(double)
        let code = try oauth.code([
            "client_id": "native-app", "redirect_uri": "com.example.app:/callback", "scope": "openid offline_access",
        ])
        let native = ["client_id": "native-app", "redirect_uri": "com.example.app:/callback"]
        let tokens = try oauth.token(OAuthClient.redeem(code, native))
        let refresh = [
            ("grant_type", "refresh_token"), ("client_id", "native-app"),
            ("refresh_token", tokens.string("refresh_token")),
        ]
        #expect(try oauth.token(refresh).status == 200)
        double.advance(60)
        #expect(try oauth.token(refresh).status == 400)
        let password = [
            ("grant_type", "password"), ("client_id", "native-app"), ("scope", "openid offline_access"),
            ("username", "alice@example.com"), ("password", "Alice-pw-1"),
        ]
        let revoked = try oauth.token(password).string("refresh_token")
        _ = try oauth.post("/v1/revoke", [("client_id", "native-app"), ("token", revoked)])
        let granted = ["access_token", "id_token", "refresh_token"].map { "app.oauth2.as.token.grant.\($0)" }
        let expected =
            ["policy.evaluate_sign_on", "user.session.start", "user.authentication.sso"]
            + ["app.oauth2.as.authorize.code"] + granted + granted
            + ["app.oauth2.as.token.detect_reuse", "app.oauth2.as.token.grant"]
            + ["policy.evaluate_sign_on", "user.session.start"] + granted + ["app.oauth2.as.token.revoke"]
        #expect(try types() == expected)
        let access = try events("?filter=eventType%20eq%20%22app.oauth2.as.token.grant.access_token%22")
        let data = access.map { $0["debugContext"]?["debugData"]?["grantType"]?.string }
        #expect(data == ["authorization_code", "refresh_token", "password"])
        #expect(access.first?["actor"]?["id"]?.string != nil && access.first?["actor"]?["type"] == "PublicClientApp")
        let targets = access.first?["target"]?.array?.map { $0["type"]?.string }
        #expect(targets == ["User", "access_token"])
        #expect(
            access.first?["target"]?.array?.last?["id"]?.string
                == claims(of: tokens.string("access_token"))["jti"]?.string
        )
    }

    @Test(.rule("log.refusal")) func `a refusal by policies is logged with Okta's internal reason`() throws {
        let form = [("grant_type", "client_credentials"), ("scope", "orders:write")]
        let answer = try OAuthClient(double, server: "short").token(form, basic: ("service-app", "service-secret"))
        #expect(answer.error == "access_denied")
        let event = try #require(try events().last)
        #expect(event["eventType"] == "app.oauth2.as.token.grant")
        #expect(event["outcome"] == ["result": "FAILURE", "reason": "no_matching_policy"])
        #expect(event["debugContext"]?["debugData"]?["requestedScopes"] == "orders:write")
    }

    @Test(.rule("dpop.log")) func `a proof without a nonce is logged as a challenge`() throws {
        let client = OAuthClient(double)
        let proof: HTTPFields = ["DPoP": try DPoPKey().proof("POST", double.url + client.base + "/v1/token")]
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let answer = try client.token(form, basic: ("service-app", "service-secret"), fields: proof)
        #expect(answer.error == "use_dpop_nonce")
        let event = try #require(try events("?filter=outcome.result%20eq%20%22CHALLENGE%22").first)
        #expect(event["outcome"] == ["result": "CHALLENGE", "reason": "use_dpop_nonce"])
    }

    @Test(.rule("log.changes")) func `changes by the API are logged with what they changed`() throws {
        let profile: JSON = [
            "login": "carol@example.com", "email": "carol@example.com", "firstName": "Carol", "lastName": "Smith",
        ]
        let user = try client.post("/users?activate=false", ["profile": profile]).string("id")
        let group = try client.post("/groups", ["profile": ["name": "Clerks"]]).string("id")
        _ = try client.put("/groups/\(group)/users/\(user)")
        #expect(try client.put("/groups/\(group)/users/00u00000000000000000").status == 404)
        let server = try client.post("/authorizationServers", ["name": "Orders", "audiences": ["api://o"]])
        _ = try client.post("/authorizationServers/\(server.string("id"))/scopes", ["name": "orders:pay"])
        _ = try client.delete("/users/carol@example.com")
        _ = try client.delete("/users/carol@example.com")
        let expected = [
            "user.lifecycle.create", "group.lifecycle.create", "group.user_membership.add", "oauth2.as.created",
            "oauth2.scope.created", "user.lifecycle.deactivate", "user.lifecycle.delete.initiated",
        ]
        #expect(try types() == expected)
        let added = try #require(try events("?q=user_membership").first)
        #expect(added["target"]?.array?.map { $0["id"]?.string } == [user, group])
        #expect(added["target"]?.array?.map { $0["displayName"]?.string } == ["Carol Smith", "Clerks"])
        let scope = try #require(try events("?q=scope.created").first)
        #expect(scope["target"]?.array?.map { $0["displayName"]?.string } == ["orders:pay", "Orders"])
    }

    @Test(.rule("log.query")) func `entries are selected by filter, words and time`() throws {
        try authenticate("alice@example.com", "Alice-pw-1")
        double.advance(3600)
        try authenticate("bob@example.com", "no")
        let later = "2026-01-01T00:30:00Z"
        #expect(try types("?since=\(later)") == ["user.session.start"])
        #expect(try types("?until=\(later)") == ["policy.evaluate_sign_on", "user.session.start"])
        #expect(try types("?sortOrder=DESCENDING&limit=1&since=\(later)") == ["user.session.start"])
        #expect(try types("?q=bob%20login").count == 1)
        #expect(try types("?q=bob%20logout").isEmpty)
        #expect(try types("?filter=outcome.result%20eq%20%22FAILURE%22").count == 1)
        #expect(
            try types("?filter=eventType%20sw%20%22user.%22%20and%20not%20(actor.alternateId%20co%20%22bob%22)").count
                == 1
        )
        for query in ["?filter=eventType%20is%20%221%22", "?since=yesterday", "?sortOrder=UP", "?limit=x", "?after=x"] {
            #expect(try client.get("/logs" + query).status == 400, "\(query)")
        }
        #expect(try types("?limit=0").isEmpty)
    }

    @Test(.rule("log.polling")) func `a client that polls gets each entry once`() throws {
        func next(_ answer: Answer) -> String {
            let link = answer.response.fields.values(of: "Link").last ?? ""
            #expect(link.hasSuffix(#"; rel="next""#))
            return String(link.dropFirst("<http://mock.example/api/v1".count).prefix { $0 != ">" })
        }
        var page = try client.get("/logs?limit=2")
        #expect(page.json == [])
        var seen: [String] = []
        for (login, password) in [("alice", "Alice-pw-1"), ("bob", "Bob-pw-1"), ("locked", "Locked-pw-1")] {
            try authenticate("\(login)@example.com", password)
            repeat {
                page = try client.get(next(page))
                seen += page.json.array?.compactMap { $0["uuid"]?.string } ?? []
            } while page.json.array?.count == 2
        }
        #expect(seen.count == 5 && Set(seen).count == 5)
        _ = try ControlClient(double).post("/reset")
        try authenticate("alice@example.com", "Alice-pw-1")
        #expect(try client.get(next(page)).json.array?.count == 2)
    }

    @Test func `a bounded query ends`() throws {
        try authenticate("alice@example.com", "Alice-pw-1")
        let links = try client.get("/logs?until=2026-01-01T01:00:00Z").response.fields.values(of: "Link")
        #expect(links.count == 1 && links.first?.hasSuffix(#"rel="self""#) == true)
    }

    @Test(.rule("management.log.messages")) func `changes have Okta's messages`() throws {
        let server = try client.post("/authorizationServers", ["name": "s", "audiences": ["x"]]).string("id")
        let path = "/authorizationServers/\(server)"
        _ = try client.post(path + "/scopes", ["name": "a"])
        _ = try client.post(
            path + "/policies",
            ["type": "OAUTH_AUTHORIZATION_POLICY", "name": "p", "description": "d"]
        )
        _ = try client.post(path + "/lifecycle/deactivate")
        _ = try client.post("/trustedOrigins", ["name": "t", "origin": "https://t.example"])
        let messages = try client.get("/logs").json.array?.map { $0["displayMessage"]?.string }
        #expect(
            messages == [
                "Authorization server is created", "OAuth2 scope is created", "Create policy",
                "Authorization server is deactivated", "A trusted origin is created",
            ]
        )
    }

    @Test func `every event of a change belongs to an operation`() {
        let operations = Set(
            ManagementFeature.endpoints.flatMap { endpoint in
                endpoint.methods.flatMap { method in endpoint.paths.map { "\(method.rawValue) \($0)" } }
            }
        )
        #expect(Set(ChangeEvents.types.keys).subtracting(operations).isEmpty)
    }
}
