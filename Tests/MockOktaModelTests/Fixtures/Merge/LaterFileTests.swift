import MockOktaFormats
import MockOktaModel
import Testing

/// What a later file, or a PATCH, does to objects of earlier ones.
@Suite struct LaterFileTests {
    private static let server = #"""
        {"authorizationServers": [{"id": "aus1", "name": "Orders", "audiences": ["api://orders"],
          "scopes": [{"id": "scp1", "name": "read"}],
          "claims": [{"id": "ocl1", "name": "team", "value": "user.team", "conditions": {"scopes": ["read"]}}],
          "policies": [{"id": "00p1", "name": "P", "conditions": {"clients": {"include": ["ALL_CLIENTS"]}},
            "rules": [{"id": "0pr1", "name": "R", "conditions": {"grantTypes": {"include": ["password"]},
              "scopes": {"include": ["*"]}}}]}]}]}
        """#

    private func patch(_ text: String, over org: Organization) throws -> Organization {
        let result = FixtureReader.read([FixtureSource(name: "fixture", bytes: Array(text.utf8))], over: org)
        #expect(result.errors.map(\.description) == [])
        return try #require(result.organization)
    }

    @Test(arguments: [#""id": "aus1""#, #""name": "Orders""#], [true, false])
    func `children are matched by the matched parent, however that is named`(server: String, isPatch: Bool) throws {
        let change = #"""
            {"authorizationServers": [{\#(server), "scopes": [{"name": "read", "displayName": "Read"}],
              "claims": [{"name": "team", "value": "user.login"}],
              "policies": [{"name": "P", "rules": [{"name": "R", "actions": {"token":
                {"accessTokenLifetimeMinutes": 7}}}]}]}]}
            """#
        let base = try organization(Self.server)
        let org = isPatch ? try patch(change, over: base) : try organization(Self.server, change)
        let orders = try #require(org.authorizationServer(at: "aus1"))
        #expect(org.contents.authorizationServers.count == 1)
        #expect(orders.scopes.filter { $0.name == "read" }.map(\.displayName) == ["Read"])
        let claims = orders.claims.filter { $0.name == "team" }
        #expect(claims.map(\.value) == [.expression("user.login")] && claims.map(\.scopes) == [["read"]])
        #expect(orders.policies.map(\.id.rawValue) == ["00p1"])
        #expect(orders.policies[0].rules.map(\.id.rawValue) == ["0pr1"])
        #expect(orders.policies[0].rules[0].lifetimes.accessMinutes == 7)
        #expect(orders.policies[0].rules[0].grantTypes == ["password"])
    }

    @Test func `the built-in policy and rule are changed by their names`() throws {
        let rule = #"{"name": "Default Policy Rule", "actions": {"token": {"accessTokenLifetimeMinutes": 7}}}"#
        let change =
            #"{"authorizationServers": [{"name": "default", "policies": [{"name": "Default Policy", "rules": [\#(rule)]}]}]}"#
        var org = try patch(change, over: try organization("{}"))
        for _ in 0..<2 {
            let policy = try #require(org.authorizationServer(at: "default")?.policies.first)
            #expect(policy.clients == .all && policy.rules.count == 1)
            #expect(policy.rules[0].lifetimes.accessMinutes == 7 && policy.rules[0].people.includesEveryone)
            org = try patch(change, over: org)
        }
    }

    @Test func `deletion finds children by the name of their server`() throws {
        let org = try patch(
            #"{"authorizationServers": [{"name": "Orders", "policies": [{"name": "P", "$delete": true}]}]}"#,
            over: try organization(Self.server)
        )
        #expect(org.authorizationServer(at: "aus1")?.policies.isEmpty == true)
    }

    @Test func `defaults are worked out after a patch`() throws {
        let base = try organization(#"{"apps": [{"client_id": "x"}]}"#)
        let implicit = try patch(#"{"apps": [{"client_id": "x", "grant_types": ["implicit"]}]}"#, over: base)
        #expect(implicit.application(clientID: "x")?.responseTypes == [.code, .token, .idToken])
        let browser = try #require(
            try patch(#"{"apps": [{"client_id": "x", "application_type": "browser"}]}"#, over: base)
                .application(clientID: "x")
        )
        #expect(browser.authenticationMethod == .none && browser.requiresPKCE && browser.secrets == [])
        #expect(browser.refreshTokenRotation == .rotate(leeway: .seconds(30)))
    }

    @Test func `a patched policy of the default server takes the place of the built-in one`() throws {
        let change = #"{"authorizationServers": [{"id": "default", "policies": [{"name": "P"}]}]}"#
        let org = try patch(change, over: try organization("{}"))
        #expect(org.authorizationServer(at: "default")?.policies.map(\.name) == ["P"])
        let all = try patch(#"{"mock": {"defaultServerGrants": "all"}}"#, over: try organization("{}"))
        #expect(all.authorizationServer(at: "default")?.policies.first?.rules.first?.grantTypes.count == 17)
    }

    @Test(arguments: [
        (#"{"client_id": "x", "refresh_token": {"leeway": 60}}"#, RefreshTokenRotation.rotate(leeway: .seconds(60))),
        (#"{"client_id": "x", "refresh_token": null, "application_type": "web"}"#, .fixed),
        (
            #"{"client_id": "x", "settings": {"oauthClient": {"refresh_token": {"leeway": 60}}}}"#,
            .rotate(leeway: .seconds(60))
        ),
    ])
    func `one form of an app is laid over the other`(later: String, rotation: RefreshTokenRotation) throws {
        let full = #"""
            {"apps": [{"credentials": {"oauthClient": {"client_id": "x"}}, "settings": {"oauthClient":
              {"application_type": "browser", "refresh_token": {"rotation_type": "ROTATE", "leeway": 10}}}}]}
            """#
        let org = try organization(full, #"{"apps": [\#(later)]}"#)
        #expect(org.application(clientID: "x")?.refreshTokenRotation == rotation)
    }

    @Test func `both forms at once are a warning`() {
        let result = read(
            #"{"apps": [{"client_id": "x", "redirect_uris": ["http://a"], "settings": {"oauthClient": {"redirect_uris": []}}}]}"#
        )
        #expect(
            lines(result) == [
                #"a.json:1:47: warning: apps[0].redirect_uris: is given in apps[0].settings.oauthClient.redirect_uris, too; this one counts"#
            ]
        )
        #expect(result.organization?.application(clientID: "x")?.redirectURIs == ["http://a"])
    }

    @Test(arguments: [
        (#"{"name": "C", "priority": 1}"#, ["C", "A", "B"], [1, 2, 3]),
        (#"{"name": "B", "priority": 1}"#, ["B", "A"], [1, 2]),
        (#"{"name": "C", "priority": 2}"#, ["A", "C", "B"], [1, 2, 3]),
        (#"{"name": "C"}"#, ["A", "B", "C"], [1, 2, 3]),
        (#"{"name": "C", "priority": 9}"#, ["A", "B", "C"], [1, 2, 9]),
    ])
    func `of equal priorities the later file's goes first and the others move`(
        policy: String,
        names: [String],
        priorities: [Int]
    ) throws {
        let base = try organization(
            #"{"authorizationServers": [{"id": "default", "policies": [{"name": "A"}, {"name": "B"}]}]}"#
        )
        let org = try patch(#"{"authorizationServers": [{"id": "default", "policies": [\#(policy)]}]}"#, over: base)
        let policies = try #require(org.authorizationServer(at: "default")).policies
        #expect(policies.map(\.name) == names && policies.map(\.priority) == priorities)
    }

    @Test(arguments: [
        (
            #"{"users": [{"id": "00u1", "profile": {"login": "a"}}, {"id": "00u2", "profile": {"login": "b"}}]}"#,
            #"{"users": [{"id": "00u2", "profile": {"login": "A"}}]}"#,
            #"b.json:1:12: users[0]: has the same login "a" as users[0] of a.json"#
        ),
        (
            #"{"apps": [{"id": "0oa1", "client_id": "x"}, {"id": "0oa2", "client_id": "y"}]}"#,
            #"{"apps": [{"id": "0oa2", "client_id": "x"}]}"#,
            #"b.json:1:11: apps[0]: has the same client_id "x" as apps[0] of a.json"#
        ),
        (
            #"{"groups": [{"id": "00g1", "profile": {"name": "T"}}]}"#,
            #"{"groups": [{"id": "00g2", "profile": {"name": "T"}}]}"#,
            #"b.json:1:13: groups[0]: has the same name "T" as groups[0] of a.json"#
        ),
    ])
    func `what is unique stays so across files`(first: String, second: String, problem: String) {
        #expect(read(first, second).errors.map(\.description) == [problem])
    }

    @Test func `the members of a duplicate are checked, too`() {
        let result = read(
            #"{"apps": [{"client_id": "x"}, {"client_id": "x", "status": "GONE", "pkce_required": "yes"}]}"#
        )
        #expect(result.errors.count == 3)
    }
}
