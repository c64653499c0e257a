import MockOktaFormats
import Testing

@Suite struct ByteTemplateTests {
    /// A filled template, what is in its gaps, and the template filled with `two`.
    static let rows = [
        ("a<one>b<one>", "one", "a<two>b<two>"), ("oneone", "one", "twotwo"), ("onone", "one", "ontwo"),
        ("on", "one", "on"), ("", "one", ""), ("none here", "x", "none here"), ("a", "", "a"),
    ]

    @Test(arguments: rows)
    func `each gap is filled with another text`(filled: String, text: String, expected: String) {
        let template = ByteTemplate(Array(filled.utf8), filledWith: Array(text.utf8))
        var bytes: [UInt8] = []
        template.append(filledWith: Array("two".utf8), to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
        #expect(template.size(filledWith: 3) == expected.utf8.count)
    }
}
