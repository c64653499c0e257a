import MockOktaFormats
import Testing

private func text(_ value: JSON, _ layout: JSON.Layout = .compact) -> String {
    String(decoding: value.serialized(layout), as: UTF8.self)
}

@Suite struct JSONWriterTests {
    @Test func `compact text has no space`() {
        let value: JSON = ["b": [1, -2, true, nil], "a": ["x": "y"], "e": [], "o": [:]]
        #expect(text(value) == #"{"b":[1,-2,true,null],"a":{"x":"y"},"e":[],"o":{}}"#)
    }

    @Test func `pretty text has two spaces a level`() {
        let value: JSON = ["a": [1, ["b": false]], "e": [], "o": [:]]
        let expected = """
            {
              "a": [
                1,
                {
                  "b": false
                }
              ],
              "e": [],
              "o": {}
            }
            """
        #expect(text(value, .pretty) == expected)
    }

    @Test(arguments: [
        ("", #""""#), ("a/b", #""a/b""#), ("\"\\", #""\"\\""#), ("\n\r\t\u{8}\u{C}", #""\n\r\t\b\f""#),
        ("\0\u{1F}\u{7F}", "\"\\u0000\\u001f\u{7F}\""), ("é\u{1F600}\u{2028}", "\"é\u{1F600}\u{2028}\""),
    ])
    func `strings escape what they must and nothing else`(string: String, written: String) {
        #expect(text(.string(string)) == written)
    }

    @Test func `keys are escaped too`() {
        #expect(text(["a\"b": 1]) == #"{"a\"b":1}"#)
    }

    @Test func `integers are written to their limits`() {
        #expect(text([.integer(.min), .integer(.max)]) == "[-9223372036854775808,9223372036854775807]")
    }
}
