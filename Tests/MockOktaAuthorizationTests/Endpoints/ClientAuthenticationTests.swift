import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Who calls, and how that is proved.
@Suite struct ClientAuthenticationTests {
    private static let web: [(String, String)] = ErrorCase.password()

    @Test(.rule("client-auth.basic", "client-auth.post", "client-auth.interchange"), arguments: [false, true])
    func `basic and post stand in for each other unless that is switched off`(isStrict: Bool) throws {
        let double = try FidelityOrganization.double("{mock: {strictClientAuth: \(isStrict)}}")
        let client = OAuthClient(double)
        let post = [("client_id", "web-app"), ("client_secret", "web-secret")]
        let refused = "Client authentication failed. Either the client or the client credentials are invalid."
        #expect(try client.token(Self.web, basic: OAuthClient.web).status == 200)
        let postForBasic = try client.token(Self.web + post)
        #expect(postForBasic.status == (isStrict ? 401 : 200))
        #expect(postForBasic.errorDescription == (isStrict ? refused : ""))
        let form = ErrorCase.service("orders:read")
        let registered = try client.token(form + [("client_id", "post-app"), ("client_secret", "post-secret")])
        #expect(registered.status == 200)
        #expect(try client.token(form, basic: ("post-app", "post-secret")).status == (isStrict ? 401 : 200))
    }

    @Test(.rule("client-auth.basic-undecoded"), arguments: ["a+b%41:c/d=", "plain"])
    func `ids and secrets in Basic are taken as they stand, or form-decoded`(secret: String) throws {
        let double = try TestDouble(builtInAnd: "{apps: [{client_id: 'web-app', client_secret: '\(secret)'}]}")
        let client = OAuthClient(double)
        #expect(try client.token(Self.web, basic: ("web-app", secret)).status == 200)
        let encoded = FormParameters([("s", secret)]).encoded.dropFirst(2)
        #expect(try client.token(Self.web, basic: ("web-app", String(encoded))).status == 200)
    }

    @Test(.rule("client-auth.www-authenticate"))
    func `only a client that used Basic is challenged to use it`() throws {
        let client = OAuthClient(try TestDouble())
        let basic = try client.token(Self.web, basic: ("web-app", "wrong"))
        #expect(basic.field("WWW-Authenticate") == "Basic realm=\"mock.example\"")
        let post = try client.token(Self.web + [("client_id", "web-app"), ("client_secret", "wrong")])
        #expect(post.status == 401)
        #expect(post.field("WWW-Authenticate") == nil)
    }

    @Test(.rule("client-auth.none", "client-auth.public-basic"), arguments: ["/v1/introspect", "/v1/revoke"])
    func `a public client names itself in the body, in the query, or in Basic without a colon`(path: String) throws {
        let client = OAuthClient(try TestDouble())
        let token = [("token", "x")]
        #expect(try client.post(path, token + [("client_id", "native-app")]).status == 200)
        #expect(try client.post(path, token, query: "client_id=native-app").status == 200)
        let basic = "Basic " + Base64.encode(Array("native-app".utf8))
        #expect(try client.post(path, token, fields: ["Authorization": basic]).status == 200)
    }

    @Test(
        .rule("assertion.hmac"),
        arguments: [(Digest.sha256, "HS256"), (.sha384, "HS384"), (.sha512, "HS512")] as [(Digest, String)]
    )
    func `a secret signs with any of the three digests`(digest: Digest, algorithm: String) throws {
        let double = try TestDouble()
        let secret = "jwt-app-secret-of-exactly-40-characters-"
        let text = try Assertion(double, client: "jwt-app")
            .signed(secret: secret, digest: digest, algorithm: algorithm)
        let form = Assertion.form(text, [("grant_type", "refresh_token"), ("refresh_token", "x")])
        #expect(try OAuthClient(double).token(form).error == "invalid_grant")
    }

    @Test(.rule("assertion.key"), arguments: [true, false])
    func `a key signs, and a client with one key need not name it`(namesKey: Bool) throws {
        let double = try TestDouble()
        let text = try Assertion(double).signed(double, header: namesKey ? [:] : ["kid": nil])
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == 200, "\(answer)")
    }

    @Test(.rule("assertion.elliptic"), arguments: EllipticCurve.allCases)
    func `keys on elliptic curves sign too`(curve: EllipticCurve) throws {
        let key = try ECPrivateKey.generate(curve)
        let double = try TestDouble(builtInAnd: "{apps: [{client_id: 'key-app', jwks: {keys: [\(Self.jwk(key))]}}]}")
        let text = try Assertion(double).signed(by: key)
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == 200, "\(answer)")
    }

    private static func jwk(_ key: ECPrivateKey) -> String {
        guard case .elliptic(let curve, let x, let y) = key.publicKey.components else { return "{}" }
        return "{kty: 'EC', crv: '\(curve.rawValue)', x: '\(Base64URL.encode(x))', y: '\(Base64URL.encode(y))'}"
    }

    @Test(
        .rule("assertion.audience"),
        arguments: [
            ("/oauth2/default/v1/token", 200), ("/oauth2/default", 401), ("/oauth2/v1/token", 401),
            ("/oauth2/default/v1/introspect", 401), ("/oauth2/default/v1/token/", 401),
        ]
    )
    func `the audience is the endpoint called and nothing else`(audience: String, status: Int) throws {
        let double = try TestDouble()
        let text = try Assertion(double, endpoint: audience).signed(double)
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == status, "\(answer)")
        guard status == 401 else { return }
        let text401 = "The audience claim for client_assertion must be the endpoint invoked for the request."
        #expect(answer.errorDescription == text401)
    }

    private static let multiple =
        "Cannot supply multiple client credentials. Use one of the following: credentials in the Authorization header, "
        + "credentials in the post body, or a client_assertion in the post body."

    @Test(
        .rule("client-auth.one-place"),
        arguments: ["/v1/token", "/v1/introspect", "/v1/revoke", "/v1/par"],
        [
            [("client_id", "web-app")], [("client_id", "")], [("client_id", "spa-app")],
            [("client_secret", "web-secret")], [("client_secret", "")],
        ]
    )
    func `nothing about the client stands beside Basic, not even its own id`(
        path: String,
        beside: [(String, String)]
    ) throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.post(path, Self.web + [("token", "x")] + beside, basic: OAuthClient.web)
        #expect(answer.status == 401 && answer.error == "invalid_request", "\(answer)")
        #expect(answer.errorDescription == Self.multiple)
    }

    @Test(.rule("assertion.client-id"), arguments: [("key-app", 200), ("web-app", 401)])
    func `client_id beside an assertion names the same client`(named: String, status: Int) throws {
        let double = try TestDouble()
        let form = Assertion.form(try Assertion(double).signed(double), ErrorCase.service("orders:read"))
        let answer = try OAuthClient(double).token(form + [("client_id", named)])
        #expect(answer.status == status && answer.errorDescription == (status == 200 ? "" : Self.multiple))
    }

    @Test(
        .rule("assertion.strict"),
        arguments: [
            ("nbf", .integer(1_767_225_600), 200), ("nbf", .integer(1_767_225_601), 401), ("nbf", "soon", 401),
            ("jti", .integer(7), 401), ("jti", ["a"], 401), ("jti", "a", 200),
        ] as [(String, JSON, Int)]
    )
    func `an assertion is not used early, and its jti is a string`(claim: String, value: JSON, status: Int) throws {
        let double = try TestDouble()
        let text = try Assertion(double, [claim: value]).signed(double)
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == status, "\(answer)")
    }

    @Test(.rule("assertion.strict"))
    func `an assertion whose header names an extension is refused`() throws {
        let double = try TestDouble()
        let text = try Assertion(double).signed(double, header: ["crit": ["x"], "x": true])
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == 401 && answer.errorDescription == "The parsing of the client_assertion failed.")
    }

    @Test(
        .rule("assertion.expiry", "assertion.issued-at"),
        arguments: [
            ("exp", 1, 200), ("exp", 0, 401), ("exp", 3600, 200), ("exp", 3601, 401), ("iat", 0, 200), ("iat", 1, 401),
        ]
            as [(String, Int, Int)]
    )
    func `an assertion lives up to an hour and is not from the future`(claim: String, offset: Int, status: Int) throws {
        let double = try TestDouble()
        let instant = Int(TestDouble.start.seconds) + offset
        let text = try Assertion(double, [claim: .integer(instant)]).signed(double)
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == status, "\(answer)")
    }

    @Test(.rule("assertion.one-time"), arguments: [nil, "once"] as [String?])
    func `an assertion with a jti works once, one without as long as it lives`(id: String?) throws {
        let double = try TestDouble()
        let text = try Assertion(double, id.map { ["jti": .string($0)] } ?? [:]).signed(double)
        let form = Assertion.form(text, ErrorCase.service("orders:read"))
        let client = OAuthClient(double)
        #expect(try client.token(form).status == 200)
        #expect(try client.token(form).status == (id == nil ? 200 : 401))
    }
}
