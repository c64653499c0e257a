import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

@Suite struct GroupFilterTests {
    private static func matching(
        _ filter: Claim.GroupFilter,
        _ pattern: String,
        _ groups: [Group],
        limit: Int? = 100
    ) throws -> [String] {
        let user = ExpressionSnapshot.winston(groups: groups.map(\.id))
        let scope = ExpressionSnapshot.scope(user: user, groups: groups, groupLimit: limit)
        return try GroupFilter.matching(filter, pattern: pattern, in: scope)
    }

    private static let names = ["Everyone", "Admins", "app_admins", "App_sales"]

    private static func groups(_ names: [String]) -> [Group] {
        names.enumerated().map { ExpressionSnapshot.group("00g\($0.offset)", $0.element) }
    }

    @Test(arguments: [
        (Claim.GroupFilter.startsWith, "APP_", ["app_admins", "App_sales"]),
        (.equals, "admins", ["Admins"]),
        (.contains, "ADMIN", ["Admins", "app_admins"]),
        (.regex, ".*", names),
        (.regex, "admins", []),
        (.regex, "(?i)admins", ["Admins"]),
        (.regex, "^(?!Everyone).*$", ["Admins", "app_admins", "App_sales"]),
        (.startsWith, "", names),
    ])
    func `a filter lets names pass`(filter: Claim.GroupFilter, pattern: String, passing: [String]) throws {
        #expect(try Self.matching(filter, pattern, Self.groups(Self.names)) == passing)
    }

    @Test(.rule("claims.group-limits"))
    func `a hundred names pass and one more is too many, but for the code flow`() throws {
        let groups = Self.groups((1...101).map { "g\($0)" })
        #expect(try Self.matching(.contains, "g", Array(groups.dropLast())).count == 100)
        let error = #expect(throws: ExpressionError.self) { try Self.matching(.contains, "g", groups) }
        #expect(error?.kind == .tooManyGroups)
        #expect(try Self.matching(.contains, "g", groups, limit: nil).count == 101)
    }

    @Test(.rule("claims.no-app-groups"))
    func `groups that come from an app do not pass`() throws {
        let groups = [
            ExpressionSnapshot.group("00g0", "Everyone", isEveryone: true),
            ExpressionSnapshot.group("00g1", "by type", source: ["type": "APP_GROUP"]),
            ExpressionSnapshot.group("00g2", "by class", source: ["objectClass": ["okta:windows_security_principal"]]),
            ExpressionSnapshot.group("00g3", "own class", source: ["objectClass": ["okta:user_group"]]),
            ExpressionSnapshot.group("00g4", "own", source: ["type": "OKTA_GROUP", "objectClass": ["x"]]),
        ]
        #expect(try Self.matching(.regex, ".*", groups) == ["Everyone", "own class", "own"])
    }

    @Test func `a pattern that is no regular expression is refused`() {
        let error = #expect(throws: ExpressionError.self) { try Self.matching(.regex, "[", Self.groups(Self.names)) }
        #expect(error?.kind == .syntax)
    }
}
