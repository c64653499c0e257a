import MockOktaCrypto
import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct RequestObjectTests {
    private let double: TestDouble
    private let client: OAuthClient

    init() throws {
        double = try ModernOrganization.double()
        client = OAuthClient(double, server: "modern")
    }

    private func claims(_ changes: JSONObject = [:]) -> JSONObject {
        let now = Int(TestDouble.start.seconds)
        let standard: JSONObject = [
            "iss": "modern-app", "aud": .string(double.url + "/oauth2/modern"), "iat": .integer(now),
            "exp": .integer(now + 300),
        ]
        return standard.changed(by: changes)
    }

    private func open(_ object: String, _ changes: [String: String?] = [:]) throws -> Answer {
        var changes = changes
        changes["request"] = object
        if changes["client_id"] == nil { changes["client_id"] = "modern-app" }
        return try Browser(double).get(client.base + "/v1/authorize", OAuthClient.authorize(changes))
    }

    @Test(.rule("request-object.claims-win")) func `claims take the place of parameters`() throws {
        let object = try SignedJWT.make(claims(["state": "from-object", "prompt": "none", "max_age": 7]))
        let answer = try open(object)
        #expect(answer.redirect["error"] == "login_required", "\(answer)")
        #expect(answer.redirect["state"] == "from-object")
    }

    @Test(.rule("request-object.redirect-uri")) func `the redirect URI may stand in the object alone`() throws {
        let object = try SignedJWT.make(claims(["redirect_uri": "http://localhost:3000/callback"]))
        #expect(try open(object, ["redirect_uri": nil]).status == 200)
    }

    @Test(
        .rule("request-object.algorithms"),
        arguments: [("HS256", Digest.sha256), ("HS384", .sha384), ("HS512", .sha512)]
    )
    func `a secret signs with HMAC`(algorithm: String, digest: Digest) throws {
        let object = try SignedJWT.make(claims(), algorithm: algorithm, digest: digest)
        #expect(try open(object).status == 200)
    }

    @Test(.rule("request-object.keys")) func `a key of the client's set signs`() throws {
        let key = try RSAPrivateKey(pem: double.testKey(of: "key-app"))
        let double = try ModernOrganization.double(TrustedKeys.app("jar-app", key.publicKey))
        let client = OAuthClient(double, server: "modern")
        var claims = claims(["iss": "jar-app"])
        claims["aud"] = .string(double.url + "/oauth2/modern")
        let object = try SignedJWT.make(claims, keyOf: double)
        let parameters = OAuthClient.authorize(["request": object, "client_id": "jar-app"])
        #expect(try Browser(double).get(client.base + "/v1/authorize", parameters).status == 200)
    }

    @Test(.rule("request-object.one-use")) func `an object with a jti is good once, one without as often as one likes`()
        throws
    {
        let once = try SignedJWT.make(claims(["jti": "j-1"]))
        #expect(try open(once).status == 200)
        #expect(try open(once).redirect["error"] == "invalid_request_object")
        let often = try SignedJWT.make(claims())
        #expect(try [open(often).status, open(often).status] == [200, 200])
    }

    @Test(.rule("request-object.lifetime"), arguments: [(299, 200), (300, 302)])
    func `an object is good until exp`(age: Int64, status: Int) throws {
        let object = try SignedJWT.make(claims())
        double.advance(age)
        #expect(try open(object).status == status)
    }

    @Test(.rule("request-object.par")) func `an object may be pushed`() throws {
        let object = try SignedJWT.make(claims(["state": "from-object"]))
        let form = OAuthClient.authorize(["client_id": nil, "request": object])
        let uri = try client.post("/v1/par", form, basic: ModernOrganization.web).string("request_uri")
        let parameters = [("client_id", "modern-app"), ("request_uri", uri)]
        let browser = Browser(double)
        let page = try browser.get(client.base + "/v1/authorize", parameters)
        #expect(try browser.signIn(page, "alice@example.com", "Alice-pw-1").redirect["state"] == "from-object")
    }

    @Test(.rule("request-object.inner"), arguments: ["request", "request_uri"])
    func `an object neither holds another nor names a pushed request`(name: String) throws {
        var changes: JSONObject = ["prompt": "none"]
        changes[name] = "urn:okta:x"
        let object = try SignedJWT.make(claims(changes))
        #expect(try open(object).redirect["error"] == "invalid_request_object")
    }

    @Test func `an object that names another client is refused`() throws {
        let object = try SignedJWT.make(claims(["client_id": "signing-app"]))
        #expect(try open(object).redirect["error"] == "invalid_request_object")
        let own = try SignedJWT.make(claims(["client_id": "modern-app"]))
        #expect(try open(own).status == 200)
    }

    @Test(.rule("request-object.signing-alg")) func `an app may be held to one algorithm`() throws {
        let object = try SignedJWT.make(claims(["iss": "signing-app"]), algorithm: "HS512", digest: .sha512)
        #expect(try open(object, ["client_id": "signing-app"]).status == 200)
        let other = try SignedJWT.make(claims(["iss": "signing-app"]))
        #expect(try open(other, ["client_id": "signing-app"]).redirect["error"] == "invalid_request_object")
    }
}

/// Fixture text with public keys of tests.
enum TrustedKeys {
    static func app(_ clientID: String, _ key: PublicKey) -> String {
        """
        {apps: [{client_id: "\(clientID)", token_endpoint_auth_method: "private_key_jwt", jwks: \(set(key)),
          redirect_uris: ["http://localhost:3000/callback"]}]}
        """
    }

    static func set(_ key: PublicKey) -> String {
        let jwk = JSON.object(JWK.requiredMembers(of: key)).serialized()
        let text = String(decoding: jwk, as: UTF8.self).dropLast()
        return "{\"keys\": [\(text), \"kid\": \"\(JWK.thumbprint(of: key))\"}]}"
    }
}
