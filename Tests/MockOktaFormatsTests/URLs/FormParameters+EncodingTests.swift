import MockOktaFormats
import Testing

private struct FormCase: CustomTestStringConvertible {
    let text: String
    let parameters: [(String, String)]

    var testDescription: String { text }

    init(_ text: String, _ parameters: (String, String)...) {
        self.text = text
        self.parameters = parameters
    }
}

@Suite struct FormEncodingTests {
    @Test(arguments: [
        FormCase(""), FormCase("&&"), FormCase("a=b", ("a", "b")), FormCase("a", ("a", "")), FormCase("=", ("", "")),
        FormCase("=b", ("", "b")), FormCase("a=b=c", ("a", "b=c")), FormCase("&a=1&&b=2&", ("a", "1"), ("b", "2")),
        FormCase("a+b=c+d", ("a b", "c d")), FormCase("a=%2B+%2b", ("a", "+ +")), FormCase("a%3Db=%26", ("a=b", "&")),
        FormCase("scope=openid%20profile", ("scope", "openid profile")), FormCase("n=%C3%A9", ("n", "é")),
        FormCase("n=é", ("n", "é")), FormCase("a;b=1", ("a;b", "1")),
    ])
    private func `a body is read`(form: FormCase) {
        #expect(FormParameters(query: form.text) == FormParameters(form.parameters))
    }

    @Test(arguments: ["a=%", "a=%2", "a=%zz", "%=a", "a=%ff", "a=%c3", "a=%00", "a=\0", "\0", "ok=1&a=%e9"])
    func `broken bodies are refused`(text: String) {
        #expect(FormParameters(query: text) == nil)
    }

    @Test func `raw bytes that are not UTF-8 are refused`() {
        #expect(FormParameters([0x61, 0x3D, 0xFF]) == nil)
    }

    @Test func `only the characters of the standard stay plain`() {
        let form: FormParameters = ["a*-._~ ": "AZ09/+\0"]
        #expect(form.encoded == "a*-._%7E+=AZ09%2F%2B%00")
    }

    @Test func `a prefix is shorter or refused`() {
        let text = "grant_type=password&scope=a+b%20c&user=%C3%A9"
        for prefix in prefixes(of: text) {
            #expect((FormParameters(prefix)?.parameters.count ?? 0) <= 3)
        }
    }

    @Test func `changed bodies do not crash and keep their meaning`() {
        let seeds = ["grant_type=client_credentials&scope=a+b", "a=%C3%A9&b=%26&=&c", "x=1&x=2&é=ü"]
        var readable = 0
        for bytes in mutations(of: seeds, inserting: "%=&+0aF\0é", count: 3_000) {
            guard let form = FormParameters(bytes) else { continue }
            readable += 1
            #expect(FormParameters(query: form.encoded) == form)
        }
        #expect(readable > 300)
    }
}
