import MockOktaFormats
import MockOktaIssuing
import MockOktaModel
import Testing

/// The evaluations of one change share a number of steps.
@Suite struct GroupRuleBudgetTests {
    private static let usual = "user.department == 'Sales'"
    /// Takes thousands of steps for a text of a hundred letters.
    private static let costly = "user.department matches '[a-z]*[a-z]*[a-z]*b{60}'"

    private static func organization(users: Int, rules: [(String, JSON)]) -> Organization {
        var contents = Organization.Contents()
        contents.groups = [
            Group(id: GroupID(rawValue: "everyone"), name: "Everyone", isEveryone: true),
            Group(id: GroupID(rawValue: "sales"), name: "Sales"),
        ]
        let department = JSON.string(String(repeating: "a", count: 100))
        contents.users = ObjectTable(
            (0..<users).map { number in
                User(
                    id: UserID(rawValue: "u\(number)"),
                    login: "u\(number)@example.com",
                    profile: ["department": number == 0 ? "Sales" : department],
                    groups: [GroupID(rawValue: "everyone")]
                )
            }
        )
        return set(rules, in: Organization(contents))
    }

    private static func set(_ rules: [(String, JSON)], in organization: Organization) -> Organization {
        let objects = rules.enumerated().map { number, rule -> JSONObject in
            [
                "id": .string("rule\(number)"), "status": rule.1,
                "conditions": ["expression": ["value": .string(rule.0)]],
                "actions": ["assignUserToGroups": ["groupIds": ["sales"]]],
            ]
        }
        return organization.changing { $0.others[.groupRules] = objects }
    }

    private static func members(_ organization: Organization) -> [String] {
        organization.contents.users.rows(.group(GroupID(rawValue: "sales"))).map(\.id.rawValue)
    }

    private static let now = Instant(seconds: 1_767_225_600)

    @Test func `usual rules are evaluated for any number of users`() throws {
        let former = Self.organization(users: 500, rules: [])
        let changed = Self.set(Array(repeating: (Self.usual, "ACTIVE"), count: 10), in: former)
        let result = try GroupRules.applied(to: changed, since: former, at: Self.now, steps: 1)
        #expect(Self.members(result) == ["u0"])
    }

    @Test func `rules that together take too long refuse the change that causes it, and say why`() throws {
        let former = Self.organization(users: 50, rules: [])
        let rules: [(String, JSON)] = [(Self.usual, "ACTIVE"), (Self.costly, "ACTIVE")]
        let changed = Self.set(rules, in: former)
        let result = try GroupRules.applied(to: changed, since: former, at: Self.now)
        #expect(Self.members(result) == ["u0"])
        let refusal = #expect(throws: Refusal.self) {
            try GroupRules.applied(to: changed, since: former, at: Self.now, steps: 10_000)
        }
        #expect(refusal?.why == "the 2 group rules take too long for 50 users; simplify their expressions")
    }

    @Test func `costly rules are deactivated and deleted, and users are added beside them`() throws {
        let former = Self.organization(users: 50, rules: Array(repeating: (Self.costly, "ACTIVE"), count: 3))
        for rules in [[(Self.costly, "ACTIVE"), (Self.costly, "INACTIVE")], [(Self.costly, "ACTIVE")]]
            as [[(String, JSON)]]
        {
            let changed = Self.set(rules, in: former)
            _ = try GroupRules.applied(to: changed, since: former, at: Self.now, steps: 1)
        }
        let added = former.changing { contents in
            contents.users.set(
                User(id: UserID(rawValue: "new"), login: "new@example.com", profile: ["department": "b"])
            )
        }
        _ = try GroupRules.applied(to: added, since: former, at: Self.now, steps: 10_000)
    }
}
