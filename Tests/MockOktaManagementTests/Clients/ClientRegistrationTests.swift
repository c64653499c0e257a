import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Dynamic client registration.
@Suite struct ClientRegistrationTests {
    private let double: TestDouble
    private let clients: ManagementClient

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        clients = ManagementClient(double, base: "/oauth2/v1/clients")
    }

    private static let redirect = "http://localhost:3000/callback"

    private static let web: JSON = [
        "client_name": "Orders", "redirect_uris": [.string(redirect)], "grant_types": ["authorization_code"],
        "response_types": ["code"], "token_endpoint_auth_method": "client_secret_post", "application_type": "web",
        "post_logout_redirect_uris": ["http://localhost:3000/"],
    ]

    private func changed(_ changes: JSONObject) -> JSON {
        var object = Self.web.object ?? [:]
        for member in changes.members { object[member.key] = member.value == .null ? nil : member.value }
        return .object(object)
    }

    @Test(.rule("registration.create")) func `a new client has Okta's members in Okta's order`() throws {
        let answer = try clients.post("", Self.web)
        #expect(answer.status == 201, "\(answer)")
        #expect(
            answer.json.object?.keys == [
                "client_id", "client_secret", "client_id_issued_at", "client_secret_expires_at", "client_name",
                "client_uri", "logo_uri", "application_type", "redirect_uris", "post_logout_redirect_uris",
                "response_types", "grant_types", "token_endpoint_auth_method", "dpop_bound_access_tokens",
            ]
        )
        #expect(answer.string("client_id").hasPrefix("0oa"))
        #expect(answer.string("client_secret").utf8.count == 64)
        #expect(answer["client_id_issued_at"] == 1_767_225_600)
        #expect(answer["client_secret_expires_at"] == 0)
        #expect(answer["client_uri"] == .null)
    }

    @Test(.rule("registration.defaults")) func `what is left out has Okta's defaults`() throws {
        let answer = try clients.post("", ["client_name": "Orders", "redirect_uris": [.string(Self.redirect)]])
        #expect(answer["application_type"] == "web")
        #expect(answer["grant_types"] == ["authorization_code"])
        #expect(answer["response_types"] == ["code"])
        #expect(answer["token_endpoint_auth_method"] == "client_secret_basic")
        let app = try ManagementClient(double).get("/apps/" + answer.string("client_id"))
        #expect(app["settings"]?["oauthClient"]?["consent_method"] == "REQUIRED")
    }

    @Test(.rule("registration.same-object")) func `an app is a client and a client is an app`() throws {
        let apps = ManagementClient(double)
        let client = try clients.post("", Self.web)
        let id = client.string("client_id")
        let app = try apps.get("/apps/\(id)")
        #expect(app.string("label") == "Orders")
        #expect(app["settings"]?["oauthClient"]?["redirect_uris"] == [.string(Self.redirect)])
        #expect(app["credentials"]?["oauthClient"]?["token_endpoint_auth_method"] == "client_secret_post")
        var object = try #require(app.json.object)
        object["label"] = "Renamed"
        #expect(try apps.put("/apps/\(id)", .object(object)).status == 200)
        #expect(try clients.get("/\(id)").string("client_name") == "Renamed")
        #expect(try clients.get("/web-app").string("client_id") == "web-app")
    }

    @Test(.rule("registration.signs-in")) func `a new client gets tokens for a user at once`() throws {
        let client = try clients.post("", changed(["token_endpoint_auth_method": "client_secret_basic"]))
        let credentials = (client.string("client_id"), client.string("client_secret"))
        let oauth = OAuthClient(double)
        let code = try oauth.code(["client_id": credentials.0])
        let tokens = try oauth.token(OAuthClient.redeem(code), basic: credentials)
        #expect(tokens.status == 200, "\(tokens)")
        #expect(claims(of: tokens.string("access_token"))["cid"] == .string(credentials.0))
    }

    @Test(.rule("registration.read")) func `a client is read without its secret`() throws {
        let id = try clients.post("", Self.web).string("client_id")
        let answer = try clients.get("/\(id)")
        #expect(answer.status == 200)
        #expect(answer["client_secret"] == nil)
        #expect(answer["client_secret_expires_at"] == 0)
        let absent = try clients.get("/0oaunknown")
        #expect(absent.status == 404)
        #expect(absent.string("errorCode") == "E0000007")
        #expect(absent.string("errorSummary") == "Not found: Resource not found: 0oaunknown (PublicClientApp)")
    }

    @Test(.rule("registration.list")) func `the list has pages and is searched by the beginning of names`() throws {
        for name in ["Orders one", "Orders two", "Other"] {
            #expect(try clients.post("", changed(["client_name": .string(name)])).status == 201)
        }
        let first = try clients.get("?q=orders&limit=1")
        #expect(first.json.array?.compactMap { $0["client_name"]?.string } == ["Orders one"])
        let next = try #require(first.response.fields.values(of: "Link").last)
        #expect(next.hasSuffix(#"&limit=1&q=orders>; rel="next""#), "\(next)")
        let query = try #require(next.split(separator: "?").last?.split(separator: ">").first)
        let second = try clients.get("?\(query)")
        #expect(second.json.array?.compactMap { $0["client_name"]?.string } == ["Orders two"])
        #expect(second.response.fields.values(of: "Link").count == 1)
    }

    @Test(.rule("registration.replace")) func `a replacement keeps id and secret and drops what it leaves out`() throws
    {
        let client = try clients.post("", Self.web)
        let id = client.string("client_id")
        let answer = try clients.put(
            "/\(id)",
            changed([
                "client_id": .string(id), "client_name": "Updated", "post_logout_redirect_uris": .null,
                "client_uri": "https://orders.example",
            ])
        )
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.string("client_name") == "Updated")
        #expect(answer.string("client_uri") == "https://orders.example")
        #expect(answer["post_logout_redirect_uris"] == nil)
        #expect(answer.string("client_secret") == client.string("client_secret"))
        #expect(answer["client_id_issued_at"] == client["client_id_issued_at"])
        let app = try ManagementClient(double).get("/apps/\(id)")
        #expect(app["settings"]?["oauthClient"]?["consent_method"] == "REQUIRED")
    }

    @Test(.rule("registration.delete")) func `a deleted client is gone, as an app too`() throws {
        let id = try clients.post("", Self.web).string("client_id")
        let answer = try clients.delete("/\(id)")
        #expect(answer.status == 204)
        #expect(answer.text.isEmpty)
        #expect(try clients.get("/\(id)").status == 404)
        #expect(try ManagementClient(double).get("/apps/\(id)").status == 404)
        #expect(try clients.delete("/\(id)").status == 404)
    }

    @Test(.rule("registration.new-secret")) func `a new secret authenticates, the former one no longer`() throws {
        let client = try clients.post("", Self.web)
        let id = client.string("client_id")
        let answer = try clients.post("/\(id)/lifecycle/newSecret")
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.string("client_secret") != client.string("client_secret"))
        for (secret, status) in [(client, 401), (answer, 200)] {
            let form = [("token", "x"), ("client_id", id), ("client_secret", secret.string("client_secret"))]
            #expect(try OAuthClient(double).post("/v1/introspect", form).status == status)
        }
        let refused = try clients.post("/key-app/lifecycle/newSecret")
        #expect(refused.error == "invalid_client_metadata")
    }

    @Test(.rule("registration.scopes"))
    func `registering, reading and changing have scopes of their own`() throws {
        let id = try clients.post("", Self.web).string("client_id")
        for (scope, statuses) in [
            ("register", [201, 403, 403]), ("read", [403, 200, 403]), ("manage", [201, 200, 200]),
        ] {
            let order: JSON = [
                "kind": "access", "server": "org", "client": "service-app", "scope": .string("okta.clients.\(scope)"),
            ]
            let token = try ControlClient(double).post("/tokens", order).string("token")
            let client = ManagementClient(double, authorization: "Bearer \(token)", base: "/oauth2/v1/clients")
            let answers = [
                try client.post("", Self.web), try client.get("/\(id)"), try client.put("/\(id)", Self.web),
            ]
            #expect(answers.map(\.status) == statuses, "\(scope)")
        }
    }

    private static let bad: [(JSONObject, String)] = [
        (["client_name": .null], "client_name: The field can't be left blank."),
        (["client_name": ""], "client_name: The field can't be left blank."),
        (["redirect_uris": []], "redirect_uris: The field can't be left blank."),
        (["redirect_uris": ["nowhere"]], "redirect_uris: 'nowhere' is not an absolute URI"),
        (["redirect_uris": ["https://a.example/#x"]], "redirect_uris: 'https://a.example/#x' is not an absolute URI"),
        (["redirect_uris": ["http:///cb"]], "redirect_uris: 'http:///cb' is not an absolute URI"),
        (
            ["redirect_uris": ["javascript:alert(1)"]],
            "redirect_uris: 'javascript:alert(1)' has a scheme that is not allowed"
        ),
        (["redirect_uris": ["DATA:text/html,x"]], "redirect_uris: 'DATA:text/html,x' has a scheme that is not allowed"),
        (
            ["redirect_uris": ["https://u:p@a.example/"]],
            "redirect_uris: 'https://u:p@a.example/' has user information before its host"
        ),
        (
            ["redirect_uris": ["https://a.example/\r\nX: y"]],
            "redirect_uris: 'https://a.example/\r\nX: y' has spaces or control characters"
        ),
        (
            ["redirect_uris": ["https://a.example/\0"]],
            "redirect_uris: 'https://a.example/\0' has spaces or control characters"
        ),
        (
            ["post_logout_redirect_uris": ["javascript:alert(1)"]],
            "post_logout_redirect_uris: 'javascript:alert(1)' has a scheme that is not allowed"
        ),
        (["jwks_uri": "file:///etc/passwd"], "jwks_uri: 'file:///etc/passwd' has a scheme that is not allowed"),
        (["redirect_uris": "https://a.example/"], "Invalid request"),
        (["application_type": "fridge"], "application_type: 'fridge' is not one of [web, native, browser, service]"),
        (["response_types": ["words"]], "response_types: 'words' is not one of [code, token, id_token]"),
        (["client_id": "0oachosen"], "client_id: Okta chooses it."),
        (["client_secret": "chosen"], "client_secret: Okta chooses it."),
        (["client_id_issued_at": 1], "client_id_issued_at: The field is read-only."),
        (["client_secret_expires_at": 0], "client_secret_expires_at: The field is read-only."),
    ]

    @Test(.rule("registration.errors"), arguments: bad)
    func `bad metadata is refused by the member's name`(changes: JSONObject, description: String) throws {
        let answer = try clients.post("", changed(changes))
        #expect(answer.status == 400, "\(answer)")
        #expect(answer.json.object?.keys == ["error", "error_description"])
        #expect(answer.error == "invalid_client_metadata")
        #expect(answer.errorDescription == description)
    }

    @Test(.rule("registration.keys")) func `a service with keys needs no redirect and has no secret`() throws {
        let answer = try clients.post(
            "",
            [
                "client_name": "Service", "application_type": "service", "grant_types": ["client_credentials"],
                "response_types": ["token"], "token_endpoint_auth_method": "private_key_jwt",
                "jwks": ["keys": [["kty": "RSA", "e": "AQAB", "kid": "key1", "n": "AQAB"]]],
            ]
        )
        #expect(answer.status == 201, "\(answer)")
        #expect(answer["client_secret"] == nil)
        #expect(answer["client_secret_expires_at"] == nil)
        let key: JSON = ["kty": "RSA", "kid": "key1", "use": .null, "e": "AQAB", "n": "AQAB"]
        #expect(answer["jwks"]?["keys"] == [key])
    }
}
