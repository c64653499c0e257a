import MockOktaFormats
import MockOktaHTTP
import MockOktaModel
import MockOktaTestSupport
import Testing

/// Deactivation, suspension, unassignment and deletion end sessions, grants and tokens then and for good (Okta,
/// "Refresh tokens"; "Revoke tokens").
struct EndedSubjectsTests {
    /// An org with one user and one app, with one thing changed in it.
    private struct Org {
        var user = "{id: '00uann', profile: {login: 'ann@example.com'}, credentials: {password: {value: 'Ann-pw-1'}}}"
        var status = "ACTIVE"
        var app = ""
        var server = "ACTIVE"

        var fixture: String {
            let person = user.replacing("{id: '00uann',", with: "{id: '00uann', status: '\(status)',")
            return """
                {users: [\(person)], groups: [{id: '00gstaff', profile: {name: 'Staff'}}],
                 apps: [{id: '0oag', client_id: 'g', client_secret: 'g-secret', \(app)
                   redirect_uris: ['http://localhost:3000/callback'],
                   grant_types: ['authorization_code', 'refresh_token', 'password',
                     'urn:ietf:params:oauth:grant-type:device_code']}],
                 authorizationServers: [{id: 'default', status: '\(server)'}]}
                """
        }
    }

    /// What ends, as a fixture; nil for what ends nothing.
    static let endings: [(name: String, fixture: String, ends: Bool)] = {
        var rows: [(String, String, Bool)] = []
        for status in ["SUSPENDED", "DEPROVISIONED", "STAGED", "PROVISIONED"] {
            rows.append((status, Org(status: status).fixture, true))
        }
        for status in ["LOCKED_OUT", "PASSWORD_EXPIRED", "RECOVERY"] {
            rows.append((status, Org(status: status).fixture, false))
        }
        rows.append(("user deleted", Org(user: "").fixture, true))
        rows.append(("app deactivated", Org(app: "status: 'INACTIVE',").fixture, true))
        rows.append(("unassigned", Org(app: "assignments: {groups: ['Staff']},").fixture, true))
        rows.append(("label changed", Org(app: "label: 'Other',").fixture, false))
        rows.append(("server deactivated", Org(server: "INACTIVE").fixture, true))
        return rows
    }()

    @Test(
        .rule("refresh.ended-for-good", "user.suspended-ends", "introspect.user-inactive"),
        arguments: endings
    )
    func `what was given stays ended when user, app and server come back`(
        name: String,
        fixture: String,
        ends: Bool
    ) throws {
        let client = OAuthClient(try TestDouble([Org().fixture]))
        let web = ("g", "g-secret")
        let browser = Browser(client.double)
        let parameters = OAuthClient.authorize(["client_id": "g", "scope": "openid offline_access"])
        let code = try #require(
            client.signIn(browser, parameters, as: ("ann@example.com", "Ann-pw-1")).redirect["code"]
        )
        let tokens = try client.token(OAuthClient.redeem(code), basic: web)
        let pending = try #require(client.signIn(browser, parameters).redirect["code"])
        let plain = [
            ("grant_type", "password"), ("username", "ann@example.com"), ("password", "Ann-pw-1"), ("scope", "openid"),
        ]
        let alone = try client.token(plain, basic: web).string("access_token")
        let login = #"{"username": "ann@example.com", "password": "Ann-pw-1"}"#
        let sessionToken = try client.authn(login).string("sessionToken")
        try client.double.change(to: [fixture])
        try client.double.change(to: [Org().fixture])

        let isActive = JSON.bool(!ends)
        for token in [tokens.string("access_token"), tokens.string("id_token"), tokens.string("refresh_token"), alone] {
            #expect(try client.introspect(token, basic: web)["active"] == isActive, "\(token)")
        }
        #expect(try client.userInfo(alone).status == (ends ? 401 : 200))
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try client.token(refresh, basic: web).error == (ends ? "invalid_grant" : ""))
        #expect(try client.token(OAuthClient.redeem(pending), basic: web).error == (ends ? "invalid_grant" : ""))
        if name.hasPrefix("user") || fixture.contains("SUSPENDED") || fixture.contains("DEPROVISIONED") || !ends {
            let silent = OAuthClient.authorize(["client_id": "g", "prompt": "none"])
            #expect(
                try browser.get(client.base + "/v1/authorize", silent).redirect["error"]
                    == (ends ? "login_required" : nil)
            )
            let byToken = silent + [("sessionToken", sessionToken)]
            let answer = try Browser(client.double).get(client.base + "/v1/authorize", byToken)
            #expect((answer.redirect["code"] == nil) == ends)
        }
        let fresh = try client.token(plain, basic: web).string("access_token")
        #expect(try client.introspect(fresh, basic: web)["active"] == true)
    }

    @Test(.rule("refresh.ended-for-good"), arguments: endings.filter { $0.ends && $0.name != "unassigned" })
    func `what waits for a sign-in ends with its app and server, and an approval with its user`(
        name: String,
        fixture: String,
        ends: Bool
    ) throws {
        let client = OAuthClient(try TestDouble([Org().fixture]))
        let web = ("g", "g-secret")
        let open = try client.post("/v1/device/authorize", [("scope", "openid")], basic: web).string("device_code")
        let approved = try client.post("/v1/device/authorize", [("scope", "openid")], basic: web)
        let path = "/device/" + approved.string("user_code")
        let decision: JSON = ["decision": "approve", "user": "ann@example.com"]
        #expect(try ControlClient(client.double).post(path, decision).status == 204)
        let pushed = try client.post("/v1/par", OAuthClient.authorize(["client_id": nil]), basic: web)
        let uri = try #require(pushed["request_uri"]?.string, "\(pushed.text)")
        try client.double.change(to: [fixture])
        try client.double.change(to: [Org().fixture])

        let isOfUser = !name.hasPrefix("app") && !name.hasPrefix("server")
        #expect(try Self.poll(client, open) == (isOfUser ? "authorization_pending" : "invalid_grant"))
        #expect(try Self.poll(client, approved.string("device_code")) == "invalid_grant")
        let answer = try Browser(client.double)
            .get(client.base + "/v1/authorize", [("client_id", "g"), ("request_uri", uri)])
        #expect(answer.status == (isOfUser ? 200 : 400))
    }

    private static func poll(_ client: OAuthClient, _ code: String) throws -> String {
        let form = [("grant_type", "urn:ietf:params:oauth:grant-type:device_code"), ("device_code", code)]
        return try client.token(form, basic: ("g", "g-secret")).error
    }

    @Test(.rule("refresh.ended-for-good"))
    func `while it lasts, introspection and userinfo agree with refresh`() throws {
        let client = OAuthClient(try TestDouble([Org().fixture]))
        let web = ("g", "g-secret")
        let plain = [
            ("grant_type", "password"), ("username", "ann@example.com"), ("password", "Ann-pw-1"),
            ("scope", "openid offline_access"),
        ]
        let tokens = try client.token(plain, basic: web)
        try client.double.change(to: [Org(app: "assignments: {groups: ['Staff']},").fixture])
        for name in ["access_token", "refresh_token", "id_token"] {
            #expect(try client.introspect(tokens.string(name), basic: web).text == #"{"active":false}"#)
        }
        #expect(try client.userInfo(tokens.string("access_token")).status == 401)
    }

    @Test(.rule("refresh.ended-for-good"))
    func `a user who leaves the group that assigns them loses what the app gave them`() throws {
        let staff = "assignments: {groups: ['Staff']},"
        let member = Org().user.replacing("{id: '00uann',", with: "{id: '00uann', groups: ['Staff'],")
        let client = OAuthClient(try TestDouble([Org(user: member, app: staff).fixture]))
        let web = ("g", "g-secret")
        let plain = [
            ("grant_type", "password"), ("username", "ann@example.com"), ("password", "Ann-pw-1"), ("scope", "openid"),
        ]
        let token = try client.token(plain, basic: web).string("access_token")
        try client.double.change(to: [Org(app: staff).fixture])
        try client.double.change(to: [Org(user: member, app: staff).fixture])
        #expect(try client.introspect(token, basic: web)["active"] == false)
    }

    @Test func `a reset that keeps grants ends those of users it takes away`() throws {
        let client = OAuthClient(try TestDouble([Org(user: "").fixture]))
        let control = ControlClient(client.double)
        let fixture: JSON = [
            "users": [["profile": ["login": "ann@example.com"], "credentials": ["password": ["value": "pw-1"]]]]
        ]
        #expect(try control.send(.patch, "/fixtures", fixture).status == 200)
        let plain = [
            ("grant_type", "password"), ("username", "ann@example.com"), ("password", "pw-1"),
            ("scope", "openid offline_access"),
        ]
        let tokens = try client.token(plain, basic: ("g", "g-secret"))
        #expect(try control.post("/reset", ["keep": ["grants"]]).status < 300)
        #expect(try control.send(.patch, "/fixtures", fixture).status == 200)
        let refresh = [("grant_type", "refresh_token"), ("refresh_token", tokens.string("refresh_token"))]
        #expect(try client.token(refresh, basic: ("g", "g-secret")).error == "invalid_grant")
    }

    @Test func `an org that is made of another is compared only where it changed`() {
        var contents = Organization.Contents()
        contents.users = ObjectTable((1...3).map { User(id: UserID(rawValue: "u\($0)"), login: "\($0)", profile: [:]) })
        let first = Organization(contents)
        let second = first.changing { contents in
            contents.users.set(User(id: UserID(rawValue: "u2"), status: .suspended, login: "2", profile: [:]))
        }
        #expect(second.contents.users.changes(since: first.contents.users) == [UserID(rawValue: "u2")])
        #expect(second.contents.users.changes(since: second.contents.users).isEmpty)
        let third = second.changing { contents in contents.users.remove(UserID(rawValue: "u1")) }
        #expect(third.contents.users.changes(since: second.contents.users) == [UserID(rawValue: "u1")])
        let changed = ["u1", "u2"].map(UserID.init(rawValue:))
        #expect(Set(third.contents.users.changes(since: first.contents.users)) == Set(changed))
        // Too many changes ago: all users are compared.
        let late = (0..<2050).reduce(third) { org, _ in
            org.changing { $0.users.set(User(id: UserID(rawValue: "u2"), login: "2", profile: [:])) }
        }
        #expect(late.contents.users.knownChanges(since: first.contents.users) == nil)
        #expect(Set(late.contents.users.changes(since: first.contents.users)).count == 3)
    }
}
