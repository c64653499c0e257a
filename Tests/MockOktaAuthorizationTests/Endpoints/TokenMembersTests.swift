import MockOktaCrypto
import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// The values of token answers, written out: kinds, lifetimes, shapes and hashes.
@Suite struct TokenMembersTests {
    private static let servers: [String?] = [nil, "default"]

    private func tokens(_ client: OAuthClient) throws -> Answer {
        let code = try client.code(["scope": "openid profile email offline_access"])
        return try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
    }

    @Test(.rule("response.token-members", "lifetime.org-access", "lifetime.id"), arguments: servers)
    func `a token answer says Bearer and an hour, and both tokens live as long`(server: String?) throws {
        let answer = try tokens(OAuthClient(TestDouble(), server: server))
        #expect(answer.text.hasPrefix(#"{"token_type":"Bearer","expires_in":3600,"access_token":"ey"#))
        #expect(answer.text.contains(#"","scope":"openid profile email offline_access","refresh_token":""#))
        for member in ["access_token", "id_token"] {
            let token = claims(of: answer.string(member))
            #expect(token["iat"] == 1_767_225_600 && token["exp"] == 1_767_229_200, "\(member)")
        }
    }

    @Test(.rule("lifetime.org-refresh"))
    func `the org server's refresh token is good until the last moment of its 90 days`() throws {
        for (elapsed, status) in [(7_776_000 - 1, 200), (7_776_000, 400)] as [(Int64, Int)] {
            let client = OAuthClient(try TestDouble(), server: nil)
            let token = try tokens(client).string("refresh_token")
            client.double.advance(elapsed)
            let form = [("grant_type", "refresh_token"), ("refresh_token", token)]
            #expect(try client.token(form, basic: OAuthClient.web).status == status)
        }
    }

    @Test(.rule("access-token.jti", "id-token.jti"), arguments: servers)
    func `identifiers are kind, dot and 43 characters of base64url`(server: String?) throws {
        let answer = try tokens(OAuthClient(TestDouble(), server: server))
        for (member, kind) in [("access_token", "AT"), ("id_token", "ID")] {
            let parts = (claims(of: answer.string(member))["jti"]?.string ?? "").split(separator: ".").map(String.init)
            #expect(parts.first == kind)
            #expect(parts.count == (kind == "AT" ? 3 : 2))
            #expect(Base64URL.decode(parts.dropFirst().first ?? "")?.count == 32, "\(parts)")
        }
    }

    @Test(.rule("id-token.hashes"))
    func `at_hash and c_hash are the left half of the SHA-256 of what comes along`() throws {
        let client = OAuthClient(try TestDouble())
        let parameters = OAuthClient.authorize(["response_type": "code id_token token"])
        let answer = try client.signIn(Browser(client.double), parameters)
        let identity = claims(of: answer.redirect["id_token"] ?? "")
        for (claim, parameter) in [("at_hash", "access_token"), ("c_hash", "code")] {
            let digest = SHA256.digest(Array((answer.redirect[parameter] ?? "").utf8))
            #expect(identity[claim]?.string == Base64URL.encode(Array(digest.prefix(16))), "\(claim)")
        }
    }

    @Test(.rule("keys.document"), arguments: servers)
    func `a published key is an RSA key for RS256 signatures`(server: String?) throws {
        let client = OAuthClient(try TestDouble(), server: server)
        let text = try Browser(client.double).get(client.base + "/v1/keys").text
        #expect(text.hasPrefix(#"{"keys":[{"kty":"RSA","alg":"RS256","kid":""#))
        #expect(text.contains(#"","use":"sig","e":"AQAB","n":""#))
    }

    @Test(.rule("keys.next"))
    func `the next key is published from day 45 after the last rotation on`() throws {
        let client = OAuthClient(try TestDouble())
        func count() throws -> Int? { try Browser(client.double).get(client.base + "/v1/keys")["keys"]?.array?.count }
        #expect(try count() == 1)
        client.double.advance(45 * 86_400 - 1)
        #expect(try count() == 1)
        client.double.advance(1)
        #expect(try count() == 2)
    }

    @Test(
        .rule("assertion.key"),
        arguments: [(nil, 401), ("one", 200), ("two", 401), ("three", 401)] as [(String?, Int)]
    )
    func `with several keys an assertion must name the one that signed it`(name: String?, status: Int) throws {
        let keys = [try ECPrivateKey.generate(.p256), try ECPrivateKey.generate(.p256)]
        let jwks = zip(["one", "two"], keys).map { Self.jwk($1, $0) }.joined(separator: ",")
        let double = try TestDouble(builtInAnd: "{apps: [{client_id: 'key-app', jwks: {keys: [\(jwks)]}}]}")
        let header: JSONObject = name.map { ["kid": .string($0)] } ?? [:]
        let text = try Assertion(double).signed(by: keys[0], header: header)
        let answer = try OAuthClient(double).token(Assertion.form(text, ErrorCase.service("orders:read")))
        #expect(answer.status == status, "\(answer)")
    }

    private static func jwk(_ key: ECPrivateKey, _ name: String) -> String {
        guard case .elliptic(let curve, let x, let y) = key.publicKey.components else { return "{}" }
        return "{kty: 'EC', kid: '\(name)', crv: '\(curve.rawValue)', x: '\(Base64URL.encode(x))', "
            + "y: '\(Base64URL.encode(y))'}"
    }
}
