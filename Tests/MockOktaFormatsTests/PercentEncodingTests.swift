import MockOktaFormats
import Testing

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("", ""), ("plain", "plain"), ("a%20b", "a b"), ("a+b", "a+b"), ("%c3%A9", "é"), ("é", "é"), ("%00", "\0"),
        ("%2525", "%25"),
    ])
    func `escapes are resolved`(text: String, decoded: String) {
        #expect(PercentEncoding.decode(text) == decoded)
    }

    @Test(arguments: ["%", "%2", "a%2", "%zz", "%2g", "%%20", "%c3", "%ff", "%c0%80", "%ed%a0%80"])
    func `bad escapes and bad UTF-8 are refused`(text: String) {
        #expect(PercentEncoding.decode(text) == nil)
    }

    @Test func `only unreserved characters stay`() {
        #expect(PercentEncoding.encode("AZaz09-._~") == "AZaz09-._~")
        #expect(PercentEncoding.encode("a b/é*+%\0") == "a%20b%2F%C3%A9%2A%2B%25%00")
    }

    @Test func `a prefix is shorter or refused`() {
        for prefix in textPrefixes(of: "a%20b%C3%A9%2Fc") {
            if let decoded = PercentEncoding.decode(prefix) { #expect("a b\u{E9}/c".hasPrefix(decoded)) }
        }
    }
}
