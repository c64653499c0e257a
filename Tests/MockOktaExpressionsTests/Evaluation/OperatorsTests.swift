import MockOktaExpressions
import MockOktaFormats
import Testing

@Suite struct OperatorsTests {
    @Test(arguments: [
        ExpressionRow("user.firstName + ' ' + user.lastName", "Winston Churchill"),
        ExpressionRow("'n' + 1 + 2.5 + true", "n12.5true"),
        ExpressionRow("1 + 2 + 'n'", "3n"),
        ExpressionRow("'x' + user.missing", "xnull"),
        ExpressionRow("user.salary + 1", 1001),
        ExpressionRow("user.rate - 1", .double(0.5)),
        ExpressionRow("-user.salary", -1000),
    ])
    func `plus joins strings and adds numbers`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("1 == 1.0", true),
        ExpressionRow("'1' == 1", false),
        ExpressionRow("'a' != 'A'", true),
        ExpressionRow("null == null", true),
        ExpressionRow("user.missing == null", true),
        ExpressionRow("user.nickName == null", true),
        ExpressionRow("user.cleared == null", false),
        ExpressionRow("{1, 2} == {1, 2}", true),
        ExpressionRow("user.salary >= 1000", true),
        ExpressionRow("user.salary > 1000", false),
        ExpressionRow("user.salary <= 999.5", false),
        ExpressionRow("'a' < 'b'", true),
        ExpressionRow("null < 1", true),
        ExpressionRow("user.missing > 1", false),
        ExpressionRow("null >= null", true),
    ])
    func `values compare`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("true AND true", true),
        ExpressionRow("true and false", false),
        ExpressionRow("false OR true", true),
        ExpressionRow("false || false", false),
        ExpressionRow("!user.isContractor", true),
        ExpressionRow("NOT true", false),
        ExpressionRow("false && null", false),
        ExpressionRow("true || null", true),
        ExpressionRow("'true' ? 1 : 2", 1),
        ExpressionRow("user.salary > 1 ? 'Sales' : 'Other'", "Sales"),
        ExpressionRow("user.missing ?: 'x'", "x"),
        ExpressionRow("user.cleared ?: 'x'", "x"),
        ExpressionRow("false ?: 'x'", false),
        ExpressionRow("{} ?: 'x'", []),
    ])
    func `conditions choose`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("user.email matches '.*@gmail[.]com'", true),
        ExpressionRow("user.email matches 'winston'", false),
        ExpressionRow(#"'a1' matches '\w\d'"#, true),
        ExpressionRow("12 matches '[0-9]+'", true),
        ExpressionRow("'' matches ''", true),
    ])
    func `matches takes the whole string`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("{1, 2}[1]", 2),
        ExpressionRow("user.offices[0]", "Whitehall"),
        ExpressionRow("user['email']", "winston.churchill@gmail.com"),
        ExpressionRow("user.missing[3].x", .null),
        ExpressionRow("{{name: 'a'}, {name: 'b'}, {id: 1}}.![name]", ["a", "b", .null]),
        ExpressionRow("{{name: 'a'}}.![toUpperCase(name) + user.salary]", ["A1000"]),
        ExpressionRow("{}.![name]", []),
        ExpressionRow("{{all: {{id: 1}, {id: 2}}}}.![all.![id]]", [[1, 2]]),
    ])
    func `accesses reach inside`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("1 + null", .wrongType, at: 2),
        ExpressionFault("null + null", .wrongType, at: 5),
        ExpressionFault("'a' + {1}", .wrongType, at: 4),
        ExpressionFault("'a' - 1", .wrongType, at: 4),
        ExpressionFault("9223372036854775807 + 1", .wrongType, at: 20),
        ExpressionFault("-'a'", .wrongType, at: 0),
        ExpressionFault("1 < 'a'", .wrongType, at: 2),
        ExpressionFault("user.missing ? 1 : 2", .wrongType, at: 13),
        ExpressionFault("!null", .wrongType, at: 0),
        ExpressionFault("1 && true", .wrongType, at: 0),
        ExpressionFault("null matches 'a'", .wrongType, at: 5),
        ExpressionFault("'a' matches '('", .syntax, at: 4),
        ExpressionFault("{1}[1]", .wrongType, at: 3),
        ExpressionFault("{1}[-1]", .wrongType, at: 3),
        ExpressionFault("{1}['a']", .wrongType, at: 3),
        ExpressionFault("user.email.x", .wrongType, at: 10),
        ExpressionFault("user.email.![x]", .wrongType, at: 10),
    ])
    func `values that do not fit are refused at the operator`(_ fault: ExpressionFault) {
        fault.check()
    }
}
