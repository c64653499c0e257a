import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Refresh tokens beyond what the matrix shows.
@Suite struct RefreshTokenTests {
    private static let scope = "openid profile offline_access orders:read"

    private func first(_ client: OAuthClient, _ scope: String = scope) throws -> Answer {
        try client.token(OAuthClient.redeem(try client.code(["scope": scope])), basic: OAuthClient.web)
    }

    private func refresh(_ client: OAuthClient, _ token: String, _ scope: String? = nil) throws -> Answer {
        let form = [("grant_type", "refresh_token"), ("refresh_token", token), ("redirect_uri", "ignored:/")]
        return try client.token(form + (scope.map { [("scope", $0)] } ?? []), basic: OAuthClient.web)
    }

    @Test(.rule("refresh.claims", "access-token.jti-kept", "id-token.nonce", "refresh.redirect-uri-ignored"))
    func `refreshed tokens tell of the first sign-in and repeat no nonce`() throws {
        let client = OAuthClient(try TestDouble())
        let tokens = try first(client)
        client.double.advance(100)
        let refreshed = try refresh(client, tokens.string("refresh_token"))
        let (old, new) = (claims(of: tokens.string("access_token")), claims(of: refreshed.string("access_token")))
        #expect(new["auth_time"] == old["auth_time"])
        #expect(new["iat"]?.integer == old["iat"]?.integer.map { $0 + 100 })
        #expect(new["jti"] != old["jti"])
        #expect(new["jti"]?.string?.suffix(20) == old["jti"]?.string?.suffix(20))
        #expect(claims(of: tokens.string("id_token"))["nonce"] == "n-1")
        #expect(claims(of: refreshed.string("id_token"))["nonce"] == nil)
        #expect(claims(of: refreshed.string("id_token"))["at_hash"] != nil)
    }

    @Test func `another client or server is refused, and the token stays valid`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try first(client).string("refresh_token")
        let form = [("grant_type", "refresh_token"), ("refresh_token", token)]
        let assertion = try Assertion(client.double, client: "jwt-app")
            .signed(secret: "jwt-app-secret-of-exactly-40-characters-")
        let proof = [("client_assertion_type", Assertion.type), ("client_assertion", assertion)]
        let foreign = try client.token(form + proof)
        #expect(foreign.status == 400 && foreign.error == "invalid_grant", "\(foreign)")
        #expect(foreign.errorDescription.hasPrefix("The grant was issued to another client."))
        let elsewhere = try OAuthClient(client.double, server: "short").token(form, basic: OAuthClient.web)
        #expect(elsewhere.status == 400 && elsewhere.error == "invalid_request", "\(elsewhere)")
        #expect(elsewhere.errorDescription == "The grant was issued for another authorization server.")
        #expect(try refresh(client, token).status == 200)
    }

    @Test(.rule("refresh.scope-keeps-grant"))
    func `asking for less once does not lessen the grant`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try first(client).string("refresh_token")
        #expect(
            try refresh(client, token, "offline_access orders:read").string("scope") == "offline_access orders:read"
        )
        #expect(try refresh(client, token).string("scope") == Self.scope)
    }

    @Test(.rule("refresh.scope-wider"))
    func `asking for more is refused and spends nothing`() throws {
        let client = OAuthClient(try TestDouble())
        let token = try first(client).string("refresh_token")
        let answer = try refresh(client, token, "openid orders:write groups")
        #expect(answer.status == 400 && answer.error == "access_denied")
        #expect(answer.errorDescription.hasSuffix("Denied scopes: [orders:write, groups]."), "\(answer)")
        #expect(try refresh(client, token).status == 200)
    }

    @Test(
        .rule("refresh.idle-slides", "refresh.absolute"),
        arguments: [([599, 599, 599], 200), ([600], 400), ([599, 600], 400)] as [([Int64], Int)]
    )
    func `the idle window slides with each use`(pauses: [Int64], status: Int) throws {
        let client = OAuthClient(try TestDouble(), server: "short")
        let form = ErrorCase.password(scope: "orders:read offline_access")
        let token = try client.token(form, basic: OAuthClient.web).string("refresh_token")
        var last = 0
        for pause in pauses {
            client.double.advance(pause)
            last = try refresh(client, token).status
        }
        #expect(last == status)
    }

    @Test(
        .rule("refresh.absolute", "refresh.inherited-expiry"),
        arguments: [(3599, 200), (3600, 400)] as [(Int64, Int)]
    )
    func `the absolute deadline is the first token's, however often it rotates`(age: Int64, status: Int) throws {
        let overlay =
            "{apps: [{client_id: 'web-app', settings: {oauthClient: {refresh_token: "
            + "{rotation_type: 'ROTATE', leeway: 0}}}}]}"
        let client = OAuthClient(try TestDouble(builtInAnd: overlay), server: "short")
        let form = ErrorCase.password(scope: "orders:read offline_access")
        var token = try client.token(form, basic: OAuthClient.web).string("refresh_token")
        for _ in 0..<7 {
            client.double.advance(500)
            token = try refresh(client, token).string("refresh_token")
        }
        client.double.advance(age - 3500)
        #expect(try refresh(client, token).status == status)
    }

    @Test(.rule("lifetime.org-refresh"), arguments: [(90 * 86400 - 1, 200), (90 * 86400, 400)] as [(Int64, Int)])
    func `the org server's refresh tokens live ninety days without being used`(age: Int64, status: Int) throws {
        let client = OAuthClient(try TestDouble(), server: nil)
        let token = try first(client, "openid offline_access").string("refresh_token")
        client.double.advance(age)
        #expect(try refresh(client, token).status == status)
    }

    private static let expired = "The refresh token is invalid or expired."
    private static let policy = "Policy evaluation failed for this request, please check the policy configurations."

    /// The change of the org after the first token, and the answer to the refresh that follows.
    static let changes: [(org: [String], error: String, text: String)] = [
        ([server(), user("DEPROVISIONED")], "invalid_grant", expired),
        ([server(), user("SUSPENDED")], "invalid_grant", expired),
        ([server(), app("assignments: {}")], "invalid_grant", expired),
        (
            [server(), app("status: 'INACTIVE'")], "invalid_client",
            "Client authentication failed. Either the client or the client credentials are invalid."
        ),
        (
            [server(), app("settings: {oauthClient: {grant_types: ['password']}}")], "unauthorized_client",
            "The client is not authorized to use the provided grant type. Configured grant types: [password]."
        ),
        ([server()], "", ""),
        ([server(grant: "authorization_code")], "access_denied", policy),
        ([server(grant: "refresh_token")], "access_denied", policy),
        ([server(allowed: "other")], "access_denied", policy),
        (
            [server(scope: "other")], "invalid_scope",
            "One or more scopes are not configured for the authorization server resource."
        ),
    ]

    private static func user(_ status: String) -> String {
        "{users: [{profile: {login: 'alice@example.com'}, status: '\(status)'}]}"
    }

    private static func app(_ member: String) -> String { "{apps: [{client_id: 'web-app', \(member)}]}" }

    private static func server(scope: String = "one", grant: String = "password", allowed: String = "*") -> String {
        "{authorizationServers: [{id: 'r', audiences: ['r'], scopes: [{name: '\(scope)'}], policies: [{name: 'P', "
            + "conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R', conditions: {"
            + "grantTypes: {include: ['\(grant)']}, scopes: {include: ['\(allowed)']}}}]}]}]}"
    }

    @Test(
        .rule(
            "refresh.user-inactive",
            "refresh.unassigned",
            "refresh.client-inactive",
            "refresh.policy-again",
            "refresh.deleted-scope",
            "policy.grant-of-first-issuance",
            "policy.refresh-token-grant"
        ),
        arguments: changes
    )
    func `the org as it is now decides about a refresh`(org: [String], error: String, text: String) throws {
        let builtIn = try TestOrganization.builtIn()
        let double = try TestDouble([builtIn, Self.server()])
        let client = OAuthClient(double, server: "r")
        let answer = try client.token(ErrorCase.password(scope: "one offline_access"), basic: OAuthClient.web)
        try double.change(to: [builtIn] + org)
        let refreshed = try refresh(client, answer.string("refresh_token"))
        #expect(refreshed.error == error, "\(refreshed)")
        #expect(refreshed.errorDescription == text)
    }
}
