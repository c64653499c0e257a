import MockOkta
import MockOktaCommandLine
import MockOktaTestSupport
import Testing

struct FixtureExportTests {
    @Test func `a file is written for each collection that holds something`() throws {
        let folder = try TemporaryFolder()
        let written = try FixtureExport(.builtIn, withSecrets: true).write(to: folder.path)
        #expect(written.map { $0.split(separator: "/").last.map(String.init) ?? "" }.sorted() == folder.names)
        #expect(folder.names.contains("apiTokens.json"))
        #expect(try FixtureCheck(.file(folder.path)).lines == [])
    }

    @Test func `a file that looks like a fixture and is not read is a warning`() throws {
        let folder = try TemporaryFolder()
        for name in ["apps.json", "users.jsonc", "groups.yaml", "Scopes.JSON", "notes.txt", ".hidden.yaml"] {
            try folder.write(name, "[]")
        }
        let check = try FixtureCheck(.file(folder.path))
        let reason = "warning: is not read: the files of a fixture are *.json and *.json5"
        let names = ["Scopes.JSON", "groups.yaml", "users.jsonc"]
        #expect(check.lines.sorted() == names.map { "\(folder.path)/\($0): \(reason)" })
        #expect(check.warningCount == 3)
    }

    @Test func `an export without secrets removes what one with secrets left`() throws {
        let folder = try TemporaryFolder()
        _ = try FixtureExport(.builtIn, withSecrets: true).write(to: folder.path)
        try folder.write("notes.txt", "mine")
        _ = try FixtureExport(.builtIn, withSecrets: false).write(to: folder.path)
        #expect(!folder.names.contains("apiTokens.json"))
        #expect(folder.names.contains("notes.txt"))
    }

    @Test func `a folder that cannot be made is told`() {
        #expect(throws: ToolError.self) { try FixtureExport(.builtIn, withSecrets: false).write(to: "/proc/no/such") }
    }

    @Test func `a server that does not answer is told`() {
        #expect(throws: ToolError.self) {
            try FixtureExport(from: "http://127.0.0.1:1", token: nil, withSecrets: false)
        }
    }
}
