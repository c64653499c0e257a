import MockOktaExpressions
import MockOktaModel
import Testing

@Suite struct GroupFilterTests {
    private static let names = ["Everyone", "Admins", "app_admins", "App_sales"]

    @Test(arguments: [
        (Claim.GroupFilter.startsWith, "APP_", ["app_admins", "App_sales"]),
        (.equals, "admins", ["Admins"]),
        (.contains, "ADMIN", ["Admins", "app_admins"]),
        (.regex, ".*", names),
        (.regex, "admins", []),
        (.regex, "(?i)admins", ["Admins"]),
        (.startsWith, "", names),
    ])
    func `a filter lets names pass`(filter: Claim.GroupFilter, pattern: String, passing: [String]) throws {
        #expect(try GroupFilter.matching(filter, pattern: pattern, names: Self.names) == passing)
    }

    @Test func `a hundred names pass and one more is too many`() throws {
        let names = (1...101).map { "g\($0)" }
        #expect(try GroupFilter.matching(.contains, pattern: "g", names: Array(names.dropLast())).count == 100)
        let error = #expect(throws: ExpressionError.self) {
            try GroupFilter.matching(.contains, pattern: "g", names: names)
        }
        #expect(error?.kind == .tooManyGroups)
    }

    @Test func `a pattern that is no regular expression is refused`() {
        let error = #expect(throws: ExpressionError.self) {
            try GroupFilter.matching(.regex, pattern: "[", names: Self.names)
        }
        #expect(error?.kind == .syntax)
    }
}
