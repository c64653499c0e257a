import MockOktaModel
import Testing

@Suite struct FixtureVariablesTests {
    private func read(_ login: String) -> FixtureResult {
        FixtureReader.read([
            FixtureSource(name: "a.json", bytes: Array(#"{"users": [{"profile": {"login": "\#(login)"}}]}"#.utf8)) {
                ["NAME": "ann", "EMPTY": ""][$0]
            }
        ])
    }

    @Test(arguments: [
        ("${NAME}", "ann"), ("${NAME}@${NAME:-x}", "ann@ann"), ("x${OTHER:-ben}y", "xbeny"), ("x${OTHER:-}y", "xy"),
        ("x${EMPTY}", "x"), ("$${NAME}", "${NAME}"), ("${source.login}", "${source.login}"), ("$5", "$5"),
        ("${NAME", "${NAME"), ("${1}", "${1}"),
    ])
    func `variables are replaced inside strings`(text: String, login: String) {
        let result = read(text)
        #expect(lines(result) == [])
        #expect(result.organization?.contents.users.map(\.login) == [login])
    }

    @Test(.timeLimit(.minutes(1)), arguments: ["${A:-", "${", "${A", "$"])
    func `a text of many openings is read in linear time`(opening: String) {
        for ending in ["", "}"] {
            let text = "}" + String(repeating: opening, count: 300_000) + ending
            #expect(read(text).problems.count < 10)
        }
    }

    @Test func `a variable that is not set is an error at its place`() {
        #expect(
            lines(read("${OTHER}")) == [
                #"a.json:1:34: names the environment variable "OTHER", which is not set (allowed: ${OTHER:-default},"#
                    + " or $${OTHER} for the text itself)"
            ]
        )
    }

    @Test func `a patch of a running org takes no variables`() throws {
        let source = FixtureSource(
            name: "fixture",
            bytes: Array(#"{"users": [{"profile": {"login": "${NAME}"}}]}"#.utf8)
        )
        let org = try #require(FixtureReader.read([source], over: try organization("{}")).organization)
        #expect(org.contents.users.map(\.login) == ["${NAME}"])
    }
}
