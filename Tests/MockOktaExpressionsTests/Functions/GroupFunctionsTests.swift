import MockOktaExpressions
import MockOktaFormats
import MockOktaModel
import Testing

@Suite struct GroupFunctionsTests {
    @Test(arguments: [
        ExpressionRow("isMemberOfGroupName('Admins')", true),
        ExpressionRow("isMemberOfGroupName('admins')", false),
        ExpressionRow("isMemberOfGroupName('Everyone')", true),
        ExpressionRow("isMemberOfGroup('00g1')", true),
        ExpressionRow("isMemberOfGroup('00gOther')", false),
        ExpressionRow("isMemberOfAnyGroup('00gOther', '00g2')", true),
        ExpressionRow("isMemberOfAnyGroup('00gOther')", false),
        ExpressionRow("isMemberOfAnyGroup(app.profile.allowed)", true),
        ExpressionRow("isMemberOfGroupNameStartsWith('app_')", true),
        ExpressionRow("isMemberOfGroupNameStartsWith('dmin')", false),
        ExpressionRow("isMemberOfGroupNameContains('dmin')", true),
        ExpressionRow("isMemberOfGroupNameContains('xyz')", false),
        ExpressionRow("isMemberOfGroupNameRegex('.*dmin.*')", true),
        ExpressionRow("isMemberOfGroupNameRegex('dmin')", false),
    ])
    func `membership is true or false`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("Groups.startsWith('OKTA', 'APP_', 100)", ["app_sales", "App_support"]),
        ExpressionRow("Groups.contains('OKTA', 'upp', 10)", ["App_support"]),
        ExpressionRow("Groups.endsWith('OKTA', 's', 10)", ["Admins", "app_sales"]),
        ExpressionRow("Groups.contains('OKTA', 'ad_', 10)", .null),
        ExpressionRow("Groups.contains('active_directory', 'ad_', 10)", ["ad_users"]),
        ExpressionRow("Groups.contains('0oaDirectory', '', 10)", ["ad_users"]),
        ExpressionRow("Groups.contains('google', '', 10)", .null),
        ExpressionRow("getFilteredGroups({'00g2', '00g1'}, 'group.name', 40)", ["Admins", "app_sales"]),
        ExpressionRow("getFilteredGroups(app.profile.allowed, 'group.id', 2)", ["00g1", "00g2"]),
        ExpressionRow("getFilteredGroups({'Admins'}, 'group.name', 2147483647)", ["Admins"]),
        ExpressionRow("getFilteredGroups(app.profile.missing, 'group.name', 40)", .null),
    ])
    func `names of the user's groups pass a filter`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow(
            "user.getGroups({'group.profile.name': 'app_', 'operator': 'STARTS_WITH'}, "
                + "{'group.type': {'OKTA_GROUP'}}).![name]",
            ["app_sales"]
        ),
        ExpressionRow("user.getGroups({'group.profile.name': 'Admins', 'operator': 'EXACT'}).![id]", ["00g1"]),
        ExpressionRow("user.getGroups({'group.id': {'00g1', '00g4'}}).![profile.name]", ["Admins", "ad_users"]),
        ExpressionRow("user.getGroups({'group.source.id': '0oaDirectory'}).![name]", ["ad_users"]),
        ExpressionRow("user.getGroups({'group.type': 'BUILT_IN'}).![name]", ["Everyone"]),
        ExpressionRow("user.getGroups({'group.profile.name': 'x'}).![name]", .null),
        ExpressionRow("user.getGroups({'group.profile.name': 'x'}).![name] ?: {}", []),
        ExpressionRow("Arrays.size(user.getGroups())", 5),
        ExpressionRow("user.isMemberOf({'group.profile.name': 'Admins', 'operator': 'EXACT'})", true),
        ExpressionRow("user.isMemberOf({'group.id': '00gOther'})", false),
    ])
    func `groups of a user pass maps of criteria`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("Groups.startsWith('OKTA', 'a', 101)", .wrongType, at: 0),
        ExpressionFault("Groups.startsWith('OKTA', 'a', 0)", .wrongType, at: 0),
        ExpressionFault("Groups.startsWith(null, 'a', 1)", .wrongType, at: 0),
        ExpressionFault("1 + getFilteredGroups({'00g1'}, 'group.name +', 5)", .syntax, at: 4),
        ExpressionFault("1 + getFilteredGroups({'00g1'}, 'group.name - 1', 5)", .wrongType, at: 4),
        ExpressionFault("getFilteredGroups({'00g1'}, 'group.name', 0)", .wrongType, at: 0),
        ExpressionFault("isMemberOfGroupNameRegex('(')", .syntax, at: 0),
        ExpressionFault("user.getGroups('Admins')", .wrongType, at: 0),
        ExpressionFault("user.getGroups({'group.color': 'red'})", .wrongType, at: 0),
        ExpressionFault("user.getGroups({'group.id': 'x', 'operator': 'LIKE'})", .wrongType, at: 0),
        ExpressionFault("user.getInternalProperty('shoeSize')", .wrongType, at: 0),
    ])
    func `other arguments are refused at the call`(_ fault: ExpressionFault) {
        fault.check()
    }

    @Test(arguments: [
        ("Groups.startsWith('OKTA', 'g', 100)", 100, false),
        ("Groups.startsWith('OKTA', 'g', 10)", 101, true),
        ("getFilteredGroups({'g1', 'g2'}, 'name', 2)", 101, false),
        ("user.getGroups()", 101, true),
        ("isMemberOfGroupName('g1')", 101, false),
    ])
    func `more than a hundred groups are too many`(text: String, count: Int, isTooMany: Bool) throws {
        let groups = (1...count).map { ExpressionSnapshot.group("00g\($0)", "g\($0)") }
        let user = ExpressionSnapshot.winston(groups: groups.map(\.id))
        let scope = ExpressionSnapshot.scope(user: user, groups: groups)
        if isTooMany {
            ExpressionFault(text, .tooManyGroups, at: 0).check(in: scope)
        } else {
            #expect(try Expression(parsing: text).value(in: scope) != .null)
        }
    }
}
