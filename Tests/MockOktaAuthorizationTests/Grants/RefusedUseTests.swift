import MockOktaCrypto
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What can be used once stays unused when the request that presents it is refused.
@Suite struct RefusedUseTests {
    private let double: TestDouble
    private let client: OAuthClient
    private let overlay: String

    /// The claim can be evaluated with `user.login`, and cannot with an unknown function.
    private static func modern(_ claim: String, keys: String) -> String {
        """
        {authorizationServers: [{id: "modern", trustedIssuers: [{issuer: "https://issuer.example", jwks: \(keys)}],
          claims: [{name: "fragile", claimType: "RESOURCE", valueType: "EXPRESSION", value: "\(claim)"}]}]}
        """
    }

    init() throws {
        let pem = try ModernOrganization.double().testKey(of: "key-app")
        overlay = TrustedKeys.set(try RSAPrivateKey(pem: pem).publicKey)
        double = try ModernOrganization.double(Self.modern("user.login", keys: overlay))
        client = OAuthClient(double, server: "modern")
    }

    /// Lets no tokens be made during the body.
    private func withoutTokens(_ body: () throws -> Answer) throws -> Answer {
        func change(_ claim: String) throws {
            let fixtures = [
                try TestOrganization.builtIn(), ModernOrganization.fixture, Self.modern(claim, keys: overlay),
            ]
            try double.change(to: fixtures)
        }
        try change("noSuchFunction(user.login)")
        let answer = try body()
        try change("user.login")
        return answer
    }

    private func grants() throws -> Int {
        try ControlClient(double).get("/grants")["grants"]?.array?.count ?? -1
    }

    /// Once refused, once granted, then used up.
    private func check(_ send: () throws -> Answer) throws {
        #expect(try withoutTokens(send).status == 400)
        #expect(try grants() == 0)
        let granted = try send()
        #expect(granted.status == 200, "\(granted)")
        #expect(try send().status == 400)
    }

    @Test(.rule("refused.keeps-one-time")) func `a device code`() throws {
        let form = [("client_id", "tv-app"), ("scope", "openid offline_access")]
        let device = try client.post("/v1/device/authorize", form)
        let decision: JSON = ["decision": "approve", "user": "alice@example.com"]
        _ = try ControlClient(double).post("/device/\(device.string("user_code"))", decision)
        try check {
            try client.token([
                ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
                ("device_code", device.string("device_code")), ("client_id", "tv-app"),
            ])
        }
        #expect(try grants() == 1)
    }

    @Test(.rule("refused.keeps-one-time")) func `an auth_req_id`() throws {
        let form = [("scope", "openid offline_access"), ("login_hint", "alice@example.com")]
        let id = try client.post("/v1/bc/authorize", form, basic: ModernOrganization.web).string("auth_req_id")
        _ = try ControlClient(double).post("/ciba/\(id)", ["decision": "approve"])
        try check {
            let form = [("grant_type", "urn:openid:params:grant-type:ciba"), ("auth_req_id", id)]
            return try client.token(form, basic: ModernOrganization.web)
        }
        #expect(try grants() == 1)
    }

    @Test(.rule("refused.keeps-one-time")) func `an assertion of the JWT bearer grant`() throws {
        let now = Int(TestDouble.start.seconds)
        let assertion = try SignedJWT.make(
            [
                "iss": "https://issuer.example", "sub": "alice@example.com",
                "aud": .string(double.url + "/oauth2/modern"), "exp": .integer(now + 300), "jti": "a-1",
            ],
            keyOf: double
        )
        try check {
            let form = [
                ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion),
                ("scope", "orders:read"),
            ]
            return try client.token(form, basic: ModernOrganization.service)
        }
    }

    private func authorize(_ changes: [String: String?]) throws -> Answer {
        var changes = changes
        changes["client_id"] = "modern-app"
        return try Browser(double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
    }

    @Test(.rule("refused.keeps-one-time")) func `a session token`() throws {
        let login = #"{"username": "alice@example.com", "password": "Alice-pw-1"}"#
        let token = try client.authn(login).string("sessionToken")
        let refused = try authorize(["sessionToken": token, "scope": "openid unknown"])
        #expect(refused.redirect["error"] == "invalid_scope" && refused.field("Set-Cookie") == nil, "\(refused)")
        #expect(try authorize(["sessionToken": token, "prompt": "none"]).redirect["code"] != nil)
        #expect(try authorize(["sessionToken": token, "prompt": "none"]).redirect["error"] == "login_required")
    }

    @Test(.rule("refused.keeps-one-time")) func `a request object with a jti, at authorize and when it is pushed`()
        throws
    {
        let now = Int(TestDouble.start.seconds)
        let object = try SignedJWT.make([
            "iss": "modern-app", "aud": .string(double.url + "/oauth2/modern"), "exp": .integer(now + 300), "jti": "j",
        ])
        #expect(try authorize(["request": object, "scope": "openid unknown"]).redirect["error"] == "invalid_scope")
        func push(_ scope: String) throws -> Answer {
            let form = OAuthClient.authorize(["client_id": nil, "request": object, "scope": scope])
            return try client.post("/v1/par", form, basic: ModernOrganization.web)
        }
        #expect(try push("openid unknown").error == "invalid_scope")
        #expect(try push("openid").status == 200)
        #expect(try push("openid").error == "invalid_request_object")
    }

    @Test(.rule("refused.keeps-one-time")) func `a pushed request`() throws {
        let form = OAuthClient.authorize(["client_id": nil, "prompt": "none"])
        let uri = try client.post("/v1/par", form, basic: ModernOrganization.web).string("request_uri")
        let parameters = [("client_id", "modern-app"), ("request_uri", uri)]
        let path = client.base + "/v1/authorize"
        #expect(try Browser(double).get(path, parameters).redirect["error"] == "login_required")
        let browser = Browser(double)
        _ = try client.signIn(browser, OAuthClient.authorize(["client_id": "modern-app"]))
        #expect(try browser.get(path, parameters).redirect["code"] != nil)
        #expect(try browser.get(path, parameters).status == 400)
    }

    @Test(
        .rule("jwt-bearer.checks"),
        arguments: [(["exp": 1_767_229_201], 400), (["jti": 7], 400), (["exp": 1_767_229_200], 200)]
            as [(JSONObject, Int)]
    )
    func `exp is an hour ahead at most, and a jti is a string`(changes: JSONObject, status: Int) throws {
        let standard: JSONObject = [
            "iss": "https://issuer.example", "sub": "alice@example.com",
            "aud": .string(double.url + "/oauth2/modern"), "exp": 1_767_225_900,
        ]
        let assertion = try SignedJWT.make(standard.changed(by: changes), keyOf: double)
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion),
            ("scope", "orders:read"),
        ]
        #expect(try client.token(form, basic: ModernOrganization.service).status == status)
    }
}
