import MockOkta
import MockOktaCommandLine
import MockOktaFormats
import Testing

struct LogLineTests {
    private let line = LogLine(
        level: "info",
        message: "POST /token 401",
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
        #expect(object.object?.keys == ["time", "level", "message", "client", "user", "why"])
        #expect(object["user"] == "x\nforged line")
        #expect(line.json.filter { $0 == UInt8(ascii: "\n") }.count == 1)
    }
}
