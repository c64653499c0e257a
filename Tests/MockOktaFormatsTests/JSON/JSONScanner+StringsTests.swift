import MockOktaFormats
import Testing

private func string(_ text: String, _ dialect: JSONDialect) throws(JSONSyntaxError) -> String? {
    try JSONReader.read(Array(text.utf8), dialect: dialect).string
}

@Suite struct JSONStringTests {
    @Test(arguments: [
        (#""""#, ""), (#""é😀\/""#, "é😀/"), (#""\"\\\b\f\n\r\t""#, "\"\\\u{8}\u{C}\n\r\t"), (#""\u00e9\u00E9""#, "éé"),
        (#""\uD83D\uDE00x""#, "😀x"), (#""\u0000""#, "\0"), ("\"\u{2028}\u{7F}\"", "\u{2028}\u{7F}"), (#""'//""#, "'//"),
    ])
    func `strings of JSON`(text: String, value: String) throws {
        #expect(try string(text, .strict) == value)
        #expect(try string(text, .json5) == value)
    }

    @Test(arguments: [
        ("'a\"b'", "a\"b"), (#"'\''"#, "'"), (#"'\x41\xe9\v\0\a\$'"#, "Aé\u{B}\0a$"), ("'a\\\nb'", "ab"),
        ("'a\\\r\nb'", "ab"),
        ("'a\\\u{2029}b'", "ab"), ("'\\\n'", ""), ("'\\é'", "é"), ("'a\tb'", "a\tb"),
    ])
    func `strings of JSON5 alone`(text: String, value: String) throws {
        #expect(try string(text, .json5) == value)
        #expect(throws: JSONSyntaxError.self) { try string(text, .strict) }
    }

    @Test(arguments: [
        (#""abc"#, "1:1: the string is not closed"),
        (#""abc\"#, "1:6: found the end of the text, expected the rest of an escape"),
        (
            #"["ab\uD83D"]"#,
            "1:5: half a surrogate pair; write both halves, \\uD800 to \\uDBFF before \\uDC00 to \\uDFFF"
        ),
        (#""\u12g4""#, "1:2: an escape needs 4 hexadecimal digits"),
        ("\"a\nb\"", "1:3: a line ends inside a string; write \\n for a line end, or close the string"),
    ])
    func `what no string may be`(text: String, message: String) {
        for dialect in [JSONDialect.strict, .json5] {
            let error = #expect(throws: JSONSyntaxError.self) { try string(text, dialect) }
            #expect(error?.description == message)
        }
    }

    @Test func `an escape that JSON does not have`() {
        let error = #expect(throws: JSONSyntaxError.self) { try string(#""ab\q""#, .strict) }
        let allowed = #"unknown escape; allowed are \" \\ \/ \b \f \n \r \t, and \u with 4 hexadecimal digits"#
        #expect(error?.description == "1:4: " + allowed)
    }

    @Test(arguments: [#""\uDE00\uD83D""#, #""\uD83D\uD83D""#, #""\uDE00""#, #""\uD83D\n""#])
    func `surrogates come in pairs`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try string(text, .json5) }
    }

    @Test(arguments: [#"'\1'"#, #"'\00'"#, #"'\x4'"#, #"'\xg0'"#])
    func `JSON5 has no octal and no short escapes`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try string(text, .json5) }
    }
}
