import MockOktaHTTP
import Testing

struct HTTPFieldsTests {
    @Test func `names compare without regard to case and values keep their order`() {
        let fields: HTTPFields = ["A": "1", "b": "2", "a": "3"]
        #expect(fields["a"] == "1")
        #expect(fields.values(of: "A") == ["1", "3"])
        #expect(fields.contains("B"))
        #expect(fields["c"] == nil)
        // `@` and a back-tick differ in the bit that tells letters' cases apart.
        #expect((["@": "1"] as HTTPFields)["`"] == nil)
    }

    @Test func `setting replaces all values of a name and nil removes them`() {
        var fields: HTTPFields = ["A": "1", "b": "2", "a": "3"]
        fields["a"] = "4"
        #expect(fields.fields.map(\.name) == ["b", "a"])
        fields["A"] = nil
        #expect(fields.values(of: "a").isEmpty)
        fields.append("b", "5")
        #expect(fields.values(of: "b") == ["2", "5"])
    }

    @Test func `removed fields leave the others as they were`() {
        var fields: HTTPFields = ["A": "1", "bb": "22", "a": "3", "ccc": "333", "A": "4"]
        fields.remove("a")
        #expect(fields == ["bb": "22", "ccc": "333"])
        fields.remove("none")
        fields.append("D", "5")
        #expect(fields == ["bb": "22", "ccc": "333", "D": "5"])
    }

    @Test func `fields are joined in order`() {
        var fields: HTTPFields = ["A": "1"]
        fields.append(contentsOf: ["B": "2", "a": "3"])
        #expect(fields == ["A": "1", "B": "2", "a": "3"])
        #expect(fields.values(of: "a") == ["1", "3"])
    }

    @Test func `only what is missing is appended`() {
        var fields: HTTPFields = ["A": "1", "B": "2"]
        fields.appendMissing(of: ["b": "3", "C": "4"])
        #expect(fields == ["A": "1", "B": "2", "C": "4"])
        fields.appendMissing(of: ["D": "5"])
        #expect(fields["D"] == "5")
    }

    @Test(arguments: ["", "4", "another"])
    func `the value of the last field is replaced in a copy`(value: String) {
        let fields: HTTPFields = ["A": "1", "B": "2", "A": "3"]
        let replaced = fields.replacingLastValue { $0.append(contentsOf: value.utf8) }
        #expect(replaced == ["A": "1", "B": "2", "A": value])
        #expect(replaced.values(of: "A") == ["1", value])
        #expect(fields["A"] == "1" && fields.values(of: "A") == ["1", "3"])
    }

    @Test func `names and values are visited in UTF-8`() throws {
        let head = Array("GET / HTTP/1.1\r\nHost: a\r\nA: 1\r\nB:\r\nC: \u{e9}\r\nD: ".utf8)
        let input = head + [0xE9, UInt8(ascii: "-")] + Array("\r\n\r\n".utf8)
        let fields = try #require(ParserDriver.whole(input).parsed.first?.request).fields
        var visited: [[String]] = []
        let text = { (bytes: [UInt8]) in String(decoding: bytes, as: UTF8.self) }
        fields.visit { name, value in
            visited.append([name.indices.map { name[$0] }, value.indices.map { value[$0] }].map(text))
        }
        #expect(visited == [["Host", "a"], ["A", "1"], ["B", ""], ["C", "\u{e9}"], ["D", "\u{e9}-"]])
        #expect(visited == fields.fields.map { [$0.name, $0.value] })
        #expect(fields.count == 5)
    }

    @Test func `a number takes the place of former values`() {
        var fields: HTTPFields = ["N": "x", "A": "1", "n": "y"]
        fields.set("N", decimal: 300)
        #expect(fields == ["A": "1", "N": "300"])
    }

    @Test func `what must not go out as it is can still be read`() {
        var fields: HTTPFields = ["X": "a\r\nb"]
        fields.append(contentsOf: ["bad name": "1"])
        #expect(fields["X"] == "a\r\nb")
        #expect(fields["bad name"] == "1")
        fields["X"] = nil
        #expect(fields.fields.map(\.name) == ["bad name"])
    }

    @Test func `the size is that of names and values`() {
        let fields: HTTPFields = ["Host": "a", "X": ""]
        #expect(fields.textSize == 6)
        #expect(HTTPFields().textSize == 0)
    }
}
