import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaTestSupport
import Testing

/// Clients whose keys are fetched from their `jwks_uri`.
@Suite struct ClientKeysTests {
    private let org: FetchingOrganization
    private var double: TestDouble { org.double }

    init() throws {
        org = try FetchingOrganization()
    }

    private func why() throws -> String {
        let entries = try ControlClient(double).get("/requests").json["requests"]?.array
        return entries?.last?["why"]?.string ?? ""
    }

    @Test(.rule("jwks-uri.fetched")) func `keys are fetched once and kept as their Cache-Control says`() throws {
        for _ in 0..<3 { #expect(try org.token().status == 200) }
        #expect(org.fetcher.urls == [FetchingOrganization.url])
        double.advance(600)
        #expect(try org.token(at: 600).status == 200)
        #expect(org.fetcher.urls.count == 2)
    }

    @Test(.rule("jwks-uri.new-key")) func `a key that was added is found at once, an unknown one looked for once`()
        throws
    {
        let second = try ECPrivateKey.generate()
        #expect(try org.token().status == 200)
        let unknown = try org.token(key: second, id: "second")
        #expect(unknown.errorDescription == "The client_assertion JWT kid is invalid.")
        #expect(try org.token(key: second, id: "second").status == 401)
        #expect(org.fetcher.urls.count == 2)
        let third = try ECPrivateKey.generate()
        org.publish([("first", org.key), ("third", third)])
        #expect(try org.token(key: third, id: "third").status == 200)
        #expect(org.fetcher.urls.count == 3)
    }

    @Test(.rule("jwks-uri.failure")) func `a failure has a reason in the journal, and the next request tries again`()
        throws
    {
        org.fetcher.serve("gone", at: FetchingOrganization.url, status: 410)
        let answer = try org.token()
        #expect(answer.status == 401)
        #expect(answer.errorDescription == "Error retrieving the client JWKSet from jwks_uri.")
        #expect(try why() == "jwks_uri https://keys.example/jwks answers 410")
        org.publish([("first", org.key)])
        #expect(try org.token().status == 200)
    }

    @Test(.rule("management.app.keys")) func `a registered key that was deactivated authenticates no client`() throws {
        var jwk = JWK.requiredMembers(of: org.key.publicKey)
        jwk["kid"] = "own"
        let clients = ManagementClient(double, base: "/oauth2/v1/clients")
        let id = try clients.post(
            "",
            [
                "client_name": "Keyed", "application_type": "service", "grant_types": ["client_credentials"],
                "token_endpoint_auth_method": "private_key_jwt", "jwks": ["keys": [.object(jwk)]],
            ]
        ).string("client_id")
        #expect(try org.token(client: id, id: "own").status == 200)
        let keys = ManagementClient(double, base: "/api/v1/apps/\(id)/credentials/jwks")
        let key = try keys.get("").json.array?.first?["id"]?.string ?? ""
        #expect(try keys.post("/\(key)/lifecycle/deactivate")["status"] == "INACTIVE")
        #expect(try org.token(client: id, id: "own").status == 401)
        #expect(try keys.post("/\(key)/lifecycle/activate")["status"] == "ACTIVE")
        #expect(try org.token(client: id, id: "own").status == 200)
    }

    @Test(.rule("jwks-uri.hosts")) func `hosts that no fixture names are not asked`() throws {
        let clients = ManagementClient(double, base: "/oauth2/v1/clients")
        func register(_ url: String) throws -> String {
            try clients.post(
                "",
                [
                    "client_name": "Service", "application_type": "service", "grant_types": ["client_credentials"],
                    "token_endpoint_auth_method": "private_key_jwt", "jwks_uri": .string(url),
                ]
            ).string("client_id")
        }
        let refused = try org.token(client: register("https://elsewhere.example/jwks"))
        #expect(refused.errorDescription == "Error retrieving the client JWKSet from jwks_uri.")
        #expect(try why().hasSuffix("no app of the fixtures names its host; add it to mock.outgoingHosts"))
        #expect(org.fetcher.urls == [])
        org.publish([("first", org.key)], at: "https://named.example:8443/jwks")
        #expect(try org.token(client: register("https://named.example:8443/jwks")).status == 200)
    }

    @Test(.rule("jwks-uri.request-object")) func `request objects are verified with fetched keys too`() throws {
        let browser = Browser(double)
        let object = try org.assertion(
            ["aud": .string(double.url + "/oauth2/default"), "state": "from-the-object", "sub": .null]
        )
        let parameters = OAuthClient.authorize(["client_id": "remote-app", "state": nil, "request": object])
        let answer = try OAuthClient(double).signIn(browser, parameters)
        #expect(answer.redirect["state"] == "from-the-object", "\(answer)")
        #expect(org.fetcher.urls == [FetchingOrganization.url])
    }

    @Test func `a reset forgets the keys`() throws {
        #expect(try org.token().status == 200)
        #expect(try ControlClient(double).post("/reset").status == 204)
        #expect(try org.token().status == 200)
        #expect(org.fetcher.urls.count == 2)
    }
}
