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

/// What a deletion leaves.
@Suite struct DeletionTests {
    private static let base = #"""
        {"users": [{"profile": {"login": "a"}, "groups": ["Red"]}, {"profile": {"login": "b"}}],
         "groups": [{"profile": {"name": "Red"}}],
         "apps": [{"client_id": "x", "assignments": {"users": ["a", "b"], "groups": ["Red"]}}],
         "authorizationServers": [{"id": "default", "policies": [{"name": "P", "conditions": {"clients": {"include":
           ["x"]}}, "rules": [{"name": "R", "conditions": {"people": {"groups": {"include": ["Red"]}},
           "grantTypes": {"include": ["password"]}}}]}]}],
         "refreshTokens": [{"token": "t", "clientId": "x", "userId": "a", "issuer": "default", "scopes": []}]}
        """#

    private func patched(_ text: String) throws -> Organization {
        let org = try organization(Self.base)
        let result = FixtureReader.read([FixtureSource(name: "fixture", bytes: Array(text.utf8))], over: org)
        #expect(result.errors.map(\.description) == [])
        return try #require(result.organization)
    }

    @Test func `a deleted user leaves assignments and tokens`() throws {
        let org = try patched(#"{"users": [{"profile": {"login": "a"}, "$delete": true}]}"#)
        let app = try #require(org.application(clientID: "x"))
        #expect(org.contents.users.filter { org.isAssigned($0, to: app) }.map(\.login) == ["b"])
        #expect(org.contents.refreshTokens.isEmpty)
    }

    @Test func `a rule whose people were all deleted matches nobody`() throws {
        let org = try patched(#"{"groups": [{"profile": {"name": "Red"}, "$delete": true}]}"#)
        let rule = try #require(org.authorizationServer(at: "default")?.policies.first?.rules.first)
        #expect(!rule.isActive)
        #expect(org.user(login: "a").map(org.groupNames) == ["Everyone"])
    }

    @Test func `a deleted app leaves policies and tokens`() throws {
        let org = try patched(#"{"apps": [{"client_id": "x", "$delete": true}]}"#)
        #expect(org.authorizationServer(at: "default")?.policies.map(\.clients) == [.only([])])
        #expect(org.contents.refreshTokens.isEmpty)
    }

    @Test func `a file that names what it deletes is told so at its own place`() {
        let result = read(
            Self.base,
            #"{"groups": [{"profile": {"name": "Red"}, "$delete": true}], "users": [{"profile": {"login": "b"}, "groups": ["Red"]}]}"#
        )
        #expect(
            result.errors.map(\.description) == [
                #"b.json:1:110: users[0].groups[0]: is "Red", but there is no such group"#
            ]
        )
    }

    @Test(arguments: [
        #"{"authorizationServers": [{"id": "default", "policies": [{"name": "P", "$delete": true}]}]}"#,
        #"{"authorizationServers": [{"id": "default", "$delete": true}]}"#,
    ])
    func `the built-in server and policy do not come back for deleted ones`(text: String) throws {
        let org = try patched(text)
        #expect(org.authorizationServer(at: "default")?.policies.isEmpty ?? true)
        let export = FixtureWriter(org, withSecrets: true).fixture
        let source = FixtureSource(name: "export", bytes: JSON.object(export).serialized())
        let again = try #require(FixtureReader.read([source]).organization)
        #expect(describe(again) == describe(org))
    }

    @Test func `the built-in server can be deleted`() throws {
        let delete = #"{"authorizationServers": [{"id": "default", "$delete": true}]}"#
        #expect(try organization("{}", delete).contents.authorizationServers.isEmpty)
    }
}

/// Patches of an org that has been changed since its files were read.
@Suite struct ChangedOrgTests {
    @Test func `a patch keeps what was changed in the meantime`() throws {
        let base = try organization(
            #"""
            {"users": [{"profile": {"login": "a"}, "groups": ["Red"]}, {"profile": {"login": "b"}}],
             "groups": [{"profile": {"name": "Red"}}], "groupMembers": [{"group": "Red", "users": ["b"]}],
             "apps": [{"client_id": "x", "assignments": {"users": ["a"]}}, {"client_id": "y"}]}
            """#
        )
        let a = try #require(base.user(login: "a"))
        let b = try #require(base.user(login: "b"))
        let y = try #require(base.application(clientID: "y"))
        let changed = base.changing { contents in
            contents.users.set(User(id: a.id, status: .suspended, login: "a2", profile: ["login": "a2", "email": "a"]))
            contents.users.set(
                User(id: b.id, login: "b", profile: ["login": "b", "email": "b"], groups: [b.groups[0]])
            )
            contents.applications.remove(y.id)
        }
        let text = #"{"users": [{"profile": {"login": "c"}}]}"#
        let result = FixtureReader.read([FixtureSource(name: "fixture", bytes: Array(text.utf8))], over: changed)
        #expect(result.errors.map(\.description) == [])
        let org = try #require(result.organization)
        #expect(org.contents.users.map(\.login) == ["a2", "b", "c"])
        #expect(org.user(a.id)?.status == .suspended && org.user(a.id)?.groups.isEmpty == false)
        #expect(org.user(b.id).map(org.groupNames) == ["Everyone"])
        #expect(org.contents.applications.map(\.clientID) == ["x"])
        let x = try #require(org.application(clientID: "x"))
        #expect(org.contents.users.filter { org.isAssigned($0, to: x) }.map(\.login) == ["a2"])
    }

    @Test func `many patches do not make many files`() throws {
        var org = try organization("{}")
        for number in 0..<50 {
            let text = #"{"users": [{"profile": {"login": "u\#(number)"}}]}"#
            let source = FixtureSource(name: "fixture", bytes: Array(text.utf8))
            org = try #require(FixtureReader.read([source], over: org).organization)
        }
        #expect(org.contents.users.count == 50)
        #expect(org.fixtureSources.count < 12)
    }

    @Test func `switches of the start come too late for a running org`() throws {
        let text = #"{"mock": {"clock": "2026-01-01T00:00:00Z", "spaRefreshTokens": "legacy"}}"#
        let source = FixtureSource(name: "fixture", bytes: Array(text.utf8))
        let patched = FixtureReader.read([source], over: try organization("{}"))
        let line = "fixture:1:20: warning: mock.clock: takes effect only when a server or an org is started"
        #expect(lines(patched) == [line])
        #expect(lines(FixtureReader.read([source], isRunning: true)) == [line])
        #expect(lines(FixtureReader.read([source])) == [])
    }
}
