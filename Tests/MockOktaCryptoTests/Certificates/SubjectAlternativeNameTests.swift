import MockOktaCrypto
import Testing

struct SubjectAlternativeNameTests {
    @Test(arguments: [
        ("localhost", "DNS:localhost"),
        ("*.localhost", "DNS:*.localhost"),
        ("mock-okta.test", "DNS:mock-okta.test"),
        ("mock_okta", "DNS:mock_okta"),
        ("127.0.0.1", "IP:127.0.0.1"),
        ("::1", "IP:::1"),
        ("fe80::1", "IP:fe80::1"),
    ])
    func `names are told from addresses`(text: String, notation: String) {
        #expect(SubjectAlternativeName(text)?.notation == notation)
        #expect(SubjectAlternativeName(text)?.text == text)
    }

    @Test(arguments: [
        "", ".", "a..b", "-a", "a-", "*", "a.*.b", "**.a", "a b", "a,DNS:b", "a\n", "@section", "ä.test", "1.2.3",
        "256.0.0.1", "::g", "1:2", "[::1]", "::1,DNS:a", String(repeating: "a", count: 64),
        String(repeating: "a.", count: 127) + "a",
    ])
    func `what is no name is refused`(text: String) {
        #expect(SubjectAlternativeName(text) == nil)
    }
}
