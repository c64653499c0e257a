import MockOktaCrypto
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct JWTBearerTests {
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        let pem = try ModernOrganization.double().testKey(of: "key-app")
        let keys = TrustedKeys.set(try RSAPrivateKey(pem: pem).publicKey)
        double = try ModernOrganization.double(
            """
            {authorizationServers: [{id: "modern", trustedIssuers: [{issuer: "https://issuer.example", jwks: \(keys)}]}]}
            """
        )
        client = OAuthClient(double, server: "modern")
    }

    private func assertion(_ changes: JSONObject = [:], header: JSONObject = [:]) throws -> String {
        let now = Int(TestDouble.start.seconds)
        let standard: JSONObject = [
            "iss": "https://issuer.example", "sub": "alice@example.com",
            "aud": .string(double.url + "/oauth2/modern"), "iat": .integer(now), "exp": .integer(now + 300),
            "jti": "a-1",
        ]
        return try SignedJWT.make(standard.changed(by: changes), keyOf: double, header: header)
    }

    private func token(_ assertion: String, scope: String = "orders:read") throws -> Answer {
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion), ("scope", scope),
        ]
        return try client.token(form, basic: ModernOrganization.service)
    }

    @Test(.rule("jwt-bearer.success")) func `an assertion of a trusted issuer gets an access token alone`() throws {
        let answer = try token(assertion())
        #expect(answer.status == 200, "\(answer)")
        #expect(answer.json.object?.keys == ["token_type", "expires_in", "access_token", "scope"])
        let payload = claims(of: answer.string("access_token"))
        #expect(payload["sub"] == "alice@example.com")
        #expect(payload["cid"] == "modern-service")
    }

    @Test(
        .rule("jwt-bearer.checks"),
        arguments: [
            (["iss": "https://elsewhere.example"], 401, "invalid_token"), (["iss": .null], 401, "invalid_token"),
            (["aud": "https://elsewhere.example"], 400, "invalid_grant"), (["aud": .null], 400, "invalid_grant"),
            (["exp": 1_767_225_600], 400, "invalid_grant"), (["exp": .null], 400, "invalid_grant"),
            (["nbf": 1_767_225_601], 400, "invalid_grant"), (["iat": "x"], 400, "invalid_grant"),
            (["sub": "nobody@example.com"], 400, "invalid_grant"), (["sub": .null], 400, "invalid_grant"),
        ] as [(JSONObject, Int, String)]
    )
    func `an assertion that does not fit is refused`(changes: JSONObject, status: Int, error: String) throws {
        let answer = try token(assertion(changes))
        #expect(answer.status == status, "\(answer)")
        #expect(answer.error == error)
    }

    @Test(.rule("jwt-bearer.replay")) func `an assertion with a jti is good once, also after a refusal`() throws {
        #expect(try token(assertion(), scope: "unknown").error == "invalid_scope")
        #expect(try token(assertion()).status == 200)
        let again = try token(assertion())
        #expect(again.errorDescription == "The jti of the JWT Bearer Grant was already used.")
        #expect(try token(assertion(["jti": "a-2"])).status == 200)
    }

    @Test(arguments: [["kid": "unknown"], ["alg": "none"], ["alg": "HS256"], ["crit": ["x"]]] as [JSONObject])
    func `a signature that does not verify is refused`(header: JSONObject) throws {
        #expect(try token(assertion(header: header)).error == "invalid_grant")
    }

    @Test(.rule("jwt-bearer.openid")) func `OpenID scopes are not for assertions`() throws {
        #expect(try token(assertion(), scope: "openid").error == "invalid_scope")
    }

    @Test(.rule("saml2-bearer.refused")) func `SAML assertions are refused in Okta's words`() throws {
        let form = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:saml2-bearer"), ("assertion", "PHNhbWw+"),
            ("scope", "openid"),
        ]
        let answer = try client.token(form, basic: ModernOrganization.web)
        #expect(answer.status == 400)
        #expect(answer.errorDescription == "'assertion' is not a valid SAML 2.0 Assertion.")
    }
}
