import MockOktaFormats
import MockOktaModel
import Testing

struct PoliciesBuilderTests {
    @Test(arguments: [
        (["", "", ""], ["0", "1", "2"]),
        ([#""priority": 3"#, #""priority": 1"#, #""priority": 2"#], ["1", "2", "0"]),
        (["", #""priority": 1"#, ""], ["0", "1", "2"]),
        ([#""priority": 2"#, #""priority": 2"#, #""priority": 1"#], ["2", "0", "1"]),
    ])
    func `the order of the array is the priority where none is given`(given: [String], order: [String]) throws {
        let objects = given.enumerated().map { index, priority in
            #"{"name": "\#(index)"\#(priority.isEmpty ? "" : ", ")\#(priority)}"#
        }
        let policies = try policies(objects.joined(separator: ","))
        #expect(policies.map(\.name) == order)
        let rules = try self.policies(#"{"rules": [\#(objects.joined(separator: ","))]}"#)
        #expect(rules.first?.rules.map(\.name) == order)
    }

    @Test func `a policy and a rule that say nothing match nothing`() throws {
        let policy = try #require(try policies(#"{"rules": [{}]}"#).first)
        #expect(policy.name == "Policy 1" && policy.isActive && policy.clients == .only([]))
        let rule = try #require(policy.rules.first)
        #expect(rule.name == "Rule 1" && rule.isActive && rule.grantTypes.isEmpty)
        #expect(rule.people.includesNobodyInParticular && rule.scopes == .only([]))
        #expect(rule.lifetimes == TokenLifetimes(accessMinutes: 60, refreshMinutes: 0, windowMinutes: 10080))
    }

    @Test(arguments: ["u", "00u1"])
    func `people are found by id and by name`(user: String) throws {
        let policy = try #require(
            try policies(
                #"""
                {"conditions": {"clients": {"include": ["The app", "0oa2", "c"]}}, "rules": [{"conditions": {"people": {
                  "users": {"include": ["\#(user)"], "exclude": ["\#(user)"]},
                  "groups": {"include": ["EVERYONE", "00g1"], "exclude": ["Team"]}}}}]}
                """#
            ).first
        )
        #expect(policy.clients == .only(["a", "b", "c"]))
        let people = try #require(policy.rules.first?.people)
        #expect(people.includedUsers == people.excludedUsers)
        #expect(people.includedUsers.map(\.rawValue) == ["00u1"])
        #expect(people.includesEveryone)
        #expect(people.includedGroups.map(\.rawValue) == ["00g1"])
        #expect(people.excludedGroups.map(\.rawValue) == ["00g1"])
    }

    private func policies(_ text: String) throws -> [AccessPolicy] {
        let org = try organization(
            #"""
            {"users": [{"id": "00u1", "profile": {"login": "u"}}], "groups": [{"id": "00g1", "profile": {"name": "Team"}}],
             "apps": [{"client_id": "a", "label": "The app"}, {"id": "0oa2", "client_id": "b"}, {"client_id": "c"}],
             "authorizationServers": [{"id": "aus1", "policies": [\#(text)]}]}
            """#
        )
        return org.authorizationServer(at: "aus1")?.policies ?? []
    }
}
