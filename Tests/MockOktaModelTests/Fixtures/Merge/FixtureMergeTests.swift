import MockOktaFormats
import MockOktaModel
import Testing

struct FixtureMergeTests {
    @Test func `a later file adds to an object and wins where both say something`() throws {
        let org = try organization(
            #"{"users": [{"id": "00u1", "status": "ACTIVE", "profile": {"login": "a", "firstName": "A"}}]}"#,
            #"{"users": [{"id": "00u1", "status": "SUSPENDED", "credentials": {"password": {"value": "pw"}}}]}"#
        )
        let user = try #require(org.contents.users.first)
        #expect(org.contents.users.count == 1)
        #expect(user.status == .suspended)
        #expect(user.attribute("firstName")?.string == "A")
        #expect(user.source.keys == ["id", "status", "profile", "credentials"])
    }

    @Test(arguments: [
        (#"{"users": [{"profile": {"login": "A"}}]}"#, #"{"users": [{"profile": {"login": "a"}}]}"#),
        (#"{"apps": [{"client_id": "x"}]}"#, #"{"apps": [{"credentials": {"oauthClient": {"client_id": "x"}}}]}"#),
        (#"{"apps": [{"id": "0oa1"}]}"#, #"{"apps": [{"client_id": "0oa1"}]}"#),
        (#"{"groups": [{"id": "00g1", "profile": {"name": "T"}}]}"#, #"{"groups": [{"profile": {"name": "T"}}]}"#),
        (#"{"authorizationServers": [{"id": "default"}]}"#, #"{"authorizationServers": [{"name": "default"}]}"#),
        (
            #"{"authorizationServers": [{"id": "aus1", "name": "default"}]}"#,
            #"{"authorizationServers": [{"id": "default"}, {"id": "aus2"}]}"#
        ),
        (#"{"trustedOrigins": [{"origin": "http://a"}]}"#, #"{"trustedOrigins": [{"origin": "http://a"}]}"#),
    ])
    func `objects are the same by id, else by client id, login or name`(first: String, second: String) throws {
        let org = try organization(first, second)
        let contents = org.contents
        let counts = [
            contents.users.count, contents.applications.count, contents.groups.count - 1, contents.trustedOrigins.count,
        ]
        #expect(counts.allSatisfy { $0 <= 1 })
        #expect(contents.authorizationServers.filter { $0.address == "default" }.count == 1)
    }

    @Test(arguments: [
        (#"{"users": [{"id": "00u1", "$delete": true}]}"#, [0, 1, 1]),
        (#"{"users": [{"profile": {"login": "a"}, "$delete": true}]}"#, [0, 1, 1]),
        (#"{"apps": [{"client_id": "x", "$delete": true}]}"#, [1, 0, 1]),
        (#"{"authorizationServers": [{"id": "aus1", "$delete": true}]}"#, [1, 1, 0]),
        (#"{"authorizationServers": [{"id": "aus1", "$delete": true}, {"id": "aus2"}, {"id": "aus3"}]}"#, [1, 1, 2]),
    ])
    func `deletion removes an object of an earlier file`(text: String, counts: [Int]) throws {
        let base = #"""
            {"users": [{"id": "00u1", "profile": {"login": "a"}}], "apps": [{"client_id": "x"}],
             "authorizationServers": [{"id": "aus1", "scopes": [{"name": "s"}], "policies": [{"rules": [{}]}]}]}
            """#
        let contents = try organization(base, text).contents
        #expect([contents.users.count, contents.applications.count, contents.authorizationServers.count] == counts)
    }

    @Test func `what was deleted can come back`() throws {
        let user = #"{"users": [{"id": "00u1", "profile": {"login": "a"}}]}"#
        let org = try organization(user, #"{"users": [{"id": "00u1", "$delete": true}]}"#, user)
        #expect(org.contents.users.count == 1)
    }

    @Test func `a deleted server takes its children along`() throws {
        let base = #"""
            {"authorizationServers": [{"id": "aus1", "scopes": [{"name": "s"}], "policies": [{"rules": [{}]}]}]}
            """#
        let back = #"{"authorizationServers": [{"id": "aus1"}]}"#
        let org = try organization(base, #"{"authorizationServers": [{"id": "aus1", "$delete": true}]}"#, back)
        let server = try #require(org.authorizationServer(at: "aus1"))
        #expect(server.scope("s") == nil && server.policies.isEmpty)
    }

    @Test(arguments: [
        (
            #"{"client_id": "x", "client_secret": "1"}"#,
            #"{"credentials": {"oauthClient": {"client_id": "x", "client_secret": "2"}}}"#
        ),
        (
            #"{"credentials": {"oauthClient": {"client_id": "x", "client_secret": "1"}}}"#,
            #"{"client_id": "x", "client_secret": "2"}"#
        ),
    ])
    func `a later file wins in whichever form an app is written`(first: String, second: String) throws {
        let org = try organization(#"{"apps": [\#(first)]}"#, #"{"apps": [\#(second)]}"#)
        #expect(org.contents.applications.map(\.secrets) == [["2"]])
    }

    @Test(arguments: ["users.backup.json", "users", "my-users.json"])
    func `only a file called exactly like a collection holds one`(name: String) {
        let result = read(files: [name: #"{"users": [{"profile": {"login": "a"}}]}"#])
        #expect(result.organization?.contents.users.count == 1)
        #expect(read(files: [name: #"[{"profile": {"login": "a"}}]"#]).organization == nil)
    }

    @Test func `the org and the switches may be files of their own`() throws {
        let result = read(files: ["org.json": #"{"subdomain": "acme"}"#, "mock.json5": "{seed: 5}"])
        #expect(lines(result) == [])
        #expect(result.organization?.contents.source["subdomain"]?.string == "acme")
        #expect(result.organization?.settings.seed == 5)
        #expect(
            read(files: ["org.json": #"{"users": [{"profile": {"login": "a"}}]}"#]).organization?.contents.users.count
                == 1
        )
    }

    @Test func `deleting what is not there is a warning`() {
        let result = read("{}", #"{"users": [{"id": "00u1", "$delete": true}]}"#)
        #expect(lines(result) == ["b.json:1:12: warning: users[0]: deletes nothing: no earlier file has it"])
    }

    @Test func `children add up over files and can be deleted one by one`() throws {
        let org = try organization(
            #"""
            {"authorizationServers": [{"id": "aus1", "scopes": [{"name": "s"}, {"name": "t", "id": "scpt"}],
              "policies": [{"id": "00p1", "name": "P", "rules": [{"id": "0pr1", "name": "R"}]}]}]}
            """#,
            #"""
            {"authorizationServers": [{"id": "aus1", "scopes": [{"name": "u"}, {"name": "s", "default": true}]}],
             "rules": [{"id": "0pr1", "conditions": {"scopes": {"include": ["*"]}}}],
             "scopes": [{"id": "scpt", "$delete": true}]}
            """#
        )
        let server = try #require(org.authorizationServer(at: "aus1"))
        #expect(server.scopes.dropFirst(7).map(\.name) == ["s", "u"])
        #expect(server.scope("s")?.isDefault == true)
        #expect(server.policies.first?.rules.map(\.name) == ["R"])
        #expect(server.policies.first?.rules.map(\.scopes) == [.all])
    }

    @Test(arguments: ["default", "aus1"])
    func `exported children find their parents by links, whatever the host`(server: String) throws {
        let base = "https://dev-1.okta.com/api/v1/authorizationServers/\(server)"
        func link(_ path: String) -> String { #""_links": {"self": {"href": "\#(base)/\#(path)"}}"# }
        let result = read(files: [
            "org/authorizationServers.json": #"[{"id": "aus1", "name": "default", "audiences": ["a"]}]"#,
            "org/scopes.json": #"[{"id": "scp1", "name": "s", \#(link("scopes/scp1"))}]"#,
            "org/claims.json5": #"[{"name": "c", "value": "1", \#(link("claims/ocl1"))}]"#,
            "org/policies.json": #"""
            [{"id": "00p1", "name": "P", "conditions": {"clients": {"include": ["ALL_CLIENTS"]}},
              \#(link("policies/00p1"))}]
            """#,
            "org/rules.json": #"""
            {"id": "0pr1", "name": "R", "conditions": {"grantTypes": {"include": ["password"]},
              "scopes": {"include": ["s"]}}, \#(link("policies/00p1/rules/0pr1"))}
            """#,
            "org/keys.json": #"[{"kid": "old", "status": "EXPIRED", \#(link("credentials/keys/old"))},"#
                + #"{"kid": "k", "status": "ACTIVE", \#(link("credentials/keys/k"))}]"#,
        ])
        #expect(lines(result) == [])
        let found = try #require(result.organization?.authorizationServer(at: "default"))
        #expect(found.scope("s") != nil)
        #expect(found.claims.contains { $0.name == "c" })
        #expect(found.policies.map(\.name) == ["P"])
        #expect(found.policies.first?.rules.map(\.name) == ["R"])
        #expect(found.signingKey.keyID == "k")
    }

    @Test func `a file named like a collection may be a whole fixture all the same`() throws {
        let result = read(files: ["users.json": #"{"users": [{"profile": {"login": "a"}}]}"#])
        #expect(result.organization?.contents.users.map(\.login) == ["a"])
    }

    @Test func `refresh tokens name client, user and server`() throws {
        let org = try organization(
            #"""
            {"users": [{"id": "00u1", "profile": {"login": "u"}}], "apps": [{"client_id": "x"}],
             "refreshTokens": [{"id": "oar1", "token": "t", "clientId": "x", "userId": "00u1",
               "issuer": "https://h/oauth2/default", "scopes": ["offline_access"],
               "created": "2026-01-01T00:00:00.000Z", "expiresAt": null}]}
            """#
        )
        let token = try #require(org.contents.refreshTokens.first)
        #expect(token.id == "oar1" && token.token == "t" && token.clientID == "x" && token.user.rawValue == "00u1")
        #expect(token.server == org.authorizationServer(at: "default")?.id)
        #expect(token.created == Instant(seconds: 1_767_225_600) && token.expires == nil && token.isActive)
    }

    @Test func `ids that are left out hang on nothing but names`() throws {
        let one = try organization(#"{"users": [{"profile": {"login": "a"}}, {"profile": {"login": "b"}}]}"#)
        let other = try organization(#"{"mock": {"seed": 5}, "users": [{"profile": {"login": "b"}}]}"#)
        #expect(one.user(login: "b")?.id == other.user(login: "b")?.id)
        #expect(one.user(login: "a")?.id != other.user(login: "b")?.id)
    }
}
