import Glibc
import MockOkta
import MockOktaSystem
import Testing

struct FixtureWatchTests {
    /// A pipe through which the watch tells the test, which waits no longer than it must.
    private struct Bell: Sendable {
        let ends: [Int32]

        init() {
            var ends: [Int32] = [0, 0]
            unsafe pipe(&ends)
            self.ends = ends
        }

        func ring() {
            var byte: UInt8 = 1
            unsafe write(ends[1], &byte, 1)
        }

        func hasRung(within milliseconds: Int32) -> Bool {
            var descriptor = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
            guard unsafe poll(&descriptor, 1, milliseconds) > 0 else { return false }
            var byte: UInt8 = 0
            return unsafe read(ends[0], &byte, 1) == 1
        }
    }

    @Test func `a new file, a changed one and a removed one are told, each once`() throws {
        let folder = try TemporaryFolder()
        let bell = Bell()
        let watch = try FixtureWatch(.file(folder.path)) { bell.ring() }
        defer { watch.stop() }
        let file = try folder.write("a.json", "{}")
        #expect(bell.hasRung(within: 20_000))
        try folder.write("a.json", "{ }")
        #expect(bell.hasRung(within: 20_000))
        unsafe unlink(file)
        #expect(bell.hasRung(within: 20_000))
        #expect(!bell.hasRung(within: 500))
    }

    @Test func `a process that was started meanwhile does not keep it from stopping`() throws {
        let folder = try TemporaryFolder()
        let bell = Bell()
        let watch = try FixtureWatch(.file(folder.path)) {}
        let program = try Program(["--port", "0"])
        let stopping = try Thread("stopping") {
            watch.stop()
            bell.ring()
        }
        #expect(bell.hasRung(within: 20_000))
        program.send(SIGKILL)
        _ = program.end()
        stopping.join()
    }

    @Test func `a file that is no fixture is not`() throws {
        let folder = try TemporaryFolder()
        let bell = Bell()
        let watch = try FixtureWatch(.file(folder.path)) { bell.ring() }
        defer { watch.stop() }
        try folder.write("notes.txt", "mine")
        try folder.write(".a.json", "{}")
        #expect(!bell.hasRung(within: 700))
    }
}
