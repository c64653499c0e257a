import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// `/introspect` by token, client and state (RFC 7662; Okta, "Introspect").
@Suite struct IntrospectionTests {
    private static let scope = "openid profile offline_access groups"

    private func tokens(_ client: OAuthClient) throws -> Answer {
        try client.token(ErrorCase.password(scope: Self.scope), basic: OAuthClient.web)
    }

    @Test(.rule("introspect.access-user", "introspect.custom-claims"))
    func `a user's access token shows Okta's members in Okta's order, custom claims last`() throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.introspect(try tokens(client).string("access_token"), basic: OAuthClient.web)
        #expect(
            answer.json.object?.keys == [
                "active", "scope", "username", "exp", "iat", "sub", "aud", "iss", "jti", "token_type", "client_id",
                "uid", "groups",
            ]
        )
        #expect(answer["username"] == "alice@example.com" && answer["sub"] == "alice@example.com")
        #expect(answer["token_type"] == "Bearer" && answer["client_id"] == "web-app")
        #expect(answer["scope"]?.string == Self.scope)
    }

    @Test(.rule("introspect.access-client"))
    func `a client's own token shows no user`() throws {
        let client = OAuthClient(try TestDouble())
        let service = ("service-app", "service-secret")
        let token = try client.token(ErrorCase.service("orders:read"), basic: service).string("access_token")
        let answer = try client.introspect(token, basic: service)
        #expect(
            answer.json.object?.keys == [
                "active", "scope", "exp", "iat", "sub", "aud", "iss", "jti", "token_type", "client_id",
            ]
        )
        #expect(answer["sub"] == "service-app")
    }

    @Test(.rule("introspect.refresh"))
    func `a refresh token shows its grant`() throws {
        let client = OAuthClient(try TestDouble())
        let answer = try client.introspect(try tokens(client).string("refresh_token"), basic: OAuthClient.web)
        #expect(
            answer.json.object?.keys == [
                "active", "token_type", "scope", "client_id", "username", "exp", "sub", "device_id",
            ]
        )
        #expect(answer["token_type"] == "Bearer" && answer["sub"] == "alice@example.com")
        #expect(answer["exp"]?.integer == Int(TestDouble.start.seconds) + 604_800)
        #expect(answer.string("device_id").hasPrefix("guo") && answer.string("device_id").utf8.count == 20)
    }

    @Test(.rule("introspect.id"))
    func `an ID token shows its claims`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try tokens(client).string("id_token")
        let answer = try client.introspect(token, basic: OAuthClient.web)
        #expect(answer["active"] == true && answer["username"] == "alice@example.com")
        #expect(answer["client_id"] == "web-app" && answer["token_type"] == "Bearer")
        for claim in claims(of: token).object?.members ?? [] { #expect(answer[claim.key] == claim.value) }
    }

    /// Token, hint, and whether the wrong hint hides it: it never does.
    @Test(
        .rule("introspect.hint"),
        arguments: ["access_token", "refresh_token", "id_token"],
        ["access_token", "refresh_token", "id_token", "magic"]
    )
    func `a hint, right or wrong, changes nothing`(token: String, hint: String) throws {
        let client = OAuthClient(try TestDouble())
        let form = [("token", try tokens(client).string(token)), ("token_type_hint", hint)]
        #expect(try client.post("/v1/introspect", form, basic: OAuthClient.web)["active"] == true)
    }

    @Test(.rule("introspect.who"))
    func `a confidential client sees all tokens of the server, a public one its own`() throws {
        let client = OAuthClient(try TestDouble())
        let web = try tokens(client)
        let form = ErrorCase.password(scope: "openid offline_access") + [("client_id", "native-app")]
        let native = try client.token(form)
        for member in ["access_token", "refresh_token", "id_token"] {
            #expect(try client.introspect(native.string(member), basic: OAuthClient.web)["active"] == true)
            #expect(try client.introspect(native.string(member), clientID: "native-app")["active"] == true)
            let foreign = try client.introspect(web.string(member), clientID: "native-app")
            #expect(foreign.status == 200 && foreign.text == #"{"active":false}"#)
        }
    }

    @Test(.rule("introspect.inactive", "introspect.other-server"))
    func `whatever is unknown, foreign, tampered with or revoked is inactive and nothing more`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try tokens(client).string("access_token")
        let other = OAuthClient(client.double, server: nil)
        let tampered = String(token.dropLast(8)) + "AAAAAAAA"
        for (server, text) in [(client, "x"), (client, "a.b.c"), (other, token), (client, tampered)] {
            let answer = try server.introspect(text, basic: OAuthClient.web)
            #expect(answer.status == 200 && answer.text == #"{"active":false}"#)
        }
    }

    @Test(
        .rule("introspect.user-inactive"),
        arguments: [("DEPROVISIONED", false), ("SUSPENDED", false), ("LOCKED_OUT", true), ("PASSWORD_EXPIRED", true)]
    )
    func `tokens of a user who is gone or suspended are inactive`(status: String, isActive: Bool) throws {
        let double = try TestDouble()
        let client = OAuthClient(double)
        let answer = try tokens(client)
        let change = "{users: [{profile: {login: 'alice@example.com'}, status: '\(status)'}]}"
        try double.change(to: [TestOrganization.builtIn(), change])
        for member in ["access_token", "refresh_token", "id_token"] {
            let active = try client.introspect(answer.string(member), basic: OAuthClient.web)["active"]
            #expect(active == .bool(isActive), "\(member)")
        }
    }
}
