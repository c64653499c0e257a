import MockOkta
import MockOktaCommandLine
import MockOktaFormats
import Testing

struct LogLineTests {
    private let line = LogLine(
        level: "info",
        message: "POST /token 401",
        members: { ["method": "POST", "path": "/token", "status": 401] },
        details: [("client", "web-app"), ("user", "x\nforged line"), ("why", "a \"b\"")],
        at: 1_767_225_600_123_456
    )

    @Test func `a text line stays one line, whatever a client has sent`() {
        let text = String(decoding: line.text, as: UTF8.self)
        #expect(text.hasPrefix("2026-01-01T00:00:00.123"))
        #expect(text.hasSuffix(##" info POST /token 401 client=web-app user="x\nforged line" why="a \"b\"""## + "\n"))
    }

    @Test func `a JSON line is one object`() throws {
        let object = try JSON.parse(line.json)
        let keys = ["time", "level", "message", "method", "path", "status", "client", "user", "why"]
        #expect(object.object?.keys == keys)
        #expect(object["status"] == 401)
        #expect(object["user"] == "x\nforged line")
        #expect(line.json.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    }

    @Test(arguments: [
        ("\u{AD}", #"\u{AD}"#, #"\u00ad"#), ("\u{200B}", #"\u{200B}"#, #"\u200b"#),
        ("\u{FEFF}", #"\u{FEFF}"#, #"\ufeff"#), ("\u{202E}", #"\u{202E}"#, #"\u202e"#),
        ("\u{E0041}", #"\u{E0041}"#, #"\udb40\udc41"#),
    ])
    func `characters that no terminal shows are escaped`(hidden: String, text: String, json: String) throws {
        let line = LogLine(level: "info", message: "GET /a\(hidden)b 404", at: 0)
        #expect(String(decoding: line.text, as: UTF8.self).contains("GET /a\(text)b 404"))
        #expect(String(decoding: line.json, as: UTF8.self).contains("GET /a\(json)b 404"))
        #expect(try JSON.parse(line.json)["message"]?.string == "GET /a\(hidden)b 404")
    }

    @Test func `other characters are shown`() {
        let line = LogLine(level: "info", message: "Zoë \u{200D} 東京 🙂", at: 0)
        #expect(String(decoding: line.text, as: UTF8.self).hasSuffix("info Zoë \u{200D} 東京 🙂\n"))
    }
}
