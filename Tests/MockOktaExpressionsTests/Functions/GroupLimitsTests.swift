import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// How many groups a claim may have (Okta, "Customize tokens returned from Okta with a dynamic allow list").
struct GroupLimitsTests {
    private static func scope(_ count: Int, limit: Int?) -> ExpressionScope {
        let groups = (1...count).map { ExpressionSnapshot.group("00g\($0)", "team-\($0)") }
        let user = ExpressionSnapshot.winston(groups: groups.map(\.id))
        return ExpressionSnapshot.scope(user: user, groups: groups, groupLimit: limit)
    }

    @Test(
        .rule("claims.group-limits"),
        arguments: [
            "Groups.startsWith('OKTA', 'team-', 500)", "user.getGroups({'group.profile.name': 'team'}).![name]",
        ]
    )
    func `the code flow may have any number`(text: String) throws {
        let value = try Expression(parsing: text).value(in: Self.scope(101, limit: nil))
        #expect(value.array?.count == 101)
    }

    @Test(.rule("claims.group-limits"))
    func `other grants may not ask for more than a hundred`() {
        let scope = Self.scope(3, limit: 100)
        ExpressionFault("Groups.startsWith('OKTA', 'team-', 500)", .wrongType, at: 0).check(in: scope)
        ExpressionFault("Groups.startsWith('OKTA', 'team-', 101)", .wrongType, at: 0).check(in: scope)
    }

    @Test(
        .rule("expressions.limit-error"),
        arguments: [
            "Groups.startsWith('OKTA', 'team-', 2)", "Groups.contains('OKTA', 'team', 2)",
            "Groups.endsWith('OKTA', '', 2)",
            "getFilteredGroups({'00g1', '00g2', '00g3'}, 'group.name', 2)",
        ]
    )
    func `more groups than the limit are an error, never cut`(text: String) throws {
        ExpressionFault(text, .wrongType, at: 0).check(in: Self.scope(3, limit: nil))
        let one = text.replacing("2)", with: "3)")
        #expect(try Expression(parsing: one).value(in: Self.scope(3, limit: nil)).array?.count == 3)
    }

    @Test(
        .rule("expressions.group-format"),
        arguments: [
            ExpressionRow("getFilteredGroups({'00g1'}, \"'Okta: ' + group.name\", 5)", ["Okta: Admins"]),
            ExpressionRow("getFilteredGroups({'00g1'}, 'group.name', 5)", ["Admins"]),
            ExpressionRow("getFilteredGroups({'00g1'}, 'name', 5)", ["Admins"]),
            ExpressionRow("getFilteredGroups({'00g1'}, 'group.profile.name + \"/\" + id', 5)", ["Admins/00g1"]),
            ExpressionRow(
                "getFilteredGroups({'00g1', '00g9'}, \"(group.objectClass[0] == 'okta:windows_security_principal') "
                    + "? 'AD: ' + group.profile.windowsDomainQualifiedName : 'Okta: ' + group.name\", 1 + 39)",
                ["Okta: Admins", "AD: CORP\\AD-Eng"]
            ),
            ExpressionRow("getFilteredGroups({'00g1'}, 'String.toUpperCase(group.name)', 5)", ["ADMINS"]),
        ]
    )
    func `the second argument of getFilteredGroups is an expression over a group`(_ row: ExpressionRow) throws {
        let directory: JSONObject = [
            "objectClass": ["okta:windows_security_principal"],
            "profile": ["name": "AD-Eng", "windowsDomainQualifiedName": "CORP\\AD-Eng"],
        ]
        let groups = ExpressionSnapshot.groups + [ExpressionSnapshot.group("00g9", "AD-Eng", source: directory)]
        let user = ExpressionSnapshot.winston(groups: groups.map(\.id))
        try row.check(in: ExpressionSnapshot.scope(user: user, groups: groups))
    }
}
