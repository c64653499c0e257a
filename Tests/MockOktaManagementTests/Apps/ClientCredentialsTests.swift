import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Secrets, keys, grants and tokens of an app.
@Suite struct ClientCredentialsTests {
    private let double: TestDouble
    private let client: ManagementClient
    private let service: Answer

    init() throws {
        double = try TestDouble(builtInAnd: "{}")
        client = ManagementClient(double)
        let body: JSON = [
            "label": "Robot", "signOnMode": "OPENID_CONNECT", "name": "oidc_client",
            "settings": [
                "oauthClient": [
                    "application_type": "service", "grant_types": ["client_credentials"], "response_types": ["token"],
                ]
            ],
        ]
        service = try client.post("/apps", body)
    }

    private var path: String { "/apps/\(service.string("id"))" }

    private func status(of secret: String) throws -> Int {
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        return try OAuthClient(double).token(form, basic: (service.string("id"), secret)).status
    }

    @Test(.rule("management.app.secrets")) func `two active secrets authenticate, an inactive one does not`() throws {
        let first = service["credentials"]?["oauthClient"]?["client_secret"]?.string ?? ""
        let listed = try client.get(path + "/credentials/secrets").json.array ?? []
        #expect(listed.map { $0["client_secret"]?.string } == [first])
        let made = try client.post(path + "/credentials/secrets")
        #expect(made.status == 201)
        let keys = ["id", "created", "lastUpdated", "status", "client_secret", "secret_hash", "_links"]
        #expect(made.json.object?.keys == keys)
        let second = made.string("client_secret")
        #expect(try [first, second].map(status) == [200, 200])
        #expect(try client.post(path + "/credentials/secrets").status == 400)
        let old = "\(path)/credentials/secrets/\(listed.first?["id"]?.string ?? "")"
        #expect(try client.delete(old).status == 400)
        let deactivated = try client.post(old + "/lifecycle/deactivate")
        #expect(deactivated["_links"]?.object?.keys == ["activate", "delete"])
        #expect(try [first, second].map(status) == [401, 200])
        #expect(try client.delete(old).status == 204)
        #expect(try client.get(path + "/credentials/secrets").json.array?.count == 1)
    }

    @Test(.rule("management.app.keys")) func `a key that is too short, or none, is refused`() throws {
        let answer = try client.post(path + "/credentials/jwks", ["kid": "k", "kty": "RSA", "use": "sig"])
        #expect(answer.status == 400)
        #expect(answer.string("errorSummary") == "Api validation failed: JsonWebKey")
        let cause = "RSA key length in the 'jwks' is less than '2,048' bits for the given key."
        let causes: JSON = [["errorSummary": .string(cause)]]
        #expect(answer["errorCauses"] == causes)
    }

    @Test(.rule("management.app.keys")) func `a key that is added is the client's`() throws {
        let published = try Answer(double.send(.get("/oauth2/default/v1/keys")))["keys"]?.array?.first
        let key = try #require(published?.object)
        let made = try client.post(path + "/credentials/jwks", .object(key))
        #expect(made.status == 201, "\(made)")
        #expect(made.string("id").hasPrefix("pks") && made["status"] == "ACTIVE")
        let app = try client.get(path)
        let shown = app["settings"]?["oauthClient"]?["jwks"]?["keys"]?.array?.first
        #expect(shown?["kid"] == key["kid"] && shown?["id"] == made["id"])
        #expect(shown?.object?.keys == ["kty", "id", "status", "alg", "kid", "use", "e", "n"])
        let members = ["kty", "id", "created", "lastUpdated", "status", "alg", "kid", "use", "_links", "e", "n"]
        #expect(made.json.object?.keys == members)
        let keyPath = "\(path)/credentials/jwks/\(made.string("id"))"
        #expect(made["_links"]?.object?.keys == ["deactivate"])
        let inactive = try client.post(keyPath + "/lifecycle/deactivate")
        #expect(inactive.status == 200 && inactive["status"] == "INACTIVE")
        #expect(inactive["_links"]?.object?.keys == ["activate", "delete"])
        #expect(try client.post(keyPath + "/lifecycle/activate")["status"] == "ACTIVE")
        #expect(try client.post(path + "/credentials/jwks/pks1/lifecycle/activate").status == 404)
        #expect(try client.delete(keyPath).status == 204)
        #expect(try client.get(path + "/credentials/jwks").json == [])
    }

    @Test(.rule("management.app.grants")) func `scopes of Okta's APIs are granted one by one`() throws {
        let body: JSON = ["scopeId": "okta.users.read", "issuer": "http://mock.example"]
        let made = try client.post(path + "/grants", body)
        #expect(made.status == 200)
        #expect(try client.post(path + "/grants", ["scopeId": "profile"]).status == 400)
        #expect(made["scopeId"] == "okta.users.read" && made.string("id").hasPrefix("oag"))
        let apps = try ControlClient(double).get("/fixtures")["apps"]?.array ?? []
        let own = apps.first { $0["id"]?.string == service.string("id") }
        #expect(own?["grants"]?.array?.map { $0["scopeId"] } == ["okta.users.read"])
        #expect(try client.delete("\(path)/grants/\(made.string("id"))").status == 204)
        #expect(try client.get(path + "/grants").json == [])
    }

    @Test(.rule("management.tokens")) func `refresh tokens are listed and revoked by app and by server`() throws {
        let code = try OAuthClient(double).code(["scope": "openid offline_access"])
        let tokens = try OAuthClient(double).token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let apps = try client.get("/apps?q=web").json.array ?? []
        let app = apps.first { $0["credentials"]?["oauthClient"]?["client_id"] == "web-app" }
        let list = "/apps/\(app?["id"]?.string ?? "")/tokens"
        let token = try #require(try client.get(list).json.array?.first)
        let members = [
            "id", "status", "created", "lastUpdated", "expiresAt", "issuer", "clientId", "userId", "scopes", "_links",
        ]
        #expect(token.object?.keys == members)
        #expect(token["expiresAt"] == "2026-01-08T00:00:00.000Z")
        #expect(token["clientId"] == "web-app" && token["issuer"] == "http://mock.example/oauth2/default")
        let id = token["id"]?.string ?? ""
        #expect(try client.get("\(list)/\(id)").json["id"] == token["id"])
        let clients = try client.get("/authorizationServers/default/clients").json.array?.map { $0["client_id"] }
        #expect(clients == ["web-app"])
        let ofServer = "/authorizationServers/default/clients/web-app/tokens"
        #expect(try client.get(ofServer).json.array?.count == 1)
        #expect(try client.delete("\(ofServer)/\(id)").status == 204)
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try OAuthClient(double).token(refresh, basic: OAuthClient.web).error == "invalid_grant")
        let gone = try client.get("\(list)/\(id)")
        #expect(gone.string("errorSummary").hasSuffix(".\(id) (OAuth2RefreshTokenTx)"))
        #expect(try client.get("/apps/0oa00000000000000000/tokens").string("errorSummary").hasSuffix("(AppInstance)"))
    }

    @Test(.rule("management.app.id-token")) func `the groups claim of ID tokens can be set`() throws {
        let internalPath = "/internal\(path)/settings/oauth/idToken"
        let body: JSON = ["name": "groups", "valueType": "GROUPS", "groupFilterType": "REGEX", "value": ".*"]
        #expect(try client.post(internalPath, body).status == 200)
        let read = try client.get(internalPath)
        #expect(read["groupFilterType"] == "REGEX" && read["value"] == ".*" && read["issuerMode"] == "DYNAMIC")
    }
}
