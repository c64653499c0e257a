import MockOktaFormats
import Testing

private func number(_ text: String, _ dialect: JSONDialect) throws(JSONSyntaxError) -> JSON {
    try JSONReader.read(Array(text.utf8), dialect: dialect).json
}

@Suite struct JSONNumberReadingTests {
    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("42", 42), ("-9223372036854775808", .integer(.min)),
            ("9223372036854775807", .integer(.max)),
            ("9223372036854775808", .double(9_223_372_036_854_775_808)), ("1.0", .double(1)), ("1e2", .double(100)),
            ("-1.5E-3", .double(-0.0015)), ("1e+2", .double(100)), ("1e-999", .double(0)),
        ] as [(String, JSON)]
    )
    func `numbers of JSON`(text: String, value: JSON) throws {
        #expect(try number(text, .strict) == value)
        #expect(try number(text, .json5) == value)
    }

    @Test(
        arguments: [
            ("+1", 1), (".5", .double(0.5)), ("-.5", .double(-0.5)), ("+.5", .double(0.5)), ("5.", .double(5)),
            ("5.e1", .double(50)), ("0x1F", 31), ("-0Xff", -255), ("+0xa", 10),
            ("0x10000000000000000", .double(18_446_744_073_709_551_616)),
        ] as [(String, JSON)]
    )
    func `numbers of JSON5 alone`(text: String, value: JSON) throws {
        #expect(try number(text, .json5) == value)
        #expect(throws: JSONSyntaxError.self) { try number(text, .strict) }
    }

    @Test(arguments: [
        ("01", "1:1: a number does not begin with a zero"), ("-", "1:2: found the end of the text, expected a digit"),
        ("1e", "1:3: found the end of the text, expected a digit in the exponent"),
        ("12px", #"1:3: found "px", expected the end of the number"#),
        ("1.2.3", "1:4: found '.', expected the end of the number"), ("1e999", "1:1: the number is too large"),
        ("--1", "1:2: found '-', expected a digit"),
    ])
    func `what no number may be`(text: String, message: String) {
        for dialect in [JSONDialect.strict, .json5] {
            let error = #expect(throws: JSONSyntaxError.self) { try number(text, dialect) }
            #expect(error?.description == message)
        }
    }

    @Test(arguments: ["Infinity", "-Infinity", "+Infinity", "NaN", "-NaN"])
    func `JSON5's numbers that are none are named`(text: String) {
        let error = #expect(throws: JSONSyntaxError.self) { try number(text, .json5) }
        #expect(error?.message.contains("JSON can say") == true)
    }

    @Test(arguments: [".", "+", "0x", "0x1G", ".e1", "1_000", "0b1"])
    func `JSON5 has its limits`(text: String) {
        #expect(throws: JSONSyntaxError.self) { try number(text, .json5) }
    }
}
