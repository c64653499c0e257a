import Glibc
import MockOkta
import MockOktaCommandLine
import MockOktaModel
import MockOktaTestSupport
import Testing

struct ReadyFileTests {
    @Test func `the file tells where the server is, and nothing lies beside it`() throws {
        let folder = try TemporaryFolder()
        let okta = try MockOktaServer.start(configuration: .init(seed: 7))
        defer { okta.stop() }
        let path = try folder.write("ready.json", "from an earlier run")
        #expect(ReadyFile(path).write(okta) == nil)
        let url = "http://127.0.0.1:\(okta.port)"
        let expected = #"{"url":"\#(url)","issuer":"\#(url)/oauth2/default","pid":\#(getpid()),"seed":7}"# + "\n"
        let source = try FixtureFiles.read(.file(path))[0]
        #expect(String(decoding: source.bytes, as: UTF8.self) == expected)
        #expect(folder.names == ["ready.json"])
    }

    @Test func `what an earlier run has left can be cleared away`() throws {
        let folder = try TemporaryFolder()
        ReadyFile(try folder.write("ready.json", "{}")).clear()
        #expect(folder.names.isEmpty)
    }

    @Test func `a full disk is told, and a device stays what it is`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let folder = try TemporaryFolder()
        let path = folder.path + "/full"
        #expect(unsafe symlink("/dev/full", path) == 0)
        let file = ReadyFile(path)
        file.clear()
        #expect(file.write(okta) == "cannot write the ready file \(path): No space left on device")
        #expect(folder.names == ["full"])
    }

    @Test func `a pipe that somebody reads gets the line`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let folder = try TemporaryFolder()
        let path = folder.path + "/pipe"
        #expect(unsafe mkfifo(path, 0o600) == 0)
        let file = ReadyFile(path)
        file.clear()
        #expect(file.write(okta) == "cannot write the ready file \(path): No such device or address")
        let reader = unsafe open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        #expect(file.write(okta) == nil)
        var first: UInt8 = 0
        #expect(unsafe read(reader, &first, 1) == 1)
        #expect(first == UInt8(ascii: "{"))
    }

    @Test func `a folder that is not there is told, not fatal`() throws {
        let okta = try MockOktaServer.start()
        defer { okta.stop() }
        let path = try TemporaryFolder().path + "/ready.json"
        #expect(ReadyFile(path).write(okta) == "cannot write the ready file \(path): No such file or directory")
    }
}
