import Glibc
import MockOkta
import MockOktaCommandLine
import MockOktaSystem
import MockOktaTestSupport
import Testing

struct FixtureWatchTests {
    /// The number of changes that a watch reports in ten looks.
    private func changes(in fixtures: MockOktaServer.Fixtures, from stamp: FixtureStamp) -> Int {
        var (looks, changes) = (0, 0)
        FixtureWatch.watch(fixtures, from: stamp) {
            looks += 1
            return looks <= 10
        } changed: {
            changes += 1
        }
        return changes
    }

    @Test func `a change is reported once, also one made before the watch starts`() throws {
        let folder = try TemporaryFolder()
        let fixtures = MockOktaServer.Fixtures.file(folder.path)
        let stamp = FixtureStamp(fixtures)
        #expect(changes(in: fixtures, from: stamp) == 0)
        try folder.write("a.json", "{}")
        #expect(changes(in: fixtures, from: stamp) == 1)
        #expect(changes(in: fixtures, from: FixtureStamp(fixtures)) == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func `a process that was started meanwhile does not keep it from stopping`() throws {
        let folder = try TemporaryFolder()
        let fixtures = MockOktaServer.Fixtures.file(folder.path)
        let watch = try FixtureWatch(fixtures, from: FixtureStamp(fixtures)) {}
        let program = try Program(["--port", "0"])
        watch.stop()
        program.send(SIGKILL)
        _ = program.end()
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
