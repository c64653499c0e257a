import MockOktaFormats
import MockOktaHTTP
import MockOktaTestSupport
import Testing

/// What tokens and userinfo say of a user, written out from Okta's captured answers.
@Suite struct UserClaimsTests {
    private static let alice = """
        {org: {id: "00oORG00000000000001"},
         users: [{id: "00uALICE000000000001", profile: {login: "alice@example.com", email: "al@example.com",
          firstName: "Alice", lastName: "Adams", middleName: "B", nickName: "Al", profileUrl: "https://a.example",
          timezone: "Europe/Rome", locale: "it_IT", primaryPhone: "+39 1", streetAddress: "Via 1", city: "Roma",
          state: "RM", zipCode: "00100", countryCode: "IT", MORE}, lastUpdated: "2025-01-01T00:00:00.000Z"}]}
        """

    private static let address = """
        {"street_address":"Via 1","locality":"Roma","region":"RM","postal_code":"00100","country":"IT"}
        """

    private func client(_ more: String = "website: null", server: String? = "default") throws -> OAuthClient {
        OAuthClient(try TestDouble(builtInAnd: Self.alice.replacing("MORE", with: more)), server: server)
    }

    private func info(_ client: OAuthClient, _ scope: String) throws -> String {
        let answer = try client.token(ErrorCase.password(scope: scope), basic: OAuthClient.web)
        return try client.userInfo(answer.string("access_token")).text
    }

    @Test(.rule("userinfo.order", "userinfo.everything", "claims.address"), arguments: [nil, "default"] as [String?])
    func `userinfo has all claims of all scopes in the order of a captured answer`(server: String?) throws {
        let expected = """
            {"sub":"00uALICE000000000001","name":"Alice Adams","locale":"it_IT","email":"al@example.com",\
            "preferred_username":"alice@example.com","given_name":"Alice","family_name":"Adams",\
            "zoneinfo":"Europe/Rome","updated_at":1735689600,"email_verified":true
            """
        let text = try info(client(server: server), "openid profile email phone address")
        #expect(text.hasPrefix(expected), "\(text)")
        let rest: Set = [
            #""middle_name":"B""#, #""nickname":"Al""#, #""profile":"https://a.example""#,
            #""phone_number":"+39 1""#, #""address":\#(Self.address)"#,
        ]
        for member in rest { #expect(text.contains(member), "\(member) in \(text)") }
    }

    @Test(
        .rule("claims.by-scope"),
        arguments: [
            ("openid", ["sub"]), ("openid email", ["sub", "email", "email_verified"]),
            ("openid phone", ["sub", "phone_number"]), ("openid address", ["sub", "address"]),
            (
                "openid profile",
                [
                    "sub", "name", "locale", "preferred_username", "given_name", "family_name", "zoneinfo",
                    "updated_at", "middle_name", "nickname", "profile",
                ]
            ),
        ]
    )
    func `each scope opens its claims and no others`(scope: String, names: [String]) throws {
        let client = try client()
        let answer = try client.token(ErrorCase.password(scope: scope), basic: OAuthClient.web)
        let info = try client.userInfo(answer.string("access_token"))
        #expect(Set(info.json.object?.keys ?? []) == Set(names))
    }

    @Test(.rule("claims.email-verified"), arguments: [("emailVerified: false", false), ("website: null", true)])
    func `email_verified is true unless the profile says otherwise`(more: String, isVerified: Bool) throws {
        let text = try info(client(more), "openid email")
        #expect(text.contains(#""email_verified":\#(isVerified)"#), "\(text)")
    }

    @Test(.rule("claims.nulls"))
    func `attributes that are null or not there are left out`() throws {
        let text = try info(client("website: null, picture: null"), "openid profile")
        for name in ["website", "picture", "gender", "birthdate", "null"] {
            #expect(!text.contains(#""\#(name)":"#) && !text.contains("null"), "\(text)")
        }
    }

    @Test(.rule("id-token.amr", "id-token.idp", "id-token.ver"), arguments: [nil, "default"] as [String?])
    func `an ID token names the method, the org and its version`(server: String?) throws {
        let client = try client(server: server)
        let code = try client.code(["scope": "openid profile email"])
        let answer = try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        let token = claims(of: answer.string("id_token"))
        #expect(token["amr"] == ["pwd"])
        #expect(token["idp"] == "00oORG00000000000001")
        #expect(token["ver"] == 1)
        #expect(token["sub"] == "00uALICE000000000001" && token["name"] == "Alice Adams")
    }

    @Test(.rule("id-token.fat"))
    func `an ID token alone has each claim from its own attribute`() throws {
        let client = try client()
        let parameters = OAuthClient.authorize(["response_type": "id_token", "scope": "openid profile email phone"])
        let token = claims(of: try client.signIn(Browser(client.double), parameters).redirect["id_token"] ?? "")
        let expected: [(String, JSON)] = [
            ("given_name", "Alice"), ("family_name", "Adams"), ("middle_name", "B"), ("nickname", "Al"),
            ("zoneinfo", "Europe/Rome"), ("locale", "it_IT"), ("email", "al@example.com"), ("email_verified", true),
            ("phone_number", "+39 1"), ("profile", "https://a.example"), ("updated_at", 1_735_689_600),
        ]
        for (name, value) in expected { #expect(token[name] == value, "\(name)") }
    }
}
