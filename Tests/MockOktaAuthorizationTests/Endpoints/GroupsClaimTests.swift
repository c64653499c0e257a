import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// What groups claims hold, by grant and server (Okta, "Customize tokens returned from Okta with a Groups claim").
struct GroupsClaimTests {
    private static let password = [
        ("grant_type", "password"), ("username", "ann@example.com"), ("password", "Ann-pw-1"),
    ]

    /// An org in which ann is in so many groups `team-1`, `team-2`, …, with a custom server `x` that has these claims.
    private static func org(_ count: Int, claims: String = "", app: String = "") -> String {
        let names = (1...count).map { "'team-\($0)'" }
        let groups = names.map { "{profile: {name: \($0)}}" }.joined(separator: ",")
        return """
            {users: [{profile: {login: 'ann@example.com'}, credentials: {password: {value: 'Ann-pw-1'}},
              groups: [\(names.joined(separator: ","))]}],
             groups: [\(groups)],
             apps: [{client_id: 'g', client_secret: 'g-secret', redirect_uris: ['http://localhost:3000/callback'],
               response_types: ['code', 'id_token', 'token'],
               grant_types: ['authorization_code', 'refresh_token', 'password', 'implicit'], \(app)}],
             authorizationServers: [{id: 'x', audiences: ['x'], claims: [\(claims)],
               policies: [{name: 'P', conditions: {clients: {include: ['ALL_CLIENTS']}}, rules: [{name: 'R',
                 conditions: {grantTypes: {include: ['authorization_code', 'password', 'implicit']},
                   scopes: {include: ['*']}}}]}]}]}
            """
    }

    private static func client(_ overlay: String, server: String? = "x") throws -> OAuthClient {
        OAuthClient(try TestDouble([overlay]), server: server)
    }

    private static let app: [String: String?] = ["client_id": "g"]
    private static let ann = ("ann@example.com", "Ann-pw-1")

    static let groupClaims = [
        "{name: 'teams', valueType: 'GROUPS', group_filter_type: 'STARTS_WITH', value: 'team-'}",
        "{name: 'teams', value: 'Groups.startsWith(\\\"OKTA\\\", \\\"team-\\\", 500)'}",
        "{name: 'teams', value: 'user.getGroups({\\\"group.profile.name\\\": \\\"team-\\\"}).![name]'}",
    ]

    @Test(.rule("claims.group-limits"), arguments: groupClaims)
    func `the code flow and its refresh have any number of groups`(claim: String) throws {
        let client = try Self.client(Self.org(101, claims: claim))
        let scope = ["scope": "openid offline_access"].merging(Self.app) { first, _ in first }
        let code = try client.code(scope, as: Self.ann)
        let tokens = try client.token(OAuthClient.redeem(code), basic: ("g", "g-secret"))
        #expect(claims(of: tokens.string("access_token"))["teams"]?.array?.count == 101, "\(tokens)")
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        let refreshed = try client.token(refresh, basic: ("g", "g-secret"))
        #expect(claims(of: refreshed.string("access_token"))["teams"]?.array?.count == 101, "\(refreshed)")
    }

    @Test(.rule("claims.group-limits"), arguments: groupClaims)
    func `the password grant and implicit refuse more than a hundred`(claim: String) throws {
        let client = try Self.client(Self.org(101, claims: claim))
        let text =
            claim.contains("500")
            ? "The 'teams' user claim could not be evaluated."
            : "The groups claim matched too many groups and must be configured to match fewer groups."
        let answer = try client.token(Self.password + [("scope", "openid")], basic: ("g", "g-secret"))
        #expect(answer.status == 400 && answer.error == "server_error")
        #expect(answer.errorDescription.hasSuffix(text) == true)
        let implicit = OAuthClient.authorize(["client_id": "g", "response_type": "token"])
        let redirect = try client.signIn(Browser(client.double), implicit, as: Self.ann).redirect
        #expect(redirect["error"] == "server_error" && redirect["error_description"]?.hasSuffix(text) == true)
    }

    @Test(.rule("expressions.limit-error"))
    func `a function that finds more than its limit is refused, in the code flow too`() throws {
        let claim = "{name: 'teams', value: 'Groups.startsWith(\\\"OKTA\\\", \\\"team-\\\", 2)'}"
        let client = try Self.client(Self.org(3, claims: claim))
        let code = try client.code(Self.app, as: Self.ann)
        let answer = try client.token(OAuthClient.redeem(code), basic: ("g", "g-secret"))
        #expect(answer.error == "server_error", "\(answer)")
        #expect(answer.errorDescription.hasSuffix("The 'teams' user claim could not be evaluated.") == true)
    }

    @Test(.rule("claims.empty-list", "claims.no-app-groups"))
    func `empty lists are absent, and filters see no groups of apps`() throws {
        let overlay = """
            {groups: [{type: 'APP_GROUP', profile: {name: 'from-app'}},
                      {objectClass: ['okta:windows_security_principal'], profile: {name: 'from-ad'}}],
             users: [{profile: {login: 'ann@example.com'}, groups: ['team-1', 'from-app', 'from-ad']}]}
            """
        let rows =
            "{name: 'all', valueType: 'GROUPS', group_filter_type: 'REGEX', value: '.*'},"
            + "{name: 'none', valueType: 'GROUPS', group_filter_type: 'STARTS_WITH', value: 'zzz'},"
            + "{name: 'nothing', value: '{}'}, {name: 'null', value: 'user.missing'},"
            + "{name: 'something', value: '{1}'}"
        let client = OAuthClient(try TestDouble([Self.org(1, claims: rows), overlay]), server: "x")
        let answer = try client.token(Self.password + [("scope", "openid")], basic: ("g", "g-secret"))
        let token = claims(of: answer.string("access_token"))
        #expect(token["all"] == ["Everyone", "team-1"])
        #expect(token["none"] == nil && token["nothing"] == nil && token["null"] == nil)
        #expect(token["something"] == [1])
    }

    static let appClaims: [(app: String, groups: JSON?)] = [
        ("idTokenGroups: {filterType: 'STARTS_WITH', value: 'team'}", ["team-1", "team-2"]),
        ("idTokenGroups: {filterType: 'REGEX', value: '.*'}", ["Everyone", "team-1", "team-2"]),
        ("idTokenGroups: {expression: 'Groups.endsWith(\\\"OKTA\\\", \\\"-2\\\", 10)'}", ["team-2"]),
        ("idTokenGroups: {filterType: 'EQUALS', value: 'no such'}", nil),
        ("settings: {oauthClient: {idTokenGroups: {filterType: 'EQUALS', value: 'team-1'}}}", ["team-1"]),
        ("profile: {}", nil),
    ]

    @Test(.rule("id-token.org-groups"), arguments: appClaims)
    func `the org server's groups claim is the app's`(app: String, groups: JSON?) throws {
        let client = try Self.client(Self.org(2, app: app), server: nil)
        let scope = ["scope": "openid groups"].merging(Self.app) { first, _ in first }
        let tokens = try client.token(OAuthClient.redeem(client.code(scope, as: Self.ann)), basic: ("g", "g-secret"))
        #expect(claims(of: tokens.string("id_token"))["groups"] == groups, "\(tokens)")
        #expect(claims(of: tokens.string("access_token"))["groups"] == nil)
        #expect(try client.userInfo(tokens.string("access_token"))["groups"] == groups)
    }

    @Test(.rule("id-token.org-groups", "id-token.org-fat"))
    func `it needs the scope groups, and no thin ID token has it`() throws {
        let app = "idTokenGroups: {filterType: 'REGEX', value: '.*'}"
        let client = try Self.client(Self.org(2, app: app), server: nil)
        let without = try client.token(
            OAuthClient.redeem(client.code(Self.app, as: Self.ann)),
            basic: ("g", "g-secret")
        )
        #expect(claims(of: without.string("id_token"))["groups"] == nil)
        let scope = [("scope", "openid profile groups")]
        let thin = try client.token(Self.password + scope, basic: ("g", "g-secret"))
        let names = try #require(claims(of: thin.string("id_token")).object?.keys)
        #expect(names.contains("name") && !names.contains("groups") && !names.contains("locale"))
        let request = OAuthClient.authorize(
            ["client_id": "g", "response_type": "id_token token", "scope": "openid profile groups"]
        )
        let implicit = try client.signIn(Browser(client.double), request, as: Self.ann).redirect
        #expect(claims(of: implicit["id_token"] ?? "")["groups"] == nil)
        let alone = OAuthClient.authorize(["client_id": "g", "response_type": "id_token", "scope": "openid groups"])
        let token = try client.signIn(Browser(client.double), alone, as: Self.ann).redirect["id_token"] ?? ""
        #expect(claims(of: token)["groups"] == ["Everyone", "team-1", "team-2"])
    }
}
