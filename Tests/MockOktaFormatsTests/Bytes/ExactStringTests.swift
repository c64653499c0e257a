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
        #expect([one].containsBytes(of: other) == isSame)
        #expect(Set([ExactString(one), ExactString(other)]).count == (isSame ? 1 : 2))
    }

    @Test(arguments: [("Ann@Example.COM", "ann@example.com"), ("\u{212A}", "\u{212A}"), ("É", "É")])
    func `only letters of ASCII are put into lower case`(text: String, lowercased: String) {
        #expect(text.asciiLowercased.hasSameBytes(as: lowercased))
    }
}
