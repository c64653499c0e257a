import MockOktaFormats
import MockOktaTestSupport
import Testing

/// Which rule lets whom have what, seen from `/token` and `/authorize` (Okta, "Configure an access policy").
///
/// Each rule has an access lifetime of its own, so `expires_in` tells which one matched.
@Suite struct PolicyTableTests {
    struct Row: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var user: String? = "bob"
        var client = "web-app"
        var scope: String? = "one"
        var grant = "password"
        /// The lifetime in minutes of the rule that must match; nil for none.
        let minutes: Int?
    }

    static let rows: [Row] = [
        Row(testDescription: "inactive policies and rules are passed over", minutes: 10),
        Row(testDescription: "policies without rules are passed over", scope: "three", minutes: 20),
        Row(testDescription: "the policy of another client is passed over", client: "other-app", minutes: 20),
        Row(
            testDescription: "a rule whose scopes lack one falls through to the next rule",
            scope: "one two",
            minutes: 15
        ),
        Row(testDescription: "and then to the next policy", scope: "one three", minutes: 20),
        Row(testDescription: "a group comes first by its rule's priority", user: "alice", minutes: 6),
        Row(testDescription: "an excluded user falls through", user: "eve", minutes: 20),
        Row(testDescription: "an excluded user is let in by Everyone", user: "eve", scope: "four", minutes: 25),
        Row(testDescription: "an included user", user: "ida", scope: "five", minutes: 30),
        Row(testDescription: "somebody else than the included user", scope: "five", minutes: nil),
        Row(
            testDescription: "nobody in particular without people",
            user: nil,
            grant: "client_credentials",
            minutes: 35
        ),
        Row(
            testDescription: "a rule that names a group is not for clients alone",
            user: nil,
            scope: "six",
            grant: "client_credentials",
            minutes: nil
        ),
        Row(testDescription: "a grant that no rule lists", scope: "seven", minutes: nil),
        Row(testDescription: "the same scope by the grant that is listed", scope: "seven", grant: "code", minutes: 45),
        Row(testDescription: "implicit is a grant of its own", scope: "seven", grant: "token", minutes: nil),
        Row(testDescription: "implicit where it is listed", scope: "eight", grant: "token", minutes: 50),
        Row(testDescription: "a hybrid needs both grants", scope: "eight", grant: "code token", minutes: nil),
        Row(testDescription: "OpenID scopes need not be listed", scope: "openid profile one", minutes: 10),
        Row(testDescription: "unless the rule lists some", scope: "openid email nine", minutes: 55),
        Row(testDescription: "then the others are denied", scope: "openid profile nine", minutes: nil),
        Row(testDescription: "a star allows every scope", scope: "ten", grant: "code", minutes: 5),
        Row(testDescription: "without scope the default ones", scope: nil, minutes: 10),
    ]

    static let fixture = """
        {users: [{id: "00uEve", profile: {login: "eve@example.com"}, credentials: {password: {value: "Eve-pw-1"}}},
                 {id: "00uIda", profile: {login: "ida@example.com"}, credentials: {password: {value: "Ida-pw-1"}}}],
         apps: [{client_id: "other-app", client_secret: "other-secret", grant_types: ["password"]}],
         authorizationServers: [{id: "p", audiences: ["p"],
          scopes: [{name: "one", default: true}, {name: "two"}, {name: "three"}, {name: "four"}, {name: "five"},
                   {name: "six"}, {name: "seven"}, {name: "eight"}, {name: "nine"}, {name: "ten"}],
          policies: [
           {name: "off", priority: 1, status: "INACTIVE", conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [
            \(rule(1, 59, "password", "*", ""))]},
           {name: "empty", priority: 2, conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: []},
           {name: "web", priority: 3, conditions: {clients: {include: ["web-app"]}}, rules: [
            \(rule(4, 15, "password", "one", "two", people: excludingEve)),
            \(rule(3, 10, "password", "one", people: excludingEve)),
            {name: "off", priority: 1, status: "INACTIVE", conditions: {grantTypes: {include: ["password"]},
             scopes: {include: ["*"]}}},
            \(rule(2, 6, "password", "*", people: "groups: {include: ['Admins']}"))]},
           {name: "rest", priority: 4, conditions: {clients: {include: ["ALL_CLIENTS"]}}, rules: [
            \(rule(1, 20, "password", "one", "three")),
            \(rule(2, 25, "password", "four", people: "users: {exclude: ['00uEve']}, groups: {include: ['EVERYONE']}")),
            \(rule(3, 30, "password", "five", people: "users: {include: ['00uIda']}")),
            \(rule(4, 35, "client_credentials", "one")),
            \(rule(5, 40, "client_credentials", "six", people: "groups: {include: ['Admins']}")),
            \(rule(6, 45, "authorization_code", "seven")),
            \(rule(7, 50, "implicit", "eight")),
            \(rule(8, 55, "password", "openid", "email", "nine")),
            {name: "star", priority: 9, conditions: {people: {groups: {include: ["Admins"]}},
             grantTypes: {include: ["authorization_code"]}, scopes: {include: ["*"]}},
             actions: {token: {accessTokenLifetimeMinutes: 99}}},
            \(rule(10, 5, "authorization_code", "*"))]}]}]}
        """

    private static let excludingEve = "users: {exclude: ['00uEve']}"

    private static func rule(
        _ priority: Int,
        _ minutes: Int,
        _ grant: String,
        _ scopes: String...,
        people: String = ""
    )
        -> String
    {
        let names = scopes.filter { !$0.isEmpty }.map { "'\($0)'" }.joined(separator: ", ")
        return "{name: 'R\(priority)', priority: \(priority), conditions: {people: {\(people)}, grantTypes: "
            + "{include: ['\(grant)']}, scopes: {include: [\(names)]}}, "
            + "actions: {token: {accessTokenLifetimeMinutes: \(minutes)}}}"
    }

    @Test(
        .rule(
            "policy.inactive",
            "policy.empty",
            "policy.clients",
            "policy.priority",
            "policy.fall-through",
            "policy.scopes",
            "policy.groups",
            "policy.excluded",
            "policy.everyone-ignores-exclusion",
            "policy.included-user",
            "policy.client-credentials",
            "policy.grants",
            "policy.implicit",
            "policy.hybrid",
            "policy.openid-scopes",
            "policy.openid-scopes-listed",
            "policy.star",
            "policy.default-scopes",
            "policy.no-match"
        ),
        arguments: rows
    )
    func `the first rule all of whose conditions hold gives its lifetime`(row: Row) throws {
        let double = try TestDouble(builtInAnd: Self.fixture)
        let client = OAuthClient(double, server: "p")
        let answer = try ask(row, client)
        let isRedirect = answer.status == 302 && answer.redirect["code"] == nil
        let error = isRedirect ? answer.redirect["error"] : answer["error"]?.string
        let lifetime = isRedirect ? answer.redirect["expires_in"].flatMap(Int.init) : answer["expires_in"]?.integer
        #expect(lifetime == row.minutes.map { $0 * 60 }, "\(answer)")
        #expect(error == (row.minutes == nil ? "access_denied" : nil), "\(answer)")
        if !isRedirect, row.minutes == nil { #expect(answer.status == 401) }
    }

    private func ask(_ row: Row, _ client: OAuthClient) throws -> Answer {
        let scope = row.scope.map { [("scope", $0)] } ?? []
        switch row.grant {
        case "client_credentials":
            return try client.token([("grant_type", row.grant)] + scope, basic: ("service-app", "service-secret"))
        case "password":
            let secret = row.client == "web-app" ? "web-secret" : "other-secret"
            let form = ErrorCase.password(Self.person(row.user ?? ""), scope: row.scope)
            return try client.token(form, basic: (row.client, secret))
        default:
            let person = Self.person(row.user ?? "")
            let user = (person["username"] ?? "", person["password"] ?? "")
            let parameters = OAuthClient.authorize(["response_type": row.grant, "scope": row.scope])
            let answer = try client.signIn(Browser(client.double), parameters, as: user)
            guard let code = answer.redirect["code"] else { return answer }
            return try client.token(OAuthClient.redeem(code), basic: OAuthClient.web)
        }
    }

    private static func person(_ name: String) -> [String: String] {
        ["username": "\(name)@example.com", "password": "\(name.prefix(1).uppercased())\(name.dropFirst())-pw-1"]
    }

    /// Rule, limits at both ends, and the seconds at which each token is still valid and no longer valid.
    static let lifetimes: [(access: Int, refresh: Int, window: Int)] = [
        (5, 60, 10), (1440, 0, 10080), (5, 5, 10), (1440, 2_628_000, 2_628_000), (60, 0, 10),
    ]

    @Test(
        .rule("lifetime.access", "lifetime.id", "lifetime.refresh-absolute", "lifetime.window", "lifetime.unlimited"),
        arguments: lifetimes
    )
    func `each token dies at the second its rule says`(access: Int, refresh: Int, window: Int) throws {
        let overlay =
            "{authorizationServers: [{id: 'l', audiences: ['l'], policies: [{name: 'P', conditions: {clients: "
            + "{include: ['ALL_CLIENTS']}}, rules: [{name: 'R', conditions: {grantTypes: {include: ['password']}, "
            + "scopes: {include: ['*']}}, actions: {token: {accessTokenLifetimeMinutes: \(access), "
            + "refreshTokenLifetimeMinutes: \(refresh), refreshTokenWindowMinutes: \(window)}}}]}]}]}"
        let deadline = Int64(refresh == 0 ? window : min(refresh, window)) * 60
        for (token, age) in [("access_token", Int64(access) * 60), ("id_token", 3600), ("refresh_token", deadline)] {
            let client = OAuthClient(try TestDouble(builtInAnd: overlay), server: "l")
            let form = ErrorCase.password(scope: "openid offline_access")
            let answer = try client.token(form, basic: OAuthClient.web)
            #expect(answer["expires_in"]?.integer == access * 60)
            client.double.advance(age - 1)
            #expect(try client.introspect(answer.string(token), basic: OAuthClient.web)["active"] == true, "\(token)")
            client.double.advance(1)
            #expect(try client.introspect(answer.string(token), basic: OAuthClient.web).text == #"{"active":false}"#)
        }
    }
}
