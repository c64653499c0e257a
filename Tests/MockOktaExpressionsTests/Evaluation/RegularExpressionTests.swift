import MockOktaExpressions
import Testing

@Suite struct RegularExpressionTests {
    @Test(arguments: [
        ("a.c", "abc", true),
        ("a.c", "abcd", false),
        ("", "", true),
        (#"\w+@\w+[.]com"#, "me@example.com", true),
        ("(a|b)*", "abba", true),
        ("é+", "éé", true),
    ])
    func `a whole text matches or not`(pattern: String, text: String, matches: Bool) throws {
        #expect(try RegularExpression(pattern, at: nil).matchesWhole(text) == matches)
    }

    @Test(arguments: ["(", "[", "*", "a{3,1}", "[z-a]", #"\"#, "(?<a>x)(?<a>y)"])
    func `a pattern that is none is refused`(pattern: String) {
        let error = #expect(throws: ExpressionError.self) { try RegularExpression(pattern, at: 7) }
        #expect(error?.kind == .syntax)
        #expect(error?.offset == 7)
    }

    @Test(arguments: [
        String(repeating: "(", count: 4000),
        String(repeating: "(a", count: 2000) + String(repeating: ")", count: 2000),
        String(repeating: "[", count: 4000),
        String(repeating: #"(\)"#, count: 1500),
        String(repeating: #"\\("#, count: 1500),
    ])
    func `thousands of brackets are refused before they are parsed`(pattern: String) {
        #expect(throws: ExpressionError.self) { try RegularExpression(pattern, at: nil) }
    }

    @Test(arguments: [
        String(repeating: "a|", count: 500),
        String(repeating: "?", count: 500),
        "(?<=a)b", #"(a)\1"#, #"\2"#, #"\p{Foo}"#, #"\u{110000}"#, #"\Q(("#, "(?R)", "(?:(?i)a)", "[[:foo:]]", "(?#",
        "(*FAIL)", "[a&&[^b]]", #"\N{x}"#, "(?(1)a|b)", "\u{0}", "(?x) # x", #"\X\R\K\G\b{g}"#,
    ])
    func `strange patterns do not crash`(pattern: String) {
        do throws(ExpressionError) {
            _ = try RegularExpression(pattern, at: nil).matchesWhole("ab")
        } catch {
            #expect(error.message.contains("regular expression"))
        }
    }
}
