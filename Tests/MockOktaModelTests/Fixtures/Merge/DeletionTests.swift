import MockOktaFormats
import MockOktaModel
import Testing

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
