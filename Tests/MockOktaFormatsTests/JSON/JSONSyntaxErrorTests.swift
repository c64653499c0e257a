import MockOktaFormats
import Testing

/// A text, and what is said about it in each dialect; nil where the dialect reads it.
private struct Complaint: CustomTestStringConvertible {
    let text: String
    let strict: String?
    let json5: String?

    var testDescription: String { text.debugDescription }

    init(_ text: String, strict: String?, json5: String?) {
        self.text = text
        self.strict = strict
        self.json5 = json5
    }

    init(_ text: String, _ both: String) {
        self.init(text, strict: both, json5: both)
    }
}

private let structure: [Complaint] = [
    Complaint("", "1:1: found the end of the text, expected a value"),
    Complaint("[1", "1:3: found the end of the text, expected ',' or ']' to continue what begins at 1:1"),
    Complaint("[1 2]", #"1:4: found "2", expected ',' or ']'"#),
    Complaint("[1,,2]", "1:4: found ',', expected a value"),
    Complaint("[,]", "1:2: found ',', expected a value"),
    Complaint("[1}", "1:3: found '}', expected ',' or ']'"),
    Complaint("1 x", #"1:3: found "x", expected the end of the text"#),
    Complaint("{\n  \"a\" 1}", #"2:7: found "1", expected ':' after the key"#),
    Complaint(#"{"a":}"#, "1:6: found '}', expected a value"),
    Complaint(
        "{1:2}",
        strict: #"1:2: found "1", expected a key in double quotes, or '}'"#,
        json5: #"1:2: found "1", expected a key, or '}'"#
    ),
    Complaint(#"{"é":1, "é":2}"#, #"1:9: duplicate key "é" (first at 1:2)"#),
    Complaint(#"{"a":1, "\u0061":2}"#, #"1:9: duplicate key "a" (first at 1:2)"#),
    Complaint("{a:1}", strict: #"1:2: found "a", expected a key in double quotes, or '}'"#, json5: nil),
    Complaint("[1,\n]", strict: "1:3: a trailing comma is not allowed here", json5: nil),
    Complaint("// x\n1", strict: "1:1: comments are not allowed here", json5: nil),
    Complaint("/* x", strict: "1:1: comments are not allowed here", json5: "1:1: the comment is not closed with '*/'"),
    Complaint("/ 1", "1:1: found '/', expected a value"),
    Complaint("[True]", #"1:2: found "True", expected a value"#),
    Complaint("nulls", #"1:1: found "nulls", expected a value"#),
    Complaint("NaN", "1:1: NaN is not a number that JSON can say"),
    Complaint("[\u{A0}1]", strict: "1:2: found U+00A0, expected a value", json5: nil),
]

@Suite struct JSONSyntaxErrorTests {
    @Test(arguments: structure)
    private func `an error says what was found and what may stand there`(complaint: Complaint) {
        expect(complaint, .strict, complaint.strict)
        expect(complaint, .json5, complaint.json5)
    }

    @Test func `bytes that are not UTF-8 have a position`() {
        for dialect in [JSONDialect.strict, .json5] {
            let error = #expect(throws: JSONSyntaxError.self) {
                try JSONReader.read(Array("{\n\"é".utf8) + [0xFF, 0x22], dialect: dialect)
            }
            #expect(error?.description == "2:3: the bytes from 0xff on are not UTF-8")
        }
    }

    private func expect(_ complaint: Complaint, _ dialect: JSONDialect, _ message: String?) {
        do throws(JSONSyntaxError) {
            _ = try JSONReader.read(Array(complaint.text.utf8), dialect: dialect)
            #expect(message == nil)
        } catch {
            #expect(error.description == message)
        }
    }
}
