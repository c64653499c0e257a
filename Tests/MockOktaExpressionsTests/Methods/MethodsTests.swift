import MockOktaExpressions
import MockOktaFormats
import MockOktaTestSupport
import Testing

/// The dialect of Identity Engine, in which functions are called on values.
struct MethodsTests {
    @Test(
        .rule("expressions.identity-engine"),
        arguments: [
            ExpressionRow("'test'.toUpperCase()", "TEST"),
            ExpressionRow("user.profile.firstName.toUpperCase()", "WINSTON"),
            ExpressionRow("user.email.toUpperCase()", "WINSTON.CHURCHILL@GMAIL.COM"),
            ExpressionRow("'TEST'.toLowerCase()", "test"),
            ExpressionRow("'test'.substring(1)", "est"),
            ExpressionRow("user.profile.firstName.substring(1,3)", "in"),
            ExpressionRow("'hello'.replace('l', 'p')", "heppo"),
            ExpressionRow("'hello'.replaceFirst('l', 'p')", "heplo"),
            ExpressionRow("'test'.length()", 4),
            ExpressionRow("'This is a test'.removeSpaces()", "Thisisatest"),
            ExpressionRow("'This is a test'.contains('test')", true),
            ExpressionRow("'This is a test'.contains('Test')", false),
            ExpressionRow("user.profile.email.substringBefore('@')", "winston.churchill"),
            ExpressionRow("user.profile.email.substringAfter('@')", "gmail.com"),
            ExpressionRow("user.email.startsWith('winston') && user.email.endsWith('.com')", true),
            ExpressionRow("' a b '.trim().concat('!')", "a b!"),
            ExpressionRow("'aBc'.equalsIgnoreCase('AbC') and !'a'.equals('b')", true),
            ExpressionRow("user.email.matches('.*@gmail[.]com')", true),
            ExpressionRow("user.email.split('@')[1]", "gmail.com"),
            ExpressionRow(#"'a.b.c'.split('\.')"#, ["a", "b", "c"]),
            ExpressionRow("'abc'.split(',')", ["abc"]),
            ExpressionRow("user.email.indexOf('@') + 'x'.indexOf('y')", 16),
        ]
    )
    func `strings have methods`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(
        .rule("expressions.identity-engine"),
        arguments: [
            ExpressionRow("{1, 2, 3}.contains(3)", true),
            ExpressionRow("{1, 2, 3}.contains('one')", false),
            ExpressionRow("user.profile.offices.size()", 2),
            ExpressionRow("{}.isEmpty()", true),
            ExpressionRow("{'one', 'two'}.add('two')", ["one", "two", "two"]),
            ExpressionRow("{2, 3}.remove(1)", [2, 3]),
            ExpressionRow("{{1}, {2, 3}}.flatten()", [1, 2, 3]),
            ExpressionRow("session.amr.contains('mfa')", true),
            ExpressionRow("access.scope.get(1)", "email"),
            ExpressionRow("'1.1'.toInteger()", 1),
            ExpressionRow("1.1.toInteger()", 1),
            ExpressionRow("-1.6.toInteger()", -2),
            ExpressionRow("'1.7'.toNumber()", .double(1.7)),
            ExpressionRow("user.salary.toString()", "1000"),
            ExpressionRow("user.missing.toUpperCase().length()", .null),
        ]
    )
    func `arrays and numbers have methods`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("{1, 2, 3, 4}.?[#this > 2]", [3, 4]),
        ExpressionRow("{1, 2, 3, 4}.^[#this > 2]", 3),
        ExpressionRow("{1, 2, 3, 4}.$[#this < 3]", 2),
        ExpressionRow("{1}.^[#this > 2]", .null),
        ExpressionRow("{{n: 'a', v: 1}, {n: 'b', v: 2}}.?[v == 2].![n]", ["b"]),
        ExpressionRow("user.offices.?[startsWith('W')]", ["Whitehall"]),
        ExpressionRow("user.offices.![toUpperCase(#this)]", ["WHITEHALL", "CHARTWELL"]),
        ExpressionRow("user.missing.?[x].![y]", .null),
    ])
    func `selections keep elements`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("'x'.toInteger()", .wrongType, at: 3),
        ExpressionFault("{1}.toUpperCase()", .wrongType, at: 3),
        ExpressionFault("user.email.?[x]", .wrongType, at: 10),
        ExpressionFault("{1}.?[#this]", .wrongType, at: 3),
        ExpressionFault("'a.b'.split('.')", .wrongType, at: 5),
    ])
    func `values of the wrong kind are refused`(_ fault: ExpressionFault) {
        fault.check()
    }
}
