import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import MockOktaTestSupport
import Testing

/// `user.getGroups` and its siblings (Okta Expression Language in Identity Engine, Group functions).
struct GroupCriteriaTests {
    private static let groups = [
        ExpressionSnapshot.group("00gEvery", "Everyone", isEveryone: true, source: dates),
        ExpressionSnapshot.group("00gUsers", "West Coast Users"),
        ExpressionSnapshot.group("00gAdmins", "West Coast Admins"),
        ExpressionSnapshot.group("00gEng", "Engineering Users", source: ["type": "APP_GROUP"]),
    ]

    private static let dates: JSONObject = [
        "created": "2019-11-20T00:00:00.000Z", "lastUpdated": "2019-11-21T00:00:00.000Z",
        "lastMembershipUpdated": "2019-11-22T00:00:00.000Z",
    ]

    private static var scope: ExpressionScope {
        let user = ExpressionSnapshot.winston(groups: groups.map(\.id))
        return ExpressionSnapshot.scope(user: user, groups: groups)
    }

    @Test(
        .rule("expressions.get-groups"),
        arguments: [
            ("{'group.id': {'00gEng'}}, {'group.profile.name': 'West Coast.*'}", []),
            (
                "{'group.type': {'OKTA_GROUP'}}, {'group.profile.name': {'Everyone', 'West Coast Admins'}}",
                ["00gAdmins"]
            ),
            ("{'group.profile.name': 'East Coast.*'}", []),
            ("{'group.type': {'OKTA_GROUP', 'APP_GROUP'}}", ["00gUsers", "00gAdmins", "00gEng"]),
            ("{'group.profile.name': 'West Coast'}", ["00gUsers", "00gAdmins"]),
            ("{'group.profile.name': 'West Coast', 'operator': 'EXACT'}", []),
            ("{'group.profile.name': 'West Coast Users', 'operator': 'EXACT'}", ["00gUsers"]),
            ("{'group.profile.name': {'Engi', 'Every'}, 'operator': 'STARTS_WITH'}", ["00gEvery", "00gEng"]),
            ("{'group.profile.name': {'West.*', 'Engi*'}}", ["00gUsers", "00gAdmins", "00gEng"]),
            ("{'group.profile.name': '.*Users'}", ["00gUsers", "00gEng"]),
            ("{'group.profile.name': 'W*Adm'}", ["00gAdmins"]),
            ("{'group.profile.name': '.*', 'group.type': 'APP_GROUP'}", ["00gEng"]),
            ("{'group.id': '00gE'}", []),
        ]
    )
    func `criteria are joined by AND, values by OR`(criteria: String, ids: [String]) throws {
        let value = try Expression(parsing: "user.getGroups(\(criteria)).![id]").value(in: Self.scope)
        #expect(value == (ids.isEmpty ? .null : .array(ids.map { .string($0) })))
        try ExpressionRow("user.isMemberOf(\(criteria))", .bool(!ids.isEmpty)).check(in: Self.scope)
    }

    @Test(
        .rule("expressions.get-groups"),
        arguments: [
            ExpressionRow(".![created]", ["2019-11-20T00:00:00.000Z"]),
            ExpressionRow(".![lastUpdated]", ["2019-11-21T00:00:00.000Z"]),
            ExpressionRow(".![lastMembershipUpdated]", ["2019-11-22T00:00:00.000Z"]),
            ExpressionRow(".![profile.name]", ["Everyone"]),
            ExpressionRow(".![{name, id}]", [["Everyone", "00gEvery"]]),
            ExpressionRow(".![{'n': name, 'i': id}]", [["n": "Everyone", "i": "00gEvery"]]),
            ExpressionRow(".![name.toUpperCase()]", ["EVERYONE"]),
            ExpressionRow("[0].type", "BUILT_IN"),
        ]
    )
    func `projections take any attribute of a group`(_ row: ExpressionRow) throws {
        let groups = "user.getGroups({'group.type': 'BUILT_IN'})"
        try ExpressionRow(groups + row.text, row.value).check(in: Self.scope)
    }

    @Test(
        .rule("expressions.membership-methods"),
        arguments: [
            ExpressionRow("user.isMemberOfGroupName('West Coast Users')", true),
            ExpressionRow("user.isMemberOfGroupName('West Coast')", false),
            ExpressionRow("user.isMemberOfGroup('00gEng')", true),
            ExpressionRow("user.isMemberOfAnyGroup('00gNo', '00gEng')", true),
            ExpressionRow("user.isMemberOfGroupNameStartsWith('West')", true),
            ExpressionRow("user.isMemberOfGroupNameContains('Coast')", true),
            ExpressionRow("user.isMemberOfGroupNameRegex('.*Admins')", true),
            ExpressionRow("isMemberOfGroupNameRegex('/.*Admins')", true),
        ]
    )
    func `membership functions are methods of the user too`(_ row: ExpressionRow) throws {
        try row.check(in: Self.scope)
    }
}
