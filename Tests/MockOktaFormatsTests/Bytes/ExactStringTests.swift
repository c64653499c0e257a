import MockOktaFormats
import Testing

@Suite struct ExactStringTests {
    @Test(arguments: [
        ("K", "\u{212A}", false), ("é", "e\u{301}", false), (";", "\u{37E}", false), ("é", "é", true), ("", "", true),
        ("a", "A", false),
    ])
    func `strings are the same by their bytes`(one: String, other: String, isSame: Bool) {
        #expect(one.hasSameBytes(as: other) == isSame)
        #expect((ExactString(one) == ExactString(other)) == isSame)
        #expect([one].contains(other) == isSame)
        #expect((one == other) == isSame && (one != other) != isSame)
        let (first, second): (String?, String?) = (one, other)
        #expect((first == other) == isSame && (first != other) != isSame)
        #expect((one == second) == isSame && (one != second) != isSame)
        #expect((first == second) == isSame && (first != second) != isSame)
        #expect((one[...] == other[...]) == isSame && (one[...] != other[...]) != isSame)
        #expect(([one] == [other]) == isSame && ([one] != [other]) != isSame)
        #expect(([one].firstIndex(of: other) == 0) == isSame)
        #expect((one ~= other) == isSame)
        #expect((JSON.string(one) == .string(other)) == isSame)
        #expect(Set([ExactString(one), ExactString(other)]).count == (isSame ? 1 : 2))
    }

    @Test func `the cases of a switch are compared by bytes`() {
        let text = "\u{212A}"
        switch text {
        case "K": Issue.record("U+212A is taken for the letter K")
        default: break
        }
        switch Optional(text) {
        case "K"?: Issue.record("U+212A is taken for the letter K")
        default: break
        }
    }

    @Test func `sets and keys are compared by bytes`() {
        var names: Set<ExactString> = ["K"]
        #expect(names.contains("K") && !names.contains("\u{212A}"))
        #expect(names.insert("\u{212A}") && !names.insert("\u{212A}"))
        var counts: [ExactString: Int] = ["K": 1]
        counts["\u{212A}"] = 2
        #expect(counts["K"] == 1 && counts["\u{212A}"] == 2)
    }

    @Test func `members of an object with different bytes are different`() throws {
        let object = try #require(try JSON.parse(Array(#"{"K": 1, "\u212a": 2}"#.utf8)).object)
        #expect(object.keys.count == 2 && object["K"] == 1 && object["\u{212A}"] == 2)
        let form = FormParameters([("K", "1"), ("\u{212A}", "2")])
        #expect(form.duplicatedNames.isEmpty && form["K"] == "1" && form["\u{212A}"] == "2")
    }

    @Test(arguments: [
        ("Ann@Example.com", "ann@example.COM", true), ("k", "\u{212A}", false), ("É", "é", false), ("a", "b", false),
    ])
    func `case is ignored in ASCII only`(one: String, other: String, isSame: Bool) {
        #expect((one.asciiLowercased == other.asciiLowercased) == isSame)
        #expect((one.asciiUppercased == other.asciiUppercased) == isSame)
    }
}
