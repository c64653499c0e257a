import Glibc
import MockOkta
import MockOktaCommandLine
import MockOktaSystem
import MockOktaTestSupport
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

    @Test func `a change is reported`() throws {
        let folder = try TemporaryFolder()
        let bell = Bell()
        let fixtures = MockOktaServer.Fixtures.file(folder.path)
        let watch = try FixtureWatch(fixtures, from: FixtureStamp(fixtures)) { bell.ring() }
        defer { watch.stop() }
        try folder.write("a.json", "{}")
        #expect(bell.hasRung(within: 20_000))
    }

    @Test func `a change between the stamp and the start of the watch is reported`() throws {
        let folder = try TemporaryFolder()
        let bell = Bell()
        let fixtures = MockOktaServer.Fixtures.file(folder.path)
        let stamp = FixtureStamp(fixtures)
        try folder.write("a.json", "{}")
        let watch = try FixtureWatch(fixtures, from: stamp) { bell.ring() }
        defer { watch.stop() }
        #expect(bell.hasRung(within: 20_000))
    }

    @Test func `a process that was started meanwhile does not keep it from stopping`() throws {
        let folder = try TemporaryFolder()
        let bell = Bell()
        let fixtures = MockOktaServer.Fixtures.file(folder.path)
        let watch = try FixtureWatch(fixtures, from: FixtureStamp(fixtures)) {}
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

    @Test func `a new file, a changed one and a removed one are each one change, when they are written`() throws {
        let folder = try TemporaryFolder()
        let fixtures = MockOktaServer.Fixtures.file(folder.path)
        var changes = FixtureChanges(from: FixtureStamp(fixtures))
        func looks(_ count: Int) -> [Bool] { (0..<count).map { _ in changes.isChange(FixtureStamp(fixtures)) } }
        #expect(looks(2) == [false, false])
        let file = try folder.write("a.json", "{}")
        #expect(looks(3) == [false, true, false])
        try folder.write("a.json", "{ }")
        #expect(looks(1) == [false])
        // Still being written.
        try folder.write("a.json", "{  }")
        #expect(looks(3) == [false, true, false])
        unsafe unlink(file)
        #expect(looks(3) == [false, true, false])
        try folder.write("notes.txt", "mine")
        try folder.write(".a.json", "{}")
        #expect(looks(2) == [false, false])
    }
}
