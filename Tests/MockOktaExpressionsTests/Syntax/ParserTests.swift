import MockOktaExpressions
import MockOktaFormats
import Testing

@Suite struct ParserTests {
    @Test(arguments: [
        ExpressionRow("'s'", "s"),
        ExpressionRow("\"s\"", "s"),
        ExpressionRow("'it''s'", "it's"),
        ExpressionRow("\"a\"\"b\"", "a\"b"),
        ExpressionRow("''", ""),
        ExpressionRow("''''", "'"),
        ExpressionRow(#"'\d'"#, #"\d"#),
        ExpressionRow("'é\u{1F600}'", "é\u{1F600}"),
        ExpressionRow("1", 1),
        ExpressionRow("3.14", .double(3.14)),
        ExpressionRow("true", true),
        ExpressionRow("FALSE", false),
        ExpressionRow("null", .null),
        ExpressionRow("NULL", .null),
        ExpressionRow("{}", []),
        ExpressionRow("{1,2}", [1, 2]),
        ExpressionRow("{1, {'a', null}}", [1, ["a", .null]]),
        ExpressionRow("{'a': 1, b: {2}}", ["a": 1, "b": [2]]),
        ExpressionRow("\t( 1 )\n", 1),
    ])
    func `literals are what they say`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("1 + 2 == 3 && 'a' < 'b'", true),
        ExpressionRow("true || false && false", true),
        ExpressionRow("(true || false) && false", false),
        ExpressionRow("!false && false", false),
        ExpressionRow("5 - 2 - 1", 2),
        ExpressionRow("1 - -1", 2),
        ExpressionRow("false ? 1 : false ? 2 : 3", 3),
        ExpressionRow("true ? false ? 1 : 2 : 3", 2),
        ExpressionRow("null ?: '' ?: 'x'", "x"),
        ExpressionRow("{'a', 'b'}[1] + 'c'", "bc"),
        ExpressionRow("2 + 3 * 4", 14),
        ExpressionRow("7 / 2 * 2 % 4", 2),
        ExpressionRow("1 eq 1 and 1 ne 2", true),
        ExpressionRow("1 LT 2 AND 2 le 2 or false", true),
        ExpressionRow("not (2 gt 3) && 3 ge 3", true),
    ])
    func `operators bind as in Spring`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("", .syntax, at: 0),
        ExpressionFault("  ", .syntax, at: 2),
        ExpressionFault("user.", .syntax, at: 5),
        ExpressionFault("user.email user", .syntax, at: 11),
        ExpressionFault("'open", .syntax, at: 0),
        ExpressionFault("1 + 'it''s", .syntax, at: 4),
        ExpressionFault("a = b", .syntax, at: 2),
        ExpressionFault("true & false", .syntax, at: 5),
        ExpressionFault("true | false", .syntax, at: 5),
        ExpressionFault("1 < 2 < 3", .syntax, at: 6),
        ExpressionFault("true ? 1", .syntax, at: 8),
        ExpressionFault("{1, 2", .syntax, at: 5),
        ExpressionFault("{1,}", .syntax, at: 3),
        ExpressionFault("{'a': 1, 2}", .syntax, at: 9),
        ExpressionFault("(1", .syntax, at: 2),
        ExpressionFault("'é' #", .syntax, at: 5),
        ExpressionFault("12abc", .syntax, at: 0),
        ExpressionFault("99999999999999999999", .syntax, at: 0),
        ExpressionFault("user.![email", .syntax, at: 12),
        ExpressionFault("userx.email", .unknownName, at: 0),
        ExpressionFault("1 + $app.label", .unknownName, at: 4),
        ExpressionFault("source.login", .unknownName, at: 0),
        ExpressionFault("String.toLowercase(user.email)", .unknownName, at: 0),
        ExpressionFault("1 + trim('a')", .unknownName, at: 4),
        ExpressionFault("String", .unknownName, at: 0),
        ExpressionFault("user.email.shout()", .unknownName, at: 11),
        ExpressionFault("String.len()", .wrongType, at: 0),
        ExpressionFault("String.substring('a', 1)", .wrongType, at: 0),
    ])
    func `what cannot be parsed is refused at its place`(_ fault: ExpressionFault) {
        fault.check()
    }

    @Test(arguments: [
        ("a = b", "'=' does not compare; write '=='"),
        ("String.len()", "String.len takes 1 argument, not 0"),
        ("isMemberOfAnyGroup()", "isMemberOfAnyGroup takes 1 or more arguments, not 0"),
        ("user.", "expected the name of an attribute, not the end"),
        ("(1 2", "expected ')', not a number"),
        ("user.email.substring()", "substring takes 1 to 2 arguments, not 0"),
        ("user.email.shout()", "values have no function 'shout'"),
        ("Strings.len('a')", "unknown function 'Strings.len'"),
    ])
    func `messages say what to do`(text: String, message: String) {
        let error = #expect(throws: ExpressionError.self) { try Expression(parsing: text) }
        #expect(error?.message == message)
    }
}
