import MockOktaFormats
import MockOktaModel
import Testing

/// Policies about signing in: how fixtures give them, and whom they are for.
@Suite struct OrgPolicyTests {
    private static let text = """
        {groups: [{id: "00gred", profile: {name: "Red"}}],
         users: [{id: "00uann", profile: {login: "ann"}, groups: ["Red"]}, {id: "00uben", profile: {login: "ben"}}],
         apps: [{client_id: "app", _links: {accessPolicy: {href: "https://o.okta.com/api/v1/policies/rst1"}}}],
         policies: [
           {type: "PASSWORD", name: "Default Policy", system: true, priority: 1},
           {type: "PASSWORD", name: "Red", priority: 2, conditions: {people: {groups: {include: ["Red"]}}},
            rules: [{name: "Default Rule", conditions: {people: {users: {exclude: ["ann"]}}}}]},
           {type: "OKTA_SIGN_ON", name: "Default Policy", rules: [
             {name: "Default Rule", priority: 2}, {name: "Ann", priority: 1, conditions: {people: {users: {include: ["ann"]}}}}]},
           {id: "rst1", type: "ACCESS_POLICY", name: "Any"}],
         rules: [{id: "rul1", name: "linked", type: "ACCESS_POLICY",
           _links: {self: {href: "https://o.okta.com/api/v1/policies/rst1/rules/rul1"}}}]}
        """

    @Test func `a policy is for a user, the system's comes last`() throws {
        let org = try organization(Self.text)
        let (ann, ben) = (try #require(org.user(login: "ann")), try #require(org.user(login: "ben")))
        #expect(org.policies(.password).map(\.name) == ["Red", "Default Policy"])
        #expect(org.policy(.password, for: ann)?.policy.name == "Red")
        #expect(org.policy(.password, for: ann)?.rule == nil)
        #expect(org.policy(.password, for: ben)?.policy.name == "Default Policy")
        #expect(org.policy(.signOn, for: ann)?.rule?.name == "Ann")
        #expect(org.policy(.signOn, for: ben)?.rule?.name == "Default Rule")
        #expect(org.policy(.enrollment, for: ben) == nil)
        let app = try #require(org.application(clientID: "app"))
        #expect(org.accessPolicy(of: app)?.rules.map(\.name) == ["linked"])
    }

    @Test func `ids are derived, names become ids`() throws {
        let org = try organization(Self.text)
        let ids = org.contents.policies.map(\.id.rawValue) + org.contents.policies.flatMap(\.rules).map(\.id.rawValue)
        #expect(Set(ids).count == 8)
        #expect(ids.filter { $0.hasPrefix("00p") }.count == 3 && ids.filter { $0.hasPrefix("0pr") }.count == 3)
        let red = try #require(org.policies(.password).first)
        #expect(red.source["conditions"]?["people"]?["groups"]?["include"] == ["00gred"])
        #expect(red.rules.first?.source["conditions"]?["people"]?["users"]?["exclude"] == ["00uann"])
    }

    @Test func `the groups of users who register become ids, those that are not there are told of`() throws {
        let text = """
            {groups: [{id: "00gred", profile: {name: "Red"}}],
             policies: [{type: "PROFILE_ENROLLMENT", name: "p", rules: [
               {name: "r", actions: {profileEnrollment: {access: "ALLOW", targetGroupIds: ["Red", "Blue"]}}}]},
              {type: "MFA_ENROLL", name: "e", rules: [{name: "r", actions: {enroll: {self: "LOGIN"}}}]}]}
            """
        let result = FixtureReader.read(FixtureReader.merged([FixtureSource(name: "a", bytes: Array(text.utf8))]))
        let rule = result.organization?.policies(.profileEnrollment).first?.rules.first
        #expect(rule?.action("profileEnrollment")?["targetGroupIds"] == ["00gred", "Blue"])
        #expect(result.problems.map(\.message) == [#"is "Blue", but there is no such group: the entry has no effect"#])
    }

    @Test func `an export defines the same policies, and a patch keeps them`() throws {
        let org = try organization(Self.text)
        let fixture = FixtureWriter(org, withSecrets: true).fixture
        let again = try organization(String(decoding: JSON.object(fixture).serialized(), as: UTF8.self))
        #expect(describe(again) == describe(org))
        #expect(describe(again).contains { $0.hasPrefix("policy") })
        let merged = FixtureReader.merged([FixtureSource(name: "a", bytes: Array(Self.text.utf8))])
        let folded = FixtureReader.read(merged).organization?.contents.policies
        #expect(folded?.map(\.id) == org.contents.policies.map(\.id))
        #expect(folded?.map { $0.rules.map(\.id) } == org.contents.policies.map { $0.rules.map(\.id) })
    }

    @Test func `changes of a running org stay when a patch comes`() throws {
        let org = try organization(Self.text)
        let changed = org.changing { contents in
            contents.policies.remove(Identifier(rawValue: "rst1"))
            if let red = org.policies(.password).first { contents.policies.set(red.with(rules: [])) }
        }
        let patch = #"{"groups": [{"profile": {"name": "Blue"}}]}"#
        let result = FixtureReader.read([FixtureSource(name: "fixture", bytes: Array(patch.utf8))], over: changed)
        #expect(result.errors.map(\.description) == [])
        let present = try #require(result.organization)
        #expect(present.policies(.access).isEmpty)
        #expect(present.policies(.password).map { $0.rules.count } == [0, 0])
        #expect(present.policies(.signOn).map { $0.rules.count } == [2])
    }

    @Test(arguments: [
        ("{type: 'PASSWORD', settings: {password: {lockout: {maxAttempts: -1}}}}", "is -1 (allowed: "),
        ("{type: 'PASSWORD', settings: {password: {complexity: {minLength: 'x'}}}}", "a whole number"),
        (
            "{type: 'ACCESS_POLICY', rules: [{actions: {appSignOn: {verificationMethod: {reauthenticateIn: 'x'}}}}]}",
            "PT1M30S"
        ),
        ("{type: 'ACCESS_POLICY', rules: [{actions: {appSignOn: {verificationMethod: {factorMode: '3FA'}}}}]}", "1FA"),
        ("{type: 'OKTA_SIGN_ON', rules: [{actions: {signon: {requireFactor: 'yes'}}}]}", "true or false"),
    ])
    func `what is wrong is told`(policy: String, problem: String) {
        let source = FixtureSource(name: "fixture.json5", bytes: Array("{policies: [\(policy)]}".utf8))
        #expect(FixtureReader.read([source]).problems.contains { $0.description.contains(problem) })
    }
}
