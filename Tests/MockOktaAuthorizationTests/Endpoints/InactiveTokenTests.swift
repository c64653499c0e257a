import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// Tokens that `/introspect` says nothing of: expired to the second, revoked by each way, asked for with a token.
@Suite struct InactiveTokenTests {
    private static let inactive = #"{"active":false}"#

    private func tokens(_ client: OAuthClient) throws -> Answer {
        let form = ErrorCase.password(scope: "openid offline_access")
        return try client.token(form, basic: OAuthClient.web)
    }

    /// The token, and the seconds it lives: an hour, and seven idle days.
    @Test(
        .rule("introspect.inactive"),
        arguments: [("access_token", 3600), ("id_token", 3600), ("refresh_token", 604_800)] as [(String, Int64)]
    )
    func `a token is active in its last second and inactive at its deadline`(member: String, life: Int64) throws {
        let client = OAuthClient(try TestDouble())
        let token = try tokens(client).string(member)
        client.double.advance(life - 1)
        #expect(try client.introspect(token, basic: OAuthClient.web)["active"] == true)
        client.double.advance(1)
        #expect(try client.introspect(token, basic: OAuthClient.web).text == Self.inactive)
    }

    /// With the same signature: its algorithm is refused before its key is looked for.
    @Test(.rule("introspect.inactive"), arguments: ["none", "HS256", "RS384", "ES256"])
    func `a token of another algorithm is inactive, and the journal names the algorithm`(algorithm: String) throws {
        let client = OAuthClient(try TestDouble())
        let parts = try tokens(client).string("access_token").split(separator: ".")
        let header: JSON = ["alg": .string(algorithm)]
        let token = "\(Base64URL.encode(header.serialized())).\(parts[1]).\(parts[2])"
        #expect(try client.introspect(token, basic: OAuthClient.web).text == Self.inactive)
        let why = try ControlClient(client.double).requests().last?["why"]?.string
        #expect(why == "the token's alg is \(algorithm), not RS256")
    }

    @Test(.rule("introspect.inactive"), arguments: ["access_token", "refresh_token"])
    func `a revoked token is inactive`(member: String) throws {
        let client = OAuthClient(try TestDouble())
        let tokens = try tokens(client)
        let form = [("token", tokens.string(member))]
        #expect(try client.post("/v1/revoke", form, basic: OAuthClient.web).status == 200)
        #expect(try client.introspect(tokens.string(member), basic: OAuthClient.web).text == Self.inactive)
        let other = member == "access_token" ? "refresh_token" : "access_token"
        let isActive = try client.introspect(tokens.string(other), basic: OAuthClient.web)["active"]
        #expect(isActive == .bool(member == "access_token"), "revoking a refresh token takes the access token along")
    }

    @Test(.rule("introspect.refresh", "introspect.access-user"))
    func `introspection says Bearer of access and refresh tokens alike`() throws {
        let client = OAuthClient(try TestDouble())
        let tokens = try tokens(client)
        let access = try client.introspect(tokens.string("access_token"), basic: OAuthClient.web)
        #expect(access["token_type"] == "Bearer")
        let refresh = try client.introspect(tokens.string("refresh_token"), basic: OAuthClient.web)
        #expect(refresh["token_type"] == "Bearer")
        #expect(refresh["scope"] == "openid offline_access" && refresh["client_id"] == "web-app")
    }

    @Test(.rule("introspect.no-bearer"))
    func `an access token authenticates no caller`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try tokens(client).string("access_token")
        let fields: HTTPFields = ["Authorization": "Bearer \(token)"]
        let answer = try client.post("/v1/introspect", [("token", token)], fields: fields)
        #expect(answer.status == 401 && answer["active"] == nil, "\(answer)")
    }
}
