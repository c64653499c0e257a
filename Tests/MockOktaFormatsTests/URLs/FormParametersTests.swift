import MockOktaFormats
import Testing

@Suite struct FormParametersTests {
    @Test func `parameters keep their order and their repetitions`() throws {
        let form = try #require(FormParameters(query: "b=1&a=2&b=3&c=&d=4&c=5"))
        #expect(form["b"] == "1")
        #expect(form.parameters.filter { $0.name == "b" }.map(\.value) == ["1", "3"])
        #expect(form["c"] == "")
        #expect(form["e"] == nil)
        #expect(form.contains("d") && !form.contains("e"))
        #expect(form.names == ["b", "a", "c", "d"])
        #expect(form.duplicatedNames == ["b", "c"])
    }

    @Test func `no name is duplicated when each comes once`() {
        #expect(FormParameters(query: "a=1&b=1")?.duplicatedNames == [])
    }

    /// Few names are compared with each other, many are collected.
    @Test(arguments: [1, 14, 15, 16, 40])
    func `a repeated name is found among any number of others`(others: Int) {
        let rest = (1...others).map { "n\($0)=1" }.joined(separator: "&")
        #expect(FormParameters(query: rest)?.duplicatedNames == [])
        #expect(FormParameters(query: "a=1&\(rest)&a=2")?.duplicatedNames == ["a"])
    }

    @Test func `names compare with case`() {
        #expect(FormParameters(query: "a=1&A=2")?.duplicatedNames == [])
    }

    @Test func `appended parameters come last`() {
        var form: FormParameters = ["state": "x y"]
        form.append("code", "é&=")
        #expect(form.encoded == "state=x+y&code=%C3%A9%26%3D")
    }
}
