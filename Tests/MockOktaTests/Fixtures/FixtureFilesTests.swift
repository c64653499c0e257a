import Glibc
import MockOkta
import MockOktaModel
import MockOktaTestSupport
import Testing

struct FixtureFilesTests {
    @Test func `a folder is read in the order of names, without hidden files, other files and folders`() throws {
        let folder = try TemporaryFolder()
        for name in ["b.json", "a.json5", "C.json", ".hidden.json", "notes.txt"] { try folder.write(name, "{}") }
        _ = try folder.makeFolder("inner")
        let names = try FixtureFiles.read(.file(folder.path)).map(\.name)
        #expect(names == ["C.json", "a.json5", "b.json"].map { "\(folder.path)/\($0)" })
    }

    @Test func `files count in the order in which they are named`() throws {
        let folder = try TemporaryFolder()
        let paths = try ["2.json", "1.json"].map { try folder.write($0, "[\($0.utf8.count)]") }
        let sources = try FixtureFiles.read(MockOktaServer.Fixtures.builtIn.overlaid(with: .files(paths)))
        #expect(sources.map(\.name) == ["default.json"] + paths)
        #expect(sources.map(\.isChecked) == [true, false, false])
        #expect(sources[1].bytes == Array("[6]".utf8))
    }

    @Test func `what is not there is not found`() throws {
        let path = try TemporaryFolder().path + "/none.json"
        #expect(throws: MockOktaError.fixtureNotFound(path: path)) { try FixtureFiles.read(.file(path)) }
    }

    @Test func `a file that is far too large is not read`() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("large.json", "{}")
        #expect(unsafe truncate(path, 1 << 28 + 1) == 0)
        #expect(throws: MockOktaError.fixtureNotReadable(path: path, reason: "has more than 256 MiB")) {
            try FixtureFiles.read(.file(path))
        }
    }

    @Test func `a named pipe that nobody writes to is empty, and nobody waits for it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe.json"
        #expect(unsafe mkfifo(path, 0o600) == 0)
        #expect(try FixtureFiles.read(.file(path)).first?.bytes == [])
    }

    @Test func `what is there and cannot be read is told with the reason`() throws {
        let folder = try TemporaryFolder()
        let loop = folder.path + "/loop.json"
        unsafe symlink("loop.json", loop)
        #expect(throws: MockOktaError.fixtureNotReadable(path: loop, reason: "Too many levels of symbolic links")) {
            try FixtureFiles.read(.file(loop))
        }
        let endless = MockOktaError.fixtureNotReadable(path: "/dev/zero", reason: "is a device, not a file")
        #expect(throws: endless) { try FixtureFiles.read(.file("/dev/zero")) }
        let empty = try folder.makeFolder("empty")
        let reason = "the folder holds no *.json or *.json5 file"
        #expect(throws: MockOktaError.fixtureNotReadable(path: empty, reason: reason)) {
            try FixtureFiles.read(.file(empty))
        }
    }
}
