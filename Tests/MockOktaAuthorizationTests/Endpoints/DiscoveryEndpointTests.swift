import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The metadata documents of the org server and of a custom one.
@Suite struct DiscoveryEndpointTests {
    private static let openID = "/.well-known/openid-configuration"
    private static let oauth = "/.well-known/oauth-authorization-server"

    static let documents: [(path: String, base: String)] = [
        (openID, ""), ("/oauth2/default" + openID, "/oauth2/default"),
        (oauth, ""), ("/oauth2/default" + oauth, "/oauth2/default"), (oauth + "/oauth2/default", "/oauth2/default"),
    ]

    private func get(_ path: String, _ double: TestDouble, fields: HTTPFields = [:]) throws -> Answer {
        let parts = path.split(separator: "?", maxSplits: 1).map(String.init)
        let query = parts.count > 1 ? parts[1] : nil
        return Answer(try double.send(HTTPRequest(method: .get, path: parts[0], query: query, fields: fields)))
    }

    @Test(.rule("discovery.members-openid", "discovery.order"), arguments: ["", "/oauth2/default"])
    func `the OpenID document has Okta's members in Okta's order`(base: String) throws {
        let answer = try get(base + Self.openID, TestDouble())
        #expect(
            answer.json.object?.keys == [
                "issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint",
                "registration_endpoint", "jwks_uri",
                "response_types_supported", "response_modes_supported", "grant_types_supported",
                "subject_types_supported", "id_token_signing_alg_values_supported", "scopes_supported",
                "token_endpoint_auth_methods_supported", "claims_supported", "code_challenge_methods_supported",
                "introspection_endpoint", "introspection_endpoint_auth_methods_supported", "revocation_endpoint",
                "revocation_endpoint_auth_methods_supported", "end_session_endpoint", "request_parameter_supported",
                "request_object_signing_alg_values_supported", "device_authorization_endpoint",
                "pushed_authorization_request_endpoint", "dpop_signing_alg_values_supported",
            ]
        )
        #expect(answer["response_types_supported"]?.strings?.count == 6)
        #expect(
            answer["grant_types_supported"]?.strings == [
                "authorization_code", "implicit", "refresh_token", "password",
                "urn:ietf:params:oauth:grant-type:device_code",
            ]
        )
        #expect(answer["claims_supported"]?.strings?.count == 31)
        #expect(answer["id_token_signing_alg_values_supported"] == ["RS256"])
    }

    @Test(.rule("discovery.members-oauth"))
    func `the OAuth document leaves out what concerns ID tokens and adds client_credentials`() throws {
        let answer = try get("/oauth2/default" + Self.oauth, TestDouble())
        for absent in ["userinfo_endpoint", "id_token_signing_alg_values_supported"] {
            #expect(answer[absent] == nil, "\(absent)")
        }
        #expect(
            answer["response_types_supported"]?.strings == [
                "code", "token", "id_token", "code id_token", "code token", "id_token token", "code id_token token",
            ]
        )
        #expect(
            answer["grant_types_supported"]?.strings?.suffix(2) == [
                "client_credentials", "urn:ietf:params:oauth:grant-type:device_code",
            ]
        )
        #expect(
            answer["claims_supported"]?.strings == [
                "ver", "jti", "iss", "aud", "iat", "exp", "cid", "uid", "scp", "sub",
            ]
        )
    }

    @Test(.rule("discovery.endpoints", "discovery.rfc8414-path", "discovery.org-oauth-document"), arguments: documents)
    func `issuer and endpoints are those of the server`(path: String, base: String) throws {
        let double = try TestDouble()
        let answer = try get(path, double)
        #expect(answer.string("issuer") == double.url + base)
        let endpoints = double.url + (base.isEmpty ? "/oauth2" : base) + "/v1"
        for (member, name) in [
            ("authorization_endpoint", "authorize"), ("token_endpoint", "token"), ("jwks_uri", "keys"),
            ("introspection_endpoint", "introspect"), ("revocation_endpoint", "revoke"),
            ("end_session_endpoint", "logout"),
        ] {
            // The org server's OAuth document names no keys.
            if name == "keys", path == "/.well-known/oauth-authorization-server" { continue }
            #expect(answer.string(member) == "\(endpoints)/\(name)")
        }
    }

    @Test(.rule("discovery.token-exchange"))
    func `token exchange is in the OAuth document where an app has it`() throws {
        let grant = "urn:ietf:params:oauth:grant-type:token-exchange"
        let modern = try ModernOrganization.double()
        #expect(try get(Self.oauth, modern)["grant_types_supported"]?.strings?.contains(grant) == true)
        #expect(try get(Self.openID, modern)["grant_types_supported"]?.strings?.contains(grant) == false)
        #expect(try get(Self.oauth, TestDouble())["grant_types_supported"]?.strings?.contains(grant) == false)
    }

    @Test(.rule("discovery.algorithms", "discovery.ciba"))
    func `algorithms are Okta's; CIBA is listed where an app has it`() throws {
        let answer = try get(Self.openID, TestDouble())
        let asymmetric = ["RS256", "RS384", "RS512", "ES256", "ES384", "ES512"]
        #expect(answer["dpop_signing_alg_values_supported"]?.strings == asymmetric)
        #expect(
            answer["request_object_signing_alg_values_supported"]?.strings == ["HS256", "HS384", "HS512"] + asymmetric
        )
        #expect(answer["backchannel_token_delivery_modes_supported"] == nil)
        let modern = try get(Self.openID, ModernOrganization.double())
        #expect(modern["backchannel_token_delivery_modes_supported"] == ["poll"])
        #expect(modern["grant_types_supported"]?.strings?.last == "urn:openid:params:grant-type:ciba")
    }

    @Test(.rule("discovery.scopes-org", "discovery.scopes-custom", "discovery.scopes-published"))
    func `scopes are those of the server that clients may know of`() throws {
        let overlay =
            "{authorizationServers: [{id: 's', audiences: ['s'], scopes: ["
            + "{name: 'shown', metadataPublish: 'ALL_CLIENTS'}, {name: 'hidden'}]}]}"
        let double = try TestDouble(builtInAnd: overlay)
        let org = ["openid", "email", "profile", "address", "phone", "offline_access", "groups"]
        #expect(try get(Self.openID, double)["scopes_supported"]?.strings == org)
        let custom = try get("/oauth2/s" + Self.openID, double)["scopes_supported"]?.strings
        let reserved = ["openid", "profile", "email", "address", "phone", "offline_access", "device_sso"]
        #expect(Set(custom ?? []) == Set(reserved + ["shown"]))
    }

    @Test(.rule("discovery.unknown-client", "discovery.unknown-server"), arguments: documents.map(\.path))
    func `unknown clients and servers are refused in the shape of Okta's APIs`(path: String) throws {
        let double = try TestDouble()
        let client = try get(path + "?client_id=no-such-app", double)
        #expect(client.status == 400)
        #expect(client.string("errorCode") == "invalid_client")
        #expect(client.string("errorSummary") == "Invalid value for 'client_id' parameter.")
        #expect(try get(path + "?client_id=web-app", double).status == 200)
        guard path.contains("default") else { return }
        let server = try get(path.replacing("default", with: "ausNone"), double)
        #expect(server.status == 404)
        #expect(server.string("errorSummary") == "Not found: Resource not found: ausNone (AuthorizationServer)")
    }

    @Test(
        .rule("discovery.no-auth", "discovery.cors", "discovery.cacheable", "discovery.unmetered", "discovery.head"),
        arguments: documents.map(\.path) + ["/oauth2/v1/keys", "/oauth2/default/v1/keys"]
    )
    func `metadata and keys are for everybody, cacheable and free`(path: String) throws {
        let double = try TestDouble()
        let answer = try get(path, double, fields: ["Origin": "https://anywhere.example"])
        #expect(answer.status == 200)
        #expect(answer.field("Access-Control-Allow-Origin") == "https://anywhere.example")
        #expect(answer.field("Access-Control-Allow-Credentials") == "true")
        #expect(answer.field("Vary") == "Origin")
        let plain = try get(path, double)
        #expect(plain.field("Access-Control-Allow-Origin") == nil && plain.field("Vary") == "Origin")
        // 45 days, after which the next key appears.
        let age = path.hasSuffix("/keys") ? 3_888_000 : 86_400
        #expect(answer.field("Cache-Control") == "max-age=\(age), must-revalidate")
        let expires = path.hasSuffix("/keys") ? "Sun, 15 Feb 2026 00:00:00 GMT" : "Fri, 02 Jan 2026 00:00:00 GMT"
        #expect(answer.field("Expires") == expires)
        for absent in ["x-rate-limit-limit", "Pragma", "Set-Cookie"] {
            #expect(answer.field(absent) == nil, "\(absent)")
        }
        let head = try double.send(HTTPRequest(method: .head, path: path))
        #expect(head.status == .ok)
    }

    @Test(
        .rule("keys.max-age"),
        arguments: [(0, 3_888_000), (44, 86_400), (45, 3_888_000), (89, 86_400), (90, 86_400), (200, 86_400)]
    )
    func `keys may be kept until they change`(days: Int64, seconds: Int) throws {
        let double = try TestDouble()
        double.advance(days * 86_400)
        for _ in 0..<2 {
            let answer = try get("/oauth2/default/v1/keys", double)
            #expect(answer.field("Cache-Control") == "max-age=\(seconds), must-revalidate")
        }
        double.advance(1)
        let later = try get("/oauth2/default/v1/keys", double)
        #expect(later.field("Cache-Control") == "max-age=\(days < 90 ? seconds - 1 : seconds), must-revalidate")
    }

    @Test(.rule("discovery.org-oauth-document"))
    func `the org server's OAuth document names no keys and begins with the scopes of Okta's APIs`() throws {
        let answer = try get("/.well-known/oauth-authorization-server", TestDouble())
        #expect(answer["jwks_uri"] == nil)
        let scopes = answer["scopes_supported"]?.strings ?? []
        #expect(scopes.prefix(2) == ["okta.appGrants.manage", "okta.appGrants.read"])
        #expect(scopes.contains("openid"))
    }

    @Test(.rule("discovery.webfinger"))
    func `webfinger names the org as every user's identity provider`() throws {
        let double = try TestDouble()
        let answer = try get("/.well-known/webfinger?resource=okta%3Aacct%3Aalice%40example.com", double)
        #expect(answer.status == 200 && answer.string("subject") == "okta:acct:alice@example.com")
        #expect(answer["links"]?.array?.first?["rel"]?.string == "okta:idp")
        #expect(try get("/.well-known/webfinger", double).status == 400)
    }
}
