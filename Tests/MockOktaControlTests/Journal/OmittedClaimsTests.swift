import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The journal says why a token lacks a claim of its server.
@Suite struct OmittedClaimsTests {
    private static let fixture = """
        {authorizationServers: [{id: "default", claims: [
          {name: "department", value: "user.department"},
          {name: "teams", valueType: "GROUPS", group_filter_type: "STARTS_WITH", value: "team-"},
          {name: "orders", value: "user.email", conditions: {scopes: ["orders:write"]}},
          {name: "mail", value: "user.email"},
          {name: "nick", value: "user.nickName", claimType: "IDENTITY", alwaysIncludeInToken: true},
          {name: "later", value: "user.email", claimType: "IDENTITY"},
        ]}]}
        """

    private func omitted(_ token: JSON?) -> [String: String] {
        var reasons: [String: String] = [:]
        for row in token?["omitted_claims"]?.array ?? [] {
            reasons[row["claim"]?.string ?? ""] = row["why"]?.string
        }
        return reasons
    }

    @Test func `each own claim that a token lacks has a reason`() throws {
        let double = try TestDouble(builtInAnd: Self.fixture)
        let form = [
            ("grant_type", "password"), ("username", "alice@example.com"), ("password", "Alice-pw-1"),
            ("scope", "openid orders:read"),
        ]
        let answer = try OAuthClient(double).token(form, basic: OAuthClient.web)
        #expect(claims(of: answer.string("access_token"))["mail"] == "alice@example.com")
        let tokens = try ControlClient(double).requests().last?["tokens"]?.array ?? []
        #expect(
            omitted(tokens.first) == [
                "department": "its value is null for this user and client",
                "teams": "its value is an empty list",
                "orders": "the scope orders:write was not granted", "groups": "the scope groups was not granted",
            ]
        )
        #expect(
            omitted(tokens.last) == [
                "nick": "its value is null for this user and client", "groups": "the scope groups was not granted",
                "later": "alwaysIncludeInToken is false: userinfo has it, and an ID token without an access token",
            ]
        )
    }

    @Test func `nothing is said where nothing is missing`() throws {
        let double = try TestDouble()
        let form = [("grant_type", "client_credentials"), ("scope", "orders:read")]
        let answer = try OAuthClient(double, server: "short").token(form, basic: ("service-app", "service-secret"))
        #expect(answer.status == 200)
        #expect(try ControlClient(double).requests().last?["tokens"]?.array?.first?["omitted_claims"] == nil)
    }
}
