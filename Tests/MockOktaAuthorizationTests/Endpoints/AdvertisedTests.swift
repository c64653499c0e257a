import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Everything that a metadata document names is used once: what does not work is not advertised.
@Suite struct AdvertisedTests {
    static let documents: [(path: String, server: String?)] = [
        ("/.well-known/openid-configuration", nil), ("/.well-known/oauth-authorization-server", nil),
        ("/oauth2/default/.well-known/openid-configuration", "default"),
        ("/oauth2/default/.well-known/oauth-authorization-server", "default"),
    ]

    private static let overlay = """
        {apps: [{client_id: "browser-app", application_type: "browser", grant_types: ["authorization_code", "implicit"],
                 redirect_uris: ["http://localhost:3000/callback"]}]}
        """

    private func document(_ path: String, _ double: TestDouble) throws -> Answer {
        Answer(try double.send(HTTPRequest(method: .get, path: path)))
    }

    @Test(.rule("discovery.only-what-works"), arguments: documents)
    func `every endpoint answers`(path: String, server: String?) throws {
        let double = try TestDouble()
        let document = try document(path, double)
        let endpoints = document.json.object?.members.filter { member in
            member.key.hasSuffix("_endpoint") || member.key == "jwks_uri"
        }
        #expect((endpoints ?? []).count >= 6)
        for endpoint in endpoints ?? [] {
            let url = try #require(endpoint.value.string)
            let path = String(url.dropFirst(double.url.count))
            let isForm = ["token", "introspect", "revoke", "device/authorize", "par"].contains {
                path.hasSuffix("/\($0)")
            }
            let request = HTTPRequest(method: isForm ? .post : .get, path: path)
            #expect(![404, 405].contains(try double.send(request).status.rawValue), "\(url)")
        }
    }

    @Test(
        .rule("discovery.only-what-works", "discovery.response-types", "discovery.response-modes"),
        arguments: documents
    )
    func `every response type works in every response mode that fits it`(path: String, server: String?) throws {
        let double = try TestDouble(builtInAnd: Self.overlay)
        let client = OAuthClient(double, server: server)
        let document = try document(path, double)
        for type in try #require(document["response_types_supported"]?.strings) {
            for mode in try #require(document["response_modes_supported"]?.strings)
            where mode != "query" || type == "code" {
                let answer = try client.signIn(
                    Browser(double),
                    OAuthClient.authorize(["client_id": "browser-app", "response_type": type, "response_mode": mode])
                )
                let isPage = mode == "form_post" || mode == "okta_post_message"
                #expect(answer.status == (isPage ? 200 : 302), "\(type) \(mode): \(answer)")
                let names = type.split(separator: " ").map { $0 == "token" ? "access_token" : String($0) }
                for name in names {
                    let isThere = isPage ? answer.text.contains("\"\(name)\"") : answer.redirect.contains(name)
                    #expect(isThere, "\(type) \(mode) lacks \(name): \(answer)")
                }
            }
        }
    }

    @Test(.rule("discovery.only-what-works", "discovery.grant-types"), arguments: documents)
    func `every grant type gives tokens`(path: String, server: String?) throws {
        let double = try TestDouble()
        let client = OAuthClient(double, server: server)
        for grant in try #require(try document(path, double)["grant_types_supported"]?.strings) {
            let answer = try use(grant, client)
            let token = grant == "implicit" ? answer.redirect["access_token"] : answer["access_token"]?.string
            #expect(token != nil, "\(grant): \(answer)")
        }
    }

    private func use(_ grant: String, _ client: OAuthClient) throws -> Answer {
        switch grant {
        case "urn:ietf:params:oauth:grant-type:device_code":
            // A rule of the built-in server does not list the grant type, so the org of the newer features shows it.
            let server = client.base == "/oauth2" ? nil : "modern"
            let client = OAuthClient(try ModernOrganization.double(), server: server)
            let device = try client.post("/v1/device/authorize", [("client_id", "tv-app"), ("scope", "openid")])
            let decision: JSON = ["decision": "approve", "user": "alice@example.com"]
            _ = try ControlClient(client.double).post("/device/\(device.string("user_code"))", decision)
            let form = [("device_code", device.string("device_code")), ("client_id", "tv-app")]
            return try client.token(form + [("grant_type", grant)])
        case "authorization_code":
            return try client.token(OAuthClient.redeem(try client.code()), basic: OAuthClient.web)
        case "implicit":
            return try client.signIn(Browser(client.double), OAuthClient.authorize(["response_type": "token"]))
        case "refresh_token":
            let form = ErrorCase.password(scope: "openid offline_access")
            let token = try client.token(form, basic: OAuthClient.web).string("refresh_token")
            return try client.token([("grant_type", grant), ("refresh_token", token)], basic: OAuthClient.web)
        case "password":
            return try client.token(ErrorCase.password(), basic: OAuthClient.web)
        default:
            let endpoint = client.base + "/v1/token"
            let assertion = try Assertion(client.double, endpoint: endpoint).signed(client.double)
            let scope = client.base == "/oauth2" ? "okta.users.read" : "orders:read"
            return try client.token(Assertion.form(assertion, [("grant_type", grant), ("scope", scope)]))
        }
    }

    @Test(.rule("discovery.only-what-works", "discovery.auth-methods"), arguments: documents)
    func `every authentication method works where it is named`(path: String, server: String?) throws {
        let double = try FidelityOrganization.double()
        let client = OAuthClient(double, server: server)
        let document = try document(path, double)
        for endpoint in ["token", "introspection", "revocation"] {
            for method in try #require(document["\(endpoint)_endpoint_auth_methods_supported"]?.strings) {
                let path =
                    "/v1/" + ["introspection": "introspect", "revocation": "revoke"][endpoint, default: endpoint]
                let credentials = try credentials(method, client.base + path, double)
                let answer = try client.post(path, credentials.form + [("token", "x")], basic: credentials.basic)
                #expect(
                    endpoint == "token" ? answer.error != "invalid_client" : answer.status == 200,
                    "\(method) \(answer)"
                )
            }
        }
    }

    private func credentials(
        _ method: String,
        _ endpoint: String,
        _ double: TestDouble
    ) throws -> (form: [(String, String)], basic: (String, String)?) {
        switch method {
        case "client_secret_basic": return ([], OAuthClient.web)
        case "client_secret_post": return ([("client_id", "post-app"), ("client_secret", "post-secret")], nil)
        case "client_secret_jwt":
            let assertion = Assertion(double, client: "jwt-app", endpoint: endpoint)
            let text = try assertion.signed(secret: "jwt-app-secret-of-exactly-40-characters-")
            return (Assertion.form(text, []), nil)
        case "private_key_jwt":
            return (Assertion.form(try Assertion(double, endpoint: endpoint).signed(double), []), nil)
        default: return ([("client_id", "native-app")], nil)
        }
    }

    @Test(.rule("discovery.only-what-works", "discovery.scopes-org"), arguments: documents)
    func `every scope is granted`(path: String, server: String?) throws {
        let double = try TestDouble()
        let scopes = try #require(try document(path, double)["scopes_supported"]?.strings).joined(separator: " ")
        let answer = try OAuthClient(double, server: server).token(
            ErrorCase.password(scope: scopes),
            basic: OAuthClient.web
        )
        #expect(answer.string("scope") == scopes, "\(answer)")
    }
}
