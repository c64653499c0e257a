import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What is good once is good for one of fifty connections at once.
@Suite struct OneTimeUseRaceTests {
    private static let volume = 50
    private static let device = "urn:ietf:params:oauth:grant-type:device_code"

    private static let ciba = "urn:openid:params:grant-type:ciba"

    private static let fixture = """
        {apps: [{client_id: "tv-app", application_type: "native", token_endpoint_auth_method: "none",
                 grant_types: ["\(device)", "refresh_token"]},
                {client_id: "bank", client_secret: "secret-of-the-bank",
                 grant_types: ["authorization_code", "\(ciba)"]}]}
        """

    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try TestDouble(
            [TestOrganization.builtIn(), Self.fixture],
            .socket,
            loops: 8,
            store: YieldingStateStore()
        )
        client = OAuthClient(double, server: nil)
    }

    private static let bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer"

    /// A server that trusts assertions signed with a key, and an app that presents them.
    private static func trusting(_ key: SigningKey, _ publicKey: PublicKey) -> String {
        var jwk = JWK.requiredMembers(of: publicKey)
        jwk["kid"] = .string(key.id)
        let text = String(decoding: JSON.object(jwk).serialized(), as: UTF8.self)
        return """
            {apps: [{client_id: "exchanger", client_secret: "secret-of-the-exchanger", application_type: "service",
                     grant_types: ["client_credentials", "\(bearer)"]}],
             authorizationServers: [{id: "trusting", name: "trusting", audiences: ["api://trusting"],
              trustedIssuers: [{issuer: "https://issuer.example", jwks: {keys: [\(text)]}}],
              scopes: [{name: "orders:read"}],
              policies: [{name: "All", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [{name: "All",
               conditions: {people: {groups: {include: ["EVERYONE"]}}, scopes: {include: ["*"]},
                            grantTypes: {include: ["\(bearer)"]}}}]}]}]}
            """
    }

    private func burst(_ request: HTTPRequest) throws -> [Answer] {
        try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
    }

    private func post(_ path: String, _ form: [(String, String)], _ fields: HTTPFields = [:]) -> HTTPRequest {
        var fields = fields
        fields["Content-Type"] = "application/x-www-form-urlencoded"
        fields["Accept"] = "application/json"
        let body = Array(FormParameters(form).encoded.utf8)
        return HTTPRequest(method: .post, path: client.base + path, fields: fields, body: body)
    }

    @Test func `one request_uri opens one sign-in page`() throws {
        let form = OAuthClient.authorize(["client_id": nil])
        let uri = try client.post("/v1/par", form, basic: OAuthClient.web).string("request_uri")
        let query = FormParameters([("client_id", "web-app"), ("request_uri", uri)]).encoded
        let fields: HTTPFields = ["Accept": "text/html"]
        let path = client.base + "/v1/authorize"
        let answers = try burst(HTTPRequest(method: .get, path: path, query: query, fields: fields))
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.status == 400 && $0.text.contains("request_uri is invalid") } == Self.volume - 1)
    }

    @Test func `one device code gives tokens to one poll`() throws {
        let form = [("client_id", "tv-app"), ("scope", "openid offline_access")]
        let device = try client.post("/v1/device/authorize", form)
        let decision: JSON = ["decision": "approve", "user": "alice@example.com"]
        _ = try ControlClient(double).post("/device/\(device.string("user_code"))", decision)
        let poll = [
            ("grant_type", Self.device), ("device_code", device.string("device_code")), ("client_id", "tv-app"),
        ]
        let answers = try burst(post("/v1/token", poll))
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.error == "invalid_grant" } == Self.volume - 1)
        #expect(try ControlClient(double).get("/grants")["grants"]?.array?.count == 1)
    }

    @Test func `one auth_req_id gives tokens to one poll`() throws {
        let bank = ("bank", "secret-of-the-bank")
        let form = [("scope", "openid"), ("login_hint", "alice@example.com")]
        let id = try client.post("/v1/bc/authorize", form, basic: bank).string("auth_req_id")
        #expect(try ControlClient(double).post("/ciba/\(id)", ["decision": "approve"]).status == 204)
        let fields: HTTPFields = ["Authorization": OAuthClient.basic(bank)]
        let answers = try burst(post("/v1/token", [("grant_type", Self.ciba), ("auth_req_id", id)], fields))
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.error == "expired_token" } == Self.volume - 1)
    }

    @Test func `one decision of a user counts`() throws {
        let device = try client.post("/v1/device/authorize", [("client_id", "tv-app"), ("scope", "openid")])
        let path = "/_mock/device/\(device.string("user_code"))"
        let body = Array(#"{"decision": "approve", "user": "alice@example.com"}"#.utf8)
        let fields: HTTPFields = ["Content-Type": "application/json"]
        let answers = try burst(HTTPRequest(method: .post, path: path, fields: fields, body: body))
        #expect(answers.count { $0.status == 204 } == 1)
        #expect(answers.count { $0.status == 404 } == Self.volume - 1)
    }

    @Test func `one DPoP proof serves one request`() throws {
        let key = try DPoPKey()
        let url = double.url + client.base + "/v1/token"
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid"),
        ]
        let probe: HTTPFields = ["DPoP": try key.proof("POST", url)]
        let nonce = try client.token(form, basic: OAuthClient.web, fields: probe).field("dpop-nonce")
        let proof = try key.proof("POST", url, nonce: nonce, id: "race")
        let fields: HTTPFields = ["DPoP": proof, "Authorization": OAuthClient.basic(OAuthClient.web)]
        let answers = try burst(post("/v1/token", form, fields))
        #expect(answers.count { $0.status == 200 } == 1)
        #expect(answers.count { $0.error == "invalid_dpop_proof" } == Self.volume - 1)
    }

    @Test func `one assertion of a trusted issuer gets one token`() throws {
        let privateKey = try RSAPrivateKey(pem: double.testKey(of: "key-app"))
        let key = SigningKey(privateKey)
        let double = try TestDouble(
            [TestOrganization.builtIn(), Self.trusting(key, privateKey.publicKey)],
            .socket,
            loops: 8,
            store: YieldingStateStore()
        )
        let claims: JSONObject = [
            "iss": "https://issuer.example", "sub": "alice@example.com",
            "aud": .string(double.url + "/oauth2/trusting"), "exp": .integer(Int(TestDouble.start.seconds) + 300),
            "jti": "race",
        ]
        let form = [
            ("grant_type", Self.bearer), ("assertion", try JWT.sign(claims, with: key)), ("scope", "orders:read"),
            ("client_id", "exchanger"), ("client_secret", "secret-of-the-exchanger"),
        ]
        let request = HTTPRequest(
            method: .post,
            path: "/oauth2/trusting/v1/token",
            fields: ["Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"],
            body: Array(FormParameters(form).encoded.utf8)
        )
        let answers = try RequestBurst.fire(Array(repeating: request, count: Self.volume), at: double)
        #expect(answers.count { $0.status == 200 } == 1)
        let isUsed = "The jti of the JWT Bearer Grant was already used."
        #expect(answers.count { $0.errorDescription == isUsed } == Self.volume - 1)
    }
}
