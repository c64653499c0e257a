import MockOktaFormats
import Testing

private func read(_ text: String, _ dialect: JSONDialect) throws(JSONSyntaxError) -> JSON {
    try JSONReader.read(Array(text.utf8), dialect: dialect).json
}

@Suite struct JSONReaderTests {
    @Test(
        arguments: [
            ("null", nil), (" true\n", true), ("false", false), (#""a""#, "a"), ("[]", []), ("{}", [:]),
            ("[ 1 , [2]\t]", [1, [2]]),
            (#"{"b":{"c":null},"a":"x"}"#, ["b": ["c": nil], "a": "x"]), ("\u{FEFF}1", 1),
        ] as [(String, JSON)]
    )
    func `both dialects and the plain reader agree on JSON`(text: String, value: JSON) throws {
        #expect(try read(text, .strict) == value)
        #expect(try read(text, .json5) == value)
        #expect(try JSON.parse(Array(text.utf8)) == value)
    }

    @Test func `members keep their order`() throws {
        #expect(try read(#"{"z":1,"a":2,"m":3}"#, .strict).object?.keys == ["z", "a", "m"])
    }

    @Test(
        arguments: [
            ("// c\n{a: 1, 'b': 2, /* d */ \"c\": [3,],}", ["a": 1, "b": 2, "c": [3]]),
            ("[1,\u{2028}\u{A0}2] // end", [1, 2]),
            ("{$_é1: 1, ünder_score: 2}", ["$_é1": 1, "ünder_score": 2]), ("/**/1/***/", 1),
            ("{null: null}", ["null": nil]),
            ("// one\u{2028}5", 5),
        ] as [(String, JSON)]
    )
    func `JSON5 is what people write`(text: String, value: JSON) throws {
        #expect(try read(text, .json5) == value)
        #expect(throws: JSONSyntaxError.self) { try read(text, .strict) }
    }

    @Test func `every value and key has its position`() throws {
        let text = "\u{FEFF}{\r\n  \"é😀\": [1,\r  {x: 'y'}]\n}"
        let tree = try JSONReader.read(Array(text.utf8), dialect: .json5)
        #expect(tree.position == SourcePosition(line: 1, column: 1))
        let member = try #require(tree.members?.first)
        #expect(member.keyPosition == SourcePosition(line: 2, column: 3))
        #expect(member.value.position == SourcePosition(line: 2, column: 9))
        let inner = try #require(member.value.array?.last)
        #expect(member.value.array?.first?.position == SourcePosition(line: 2, column: 10))
        #expect(inner.position == SourcePosition(line: 3, column: 3))
        #expect(inner["x"]?.position == SourcePosition(line: 3, column: 7))
        #expect(inner["x"]?.string == "y")
    }

    @Test func `many keys are still compared`() throws {
        let keys = (0..<50).map { "\"k\($0)\": \($0)" }
        #expect(try read("{\(keys.joined(separator: ","))}", .strict)["k49"] == 49)
        let error = #expect(throws: JSONSyntaxError.self) {
            try read("{\(keys.joined(separator: ",")),\"k3\":0}", .strict)
        }
        #expect(error?.message == #"duplicate key "k3" (first at 1:26)"#)
    }

    @Test func `an object has at most 10 000 members, each of which is found`() throws {
        func text(_ count: Int) -> String { "{\((0..<count).map { "\"k\($0)\": \($0)" }.joined(separator: ","))}" }
        var object = try #require(read(text(10_000), .strict).object)
        #expect(object["k0"] == 0 && object["k9999"] == 9999 && object["k10000"] == nil)
        object["k5"] = nil
        object["k6"] = "six"
        object["new"] = true
        #expect(object["k5"] == nil && object["k6"] == "six" && object["k9999"] == 9999 && object["new"] == true)
        #expect(object.keys.count == 10_000)
        let error = #expect(throws: JSONSyntaxError.self) { try read(text(10_001), .strict) }
        #expect(error?.message == "more than 10000 members in one object")
    }

    @Test func `text may be 128 levels deep and no deeper`() throws {
        for dialect in [JSONDialect.strict, .json5] {
            let deepest = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
            #expect(throws: Never.self) { try read(deepest, dialect) }
            for opening in ["[", "{\"a\":"] {
                let error = #expect(throws: JSONSyntaxError.self) {
                    try read(String(repeating: opening, count: 100_000), dialect)
                }
                #expect(error?.message == "more than 128 arrays and objects inside one another")
            }
        }
    }

    @Test func `every prefix of an object is an error`() {
        let text = #"// é\#n{"a": [1.5e+3, -0x1F, 'é\u00e9\#\#n\uD83D\uDE00'], b: {c: null, "d": true,},}"#
        #expect(throws: Never.self) { try read(text, .json5) }
        for prefix in prefixes(of: text) {
            #expect(throws: JSONSyntaxError.self) { try JSONReader.read(prefix, dialect: .json5) }
            #expect(throws: JSONSyntaxError.self) { try JSON.parse(prefix) }
        }
    }

    @Test func `changed texts do not crash and keep their value`() throws {
        let seeds = [
            #"{"iss":"https://a.example/oauth2","aud":["x","y"],"iat":1767225600,"ok":true,"n":null}"#,
            #"[0,-1.5e3,1e-7,18446744073709551615,{"a":{"b":"\u00e9\n\\"}}]"#,
            "{a: 'b', /* c */ d: [.5, 5., +1, 0xFF], // e\n f: \"\\x41\\\n\\v\",}",
        ]
        var readable = 0
        for bytes in mutations(of: seeds, inserting: "{}[]\",:'\\/*0123456789.eE+-xu\n ", count: 6_000) {
            if let plain = try? JSON.parse(bytes) {
                #expect(try JSONReader.read(bytes, dialect: .strict).json == plain)
                #expect(try JSONReader.read(bytes, dialect: .json5).json == plain)
            }
            guard let value = try? JSONReader.read(bytes, dialect: .json5).json else { continue }
            readable += 1
            #expect(try JSON.parse(value.serialized()) == value)
            #expect(try JSON.parse(value.serialized(.pretty)) == value)
        }
        #expect(readable > 300)
    }
}
