import MockOktaExpressions
import MockOktaTestSupport
import Testing

@Suite struct RegularExpressionTests {
    private static func matches(_ pattern: String, _ text: String) throws(ExpressionError) -> Bool {
        try RegularExpression(pattern, at: nil).matchesWhole(text, budget: EvaluationBudget())
    }

    @Test(arguments: [
        ("a.c", "abc", true), ("a.c", "abcd", false), ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true),
        ("", "", true), ("", "a", false), ("|a", "a", true), ("a|b|", "", true),
        (#"\w+@\w+[.]com"#, "me@example.com", true), ("(a|b)*", "abba", true), ("(a|b)*", "abca", false),
        ("a{2,3}", "a", false), ("a{2,3}", "aaa", true), ("a{2,3}", "aaaa", false), ("a{2,}", "aaaaa", true),
        ("a{3}", "aaa", true), ("(ab){0}", "", true), ("(a*)*", "aaa", true), ("(a|)+", "", true),
        ("a??b*?", "b", true), ("(?:x)(?<n>y)", "xy", true), ("x]y}", "x]y}", true),
        ("((((){4096}){4096}){4096}){4096}", "", true), ("(((a{0}){4096}){4096}){4096}a", "a", true),
        ("é+", "éé", true), ("e\u{301}", "é", false), (".", "\u{1F600}", true),
    ])
    func `a whole text matches or not`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("[abc]+", "cab", true), ("[^abc]", "a", false), ("[^abc]", "d", true), ("[a-c1-3]*", "b2", true),
        ("[]a]", "]", true), ("[a-]", "-", true), ("[-a]", "-", true), ("[a^]", "^", true), (#"[\]\\]+"#, #"]\"#, true),
        ("[a-d[m-p]]", "n", true), ("[a-z&&[^aeiou]]", "b", true), ("[a-z&&[^aeiou]]", "e", false),
        ("[a-z&&def]", "d", true), (#"[\d\s]+"#, "1 2", true), (#"\d\D\s\S\w\W"#, "1a b_-", true),
        (#"\p{Lu}\p{L}\P{L}"#, "Äé1", true), (#"\pL"#, "ß", true), (#"\p{Punct}"#, "#", true),
        (#"\p{IsAlphabetic}"#, "ж", true), (#"\h\v"#, "\t\n", true), (#"[^\p{Upper}]"#, "A", false),
    ])
    func `classes hold what Java's do`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        (#"\x41\u0042\x{43}\0104"#, "ABCD", true), (#"\Qa.b\E."#, "a.bc", true), (#"\Qa.b"#, "a.b", true),
        (#"a\.b\-\/\@"#, "a.b-/@", true), (#"\t\n\r\f"#, "\t\n\r\u{0C}", true), (#"a\Rb"#, "a\r\nb", true),
        ("(?i)abc", "aBC", true), ("(?i)É", "é", false), ("(?iu)É", "é", true), ("a(?i)b(?-i)c", "aBc", true),
        ("a(?i)b(?-i)c", "aBC", false), ("(?i:a)b", "Ab", true), ("(?i:a)b", "AB", false), ("((?i)a)b", "AB", false),
        ("(?x) a b # end", "ab", true), ("(?i)[a-c]+", "ABC", true),
    ])
    func `escapes and flags are Java's`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("^(?!Everyone).*$", "Everyone", false), ("^(?!Everyone).*$", "Admins", true),
        ("(?=.*a)(?=.*b).*", "xbxa", true), ("(?=.*a)(?=.*b).*", "xbx", false),
        (".*(?<=-prod)", "app-prod", true), (".*(?<!-prod)", "app-prod", false), ("(?!a(?!b)).*", "ab", true),
        ("^a$", "a", true), ("a$", "a\n", false), (#"a$\n"#, "a\n", true), (#"(?m)a$\n^b"#, "a\nb", true),
        (#"a$\nb"#, "a\nb", false), (#"\Aa\z"#, "a", true), (#"\bfoo\b.*"#, "foo bar", true),
        (#".*\bar"#, "foobar", false), (#"foo\Bbar"#, "foobar", true),
    ])
    func `assertions look without consuming`(pattern: String, text: String, isMatch: Bool) throws {
        #expect(try Self.matches(pattern, text) == isMatch)
    }

    @Test(arguments: [
        ("(", "a '(' is not closed (character 2)"), ("a)", "')' closes nothing (character 2)"),
        ("[", "a '[' is not closed (character 2)"), ("*", "'*' has nothing to repeat (character 1)"),
        ("a**", "'*' has nothing to repeat (character 3)"), ("{2}", "'{' has nothing to repeat (character 1)"),
        ("a{3,1}", "{3,1} has its numbers in the wrong order (character 7)"),
        ("a{,3}", "a number of repetitions has to be 0 to 4096 (character 3)"),
        ("[z-a]", "a range has its ends in the wrong order (character 5)"),
        (#"\"#, "a pattern cannot end in a single backslash (character 2)"),
        ("(?<a>x)(?<a>y)", "two groups have the name 'a' (character 13)"),
        (#"\p{Foo}"#, #"\p{Foo} is no class that is supported (character 8)"#),
        (#"\y"#, #"'\y' is no escape that is supported (character 1)"#),
        (#"\x{110000}"#, "an escape is not the number of a character (character 10)"),
        (#"(a)\1"#, "back references are not supported (character 4)"),
        (#"(a){0}\1"#, "back references are not supported (character 7)"),
        (#"(?<a>x)\k<a>"#, "back references are not supported (character 8)"),
        ("a*+", "possessive quantifiers are not supported (character 3)"),
        ("(?>a)", "atomic groups are not supported (character 1)"),
        ("(?R)", "(?R is no group or flag that is supported (character 3)"),
        ("(a{1000}){1000}", "its repetitions make it larger than 4096 steps (character 1)"),
    ])
    func `other patterns are refused with the reason`(pattern: String, reason: String) {
        let error = #expect(throws: ExpressionError.self) { try RegularExpression(pattern, at: 7) }
        #expect(error?.kind == .syntax && error?.offset == 7)
        #expect(error?.message == "'\(pattern)' is no regular expression here: \(reason)")
    }

    /// Each would take a backtracking engine longer than the age of the universe.
    @Test(
        .rule("expressions.safe-patterns"),
        arguments: ["(a+)+b", "(a|a)*b", "(a|aa)+b", "(.*)*b", "(a*)*b", "([a-z]+)*b", "(x+x+)+y", "^(a?){40}a{40}$"]
    )
    func `patterns that run away elsewhere are decided at once here`(pattern: String) throws {
        let budget = EvaluationBudget(steps: 50_000)
        let text = String(repeating: "a", count: 60)
        _ = try RegularExpression(pattern, at: nil).matchesWhole(text, budget: budget)
    }

    @Test(.rule("expressions.safe-patterns"))
    func `a match that costs more than its budget ends`() throws {
        let expression = try RegularExpression("(?=.*a)(?=.*b)(.{0,50}){0,20}", at: 3)
        let error = #expect(throws: ExpressionError.self) {
            try expression.matchesWhole(String(repeating: "c", count: 4000), budget: EvaluationBudget(steps: 1000))
        }
        #expect(error?.kind == .tooExpensive && error?.offset == 3)
    }

    @Test(arguments: [
        String(repeating: "(", count: 4000),
        String(repeating: "(a", count: 2000) + String(repeating: ")", count: 2000),
        String(repeating: "[", count: 4000),
        String(repeating: "[a&&", count: 1000),
        String(repeating: "(?=", count: 1000),
        String(repeating: #"(\)"#, count: 1500),
        String(repeating: "a", count: 4097),
        String(repeating: "((a{64}){64}){64}", count: 50),
        "a{99999999999999999999}",
    ])
    func `nesting and size are limited before anything is built`(pattern: String) {
        #expect(throws: ExpressionError.self) { try RegularExpression(pattern, at: nil) }
    }

    @Test(arguments: [
        String(repeating: "a|", count: 500), String(repeating: "?", count: 500), #"\2"#, "(?:(?i)a)", "[[:foo:]]",
        "(?#", "(*FAIL)", "[a&&[^b]]", "[&&]", "[a&&]", #"\N{x}"#, "(?(1)a|b)", "\u{0}", "(?x) # x", "(?i", "(?-",
        "(?<",
        #"\X\K\b{g}"#, #"[\Q]\E]"#, "(?m)^$^$", "()*", "(|)*", "((a*)*)*", "^*", "$+", "(?=a)*", #"\c"#, #"\u12"#,
        "a{1",
        "[a-\\d]", "\\p", "\\pé", "(?<é>a)",
    ])
    func `strange patterns do not crash`(pattern: String) {
        for text in ["", "ab", "\n", "é\u{1F600}"] {
            do throws(ExpressionError) {
                _ = try Self.matches(pattern, text)
            } catch {
                #expect(error.message.contains("regular expression"))
            }
        }
    }

    /// Patterns of pieces in every order, cut at every place.
    @Test func `no mixture of pieces crashes`() {
        let pieces = [
            "(", ")", "[", "]", "^", "$", "*", "+?", "{2}", "{1,", "|", "\\d", "\\", "a-z", "&&", "(?i", "(?!", "é",
        ]
        for first in pieces {
            for second in pieces {
                for third in pieces {
                    let pattern = first + second + third + "a"
                    _ = try? Self.matches(pattern, "aé")
                    _ = try? Self.matches(String(pattern.dropFirst()), "a")
                }
            }
        }
    }
}
