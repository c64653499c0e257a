import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Members of ID tokens and userinfo, and when they are there (Okta, "ID token payload"; captured tokens).
struct IDTokenMembersTests {
    private static let org = """
        {org: {id: '00oACME'},
         users: [{profile: {login: 'alice@example.com', email: 'alice@example.com', firstName: 'Alice',
           lastName: 'Adams', middleName: null, nickName: 'Al'}},
           {profile: {login: 'bob@example.com', email: 'bob@example.com', firstName: 'Bob', lastName: 'Brown',
             emailVerified: false, locale: 'it_IT', timezone: 'Europe/Rome', streetAddress: 'Via 1', city: 'Roma',
             state: 'RM', zipCode: '00100', countryCode: 'IT'}, created: '2024-02-03T04:05:06.000Z'}]}
        """

    private static let bob = ("bob@example.com", "Bob-pw-1")

    private static func code(_ server: String?, _ scope: String, as user: (String, String)? = nil) throws -> Answer {
        let client = OAuthClient(try TestDouble(builtInAnd: org), server: server)
        let code = try client.code(["scope": scope], as: user ?? ("alice@example.com", "Alice-pw-1"))
        return try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
    }

    private static func alone(_ server: String?, _ scope: String, as user: (String, String)? = nil) throws -> JSON {
        let client = OAuthClient(try TestDouble(builtInAnd: org), server: server)
        let request = OAuthClient.authorize(["response_type": "id_token", "scope": scope])
        let user = user ?? ("alice@example.com", "Alice-pw-1")
        return claims(of: try client.signIn(Browser(client.double), request, as: user).redirect["id_token"] ?? "")
    }

    @Test(.rule("id-token.sid"))
    func `a custom server names the session where no code was exchanged, the org server always`() throws {
        #expect(claims(of: try Self.code("default", "openid").string("id_token"))["sid"] == nil)
        #expect(claims(of: try Self.code(nil, "openid").string("id_token"))["sid"]?.string?.hasPrefix("idx") == true)
        let native = try Self.code("default", "openid offline_access device_sso")
        #expect(claims(of: native.string("id_token"))["sid"]?.string?.utf8.count == 25, "\(native)")
        #expect(try Self.alone("default", "openid")["sid"]?.string?.hasPrefix("idx") == true)
        #expect(try Self.alone(nil, "openid")["sid"]?.string?.hasPrefix("idx") == true)
    }

    @Test(.rule("id-token.order-alone", "id-token.locale-default"), arguments: [nil, "default"] as [String?])
    func `an ID token that comes alone has its claims in the order of a captured one`(server: String?) throws {
        let token = try Self.alone(server, "openid profile email")
        #expect(
            token.object?.keys == [
                "sub", "name", "locale", "email", "ver", "iss", "aud", "iat", "exp", "jti", "amr", "idp", "nonce",
                "sid",
                "preferred_username", "given_name", "family_name", "zoneinfo", "updated_at", "email_verified",
                "auth_time", "nickname",
            ]
        )
        #expect(token["locale"] == "en_US" && token["zoneinfo"] == "America/Los_Angeles")
        #expect(token["given_name"] == "Alice" && token["family_name"] == "Adams" && token["nickname"] == "Al")
        #expect(token["middle_name"] == nil)
    }

    @Test(.rule("id-token.amr", "id-token.idp", "id-token.ver"), arguments: [nil, "default"] as [String?])
    func `every ID token says how, by whom and in which form`(server: String?) throws {
        for token in [claims(of: try Self.code(server, "openid").string("id_token")), try Self.alone(server, "openid")]
        {
            #expect(token["amr"] == ["pwd"])
            #expect(token["idp"] == "00oACME")
            #expect(token["ver"] == 1)
            #expect(token["nonce"] == "n-1")
        }
    }

    @Test(.rule("claims.email-verified", "claims.updated-at", "claims.nulls", "id-token.locale-default"))
    func `what a profile leaves out has a default or is left out`() throws {
        let client = OAuthClient(try TestDouble(builtInAnd: Self.org))
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid profile email address phone"),
        ]
        let info = try client.userInfo(client.token(form, basic: OAuthClient.web).string("access_token"))
        #expect(
            info.json == [
                "sub": info["sub"] ?? .null, "name": "Alice Adams", "locale": "en_US", "email": "alice@example.com",
                "preferred_username": "alice@example.com", "given_name": "Alice", "family_name": "Adams",
                "zoneinfo": "America/Los_Angeles", "updated_at": 1_767_225_600, "email_verified": true,
                "nickname": "Al",
            ]
        )
    }

    @Test(.rule("claims.email-verified", "claims.updated-at", "claims.address"))
    func `what a profile says wins`() throws {
        let token = try Self.alone("default", "openid profile email address", as: Self.bob)
        #expect(token["email_verified"] == false)
        #expect(token["locale"] == "it_IT" && token["zoneinfo"] == "Europe/Rome")
        #expect(token["updated_at"] == 1_706_933_106)
        #expect(
            token["address"] == [
                "street_address": "Via 1", "locality": "Roma", "region": "RM", "postal_code": "00100", "country": "IT",
            ]
        )
    }
}
