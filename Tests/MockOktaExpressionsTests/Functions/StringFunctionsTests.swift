import MockOktaExpressions
import MockOktaFormats
import Testing

@Suite struct StringFunctionsTests {
    @Test(arguments: [
        ExpressionRow(#"String.append("This is", " a test")"#, "This is a test"),
        ExpressionRow(#"String.join(",", "This", "is", "a", "test")"#, "This,is,a,test"),
        ExpressionRow(#"String.join("", "This", "is", "a", "test")"#, "Thisisatest"),
        ExpressionRow(#"String.len("This")"#, 4),
        ExpressionRow(#"String.removeSpaces("This is a test")"#, "Thisisatest"),
        ExpressionRow(#"String.replace("This is a test", "is", "at")"#, "That at a test"),
        ExpressionRow(#"String.replaceFirst("This is a test", "is", "at")"#, "That is a test"),
        ExpressionRow(#"String.startsWith("This is", "This")"#, true),
        ExpressionRow(#"String.startsWith("This is", "this")"#, false),
        ExpressionRow(#"String.stringContains("This is a test", "test")"#, true),
        ExpressionRow(#"String.stringContains("This is a test", "doesn'tExist")"#, false),
        ExpressionRow(#"String.stringSwitch("This is a test", "default", "key1", "value1")"#, "default"),
        ExpressionRow(#"String.stringSwitch("This is a test", "default", "test", "value1")"#, "value1"),
        ExpressionRow(
            #"String.stringSwitch("First match wins", "default", "absent", "v1", "wins", "v2", "match", "v3")"#,
            "v2"
        ),
        ExpressionRow(#"String.stringSwitch("Substrings count", "default", "ring", "value1")"#, "value1"),
        ExpressionRow(#"String.substring("This is a test", 2, 9)"#, "is is a"),
        ExpressionRow(#"String.substringAfter("abc@okta.com", "@")"#, "okta.com"),
        ExpressionRow(#"String.substringBefore("abc@okta.com", "@")"#, "abc"),
        ExpressionRow(#"String.toUpperCase("This")"#, "THIS"),
        ExpressionRow(#"String.toLowerCase("ThiS")"#, "this"),
    ])
    func `Okta's examples hold`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("toUpperCase('Alexander')", "ALEXANDER"),
        ExpressionRow("toLowerCase('AlexANDER')", "alexander"),
        ExpressionRow("substringBefore('alex@okta.com', '@')", "alex"),
        ExpressionRow("substringAfter('alex@okta.com', '@')", "okta.com"),
        ExpressionRow("substring('Alexander', 1, 4)", "lex"),
    ])
    func `the old forms still work`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionRow("String.toUpperCase(null)", .null),
        ExpressionRow("String.substringBefore(user.missing, '@')", .null),
        ExpressionRow("String.append(null, 'a')", "a"),
        ExpressionRow("String.append(null, null)", .null),
        ExpressionRow("String.join('-', 'a', null, 'b')", "a-b"),
        ExpressionRow("String.join('-')", ""),
        ExpressionRow("String.join('-', {'a', 'b'}, 'c', {1})", "a-b-c-1"),
        ExpressionRow("String.len(null)", 0),
        ExpressionRow("String.len('\u{1F600}')", 2),
        ExpressionRow("String.stringContains(null, 'a')", false),
        ExpressionRow("String.stringSwitch(null, 'd', 'a', 'b')", "d"),
        ExpressionRow("String.substringBefore('abc', '@')", "abc"),
        ExpressionRow("String.substringAfter('abc', '@')", ""),
        ExpressionRow("String.substring('abc', 1, 99)", "bc"),
        ExpressionRow("String.substring('abc', -5, 1)", "a"),
        ExpressionRow("String.substring('abc', 2, 1)", ""),
        ExpressionRow("String.replace('abc', '', 'x')", "abc"),
        ExpressionRow("String.replace('aaa', 'a', 'aa')", "aaaaaa"),
        ExpressionRow("String.len(user.salary)", 4),
    ])
    func `edges have values`(_ row: ExpressionRow) throws {
        try row.check()
    }

    @Test(arguments: [
        ExpressionFault("1 + String.len({1})", .wrongType, at: 4),
        ExpressionFault("String.substring('a', 'b', 1)", .wrongType, at: 0),
        ExpressionFault("String.substringBefore('a', null)", .wrongType, at: 0),
        ExpressionFault("String.stringSwitch('a', 'b', 'c')", .wrongType, at: 0),
    ])
    func `other values are refused at the call`(_ fault: ExpressionFault) {
        fault.check()
    }
}
